package io.cosmoscassandra.benchmarks.runner;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Makes tables and charts from results; no number in them has another source. */
final class Report {

  private static final int CHARACTERS_OF_ERROR = 120;

  private final Results results;

  Report(Results results) {
    this.results = results;
  }

  /** Writes {@code results.md} and the charts into the directory of the raw results. */
  void write(Path directory) {
    StringBuilder text = new StringBuilder("# Results\n\n");
    text.append(machine()).append('\n').append(Headline.of(List.of(results))).append('\n');
    text.append(ReadingHeadline.of(List.of(results))).append('\n');
    text.append(Targets.table(results)).append('\n');
    for (String scenario : results.scenarios()) {
      text.append("## ").append(scenario).append("\n\n").append(section(scenario, directory, ""));
    }
    write(directory.resolve("results.md"), text.toString());
  }

  /** The table of a scenario and its charts, which go into a directory. */
  String section(String scenario, Path charts, String pathToCharts) {
    List<Summary> summaries = Summary.of(results.of(scenario));
    Layout layout = Layout.of(scenario);
    StringBuilder text = new StringBuilder(table(layout, summaries)).append('\n');
    for (Chart chart : layout.charts()) {
      String picture = chart.draw(scenario, summaries);
      if (!picture.isEmpty()) {
        String file = "%s-%s.svg".formatted(scenario, chart.name());
        write(charts.resolve(file), picture);
        text.append("![%s: %s](%s%s)\n\n".formatted(scenario, chart.title(), pathToCharts, file));
      }
    }
    return text.toString();
  }

  private static String table(Layout layout, List<Summary> summaries) {
    List<String> headings = new ArrayList<>();
    headings.add("contender");
    if (!layout.scale().isEmpty()) {
      headings.add(layout.scale());
    }
    layout.columns().forEach(column -> headings.add(column.heading()));
    StringBuilder table = new StringBuilder(row(headings));
    table.append("|---".repeat(headings.size())).append("|\n");
    for (Summary summary : summaries) {
      List<String> cells = new ArrayList<>();
      cells.add(summary.who().title());
      if (!layout.scale().isEmpty()) {
        cells.add(summary.x() == 0 ? "" : Figures.shortest(summary.x()));
      }
      if (summary.hasFigures()) {
        layout.columns().forEach(column -> cells.add(column.cell(summary)));
      }
      if (!summary.failed().isEmpty()) {
        cells.set(0, "%s; %s".formatted(cells.get(0), failures(summary)));
      }
      table.append(row(cells));
    }
    return table.toString();
  }

  private static String failures(Summary summary) {
    String error = summary.failed().get(0).error().lines().findFirst().orElse("");
    return "**%d of %d rounds failed**: %s"
        .formatted(
            summary.failed().size(),
            summary.failed().size() + summary.good().size(),
            error.substring(0, Math.min(error.length(), CHARACTERS_OF_ERROR)).replace("|", "/"));
  }

  /** The table of the machine, the server and the programs. */
  String machine() {
    StringBuilder text = new StringBuilder();
    text.append("| | |\n|---|---|\n");
    text.append(row(List.of("started", results.started())));
    results.machine().forEach((name, value) -> text.append(row(List.of(name, value))));
    results.server().forEach((name, value) -> text.append(row(List.of("server: " + name, value))));
    for (Map.Entry<String, Map<String, String>> program : results.versions().entrySet()) {
      text.append(
          row(
              List.of(
                  program.getKey(),
                  program.getValue().entrySet().stream()
                      .map(part -> part.getKey() + " " + part.getValue())
                      .collect(Collectors.joining(", ")))));
    }
    text.append(row(List.of("arguments", String.join(" ", results.arguments()))));
    return text.toString();
  }

  static String row(List<String> cells) {
    return "| " + String.join(" | ", cells) + " |\n";
  }

  static void write(Path file, String text) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
