package io.cosmoscassandra.benchmarks.runner;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The page about the benchmarks: a frame that people write, in which every {@code {{name}}} is
 * replaced with what was measured.
 */
final class DocumentationPage {

  private static final String FRAME = "benchmarks.md.template";
  private static final String CHARTS = "benchmarks";
  private static final String RAW = "results.json";
  private static final String NOT_MEASURED = "Not measured in this run.\n";
  private static final Pattern HOLE = Pattern.compile("\\{\\{([a-z0-9-]+)}}\n");

  private final Publication publication;
  private final Optional<HotPath> hotPath;

  DocumentationPage(Publication publication, Optional<HotPath> hotPath) {
    this.publication = publication;
    this.hotPath = hotPath;
  }

  void write(Path documentation) {
    Matcher hole = HOLE.matcher(frame());
    StringBuilder page = new StringBuilder();
    while (hole.find()) {
      hole.appendReplacement(page, Matcher.quoteReplacement(content(hole.group(1), documentation)));
    }
    hole.appendTail(page);
    Report.write(documentation.resolve("benchmarks.md"), page.toString());
    for (Results part : publication.parts()) {
      part.write(raw(part, documentation.resolve(CHARTS)));
    }
    hotPath.ifPresent(measured -> measured.write(documentation.resolve(CHARTS)));
  }

  /** Where the raw results go, in a directory that a later page can be made of. */
  private static Path raw(Results part, Path charts) {
    return charts.resolve(part.started().replaceAll("[^0-9A-Za-z-]", "")).resolve(RAW);
  }

  private String content(String name, Path documentation) {
    Path charts = documentation.resolve(CHARTS);
    return switch (name) {
      case "machine" -> machines(charts);
      case "headline" -> Headline.of(publication.parts());
      case "hot-path" -> hotPath.map(found -> found.section(CHARTS + "/")).orElse(NOT_MEASURED);
      default ->
          publication
              .of(name)
              .map(part -> new Report(part).section(name, charts, CHARTS + "/"))
              .orElse(NOT_MEASURED);
    };
  }

  private String machines(Path charts) {
    StringBuilder text = new StringBuilder();
    for (Results part : publication.parts()) {
      String link = CHARTS + "/" + charts.relativize(raw(part, charts));
      text.append(text.isEmpty() ? "" : "\n")
          .append(String.join(", ", part.scenarios()))
          .append(" ([every single run, those to warm up as well](%s)):\n\n".formatted(link))
          .append(new Report(part).machine());
    }
    return text.toString();
  }

  private static String frame() {
    try (InputStream in = DocumentationPage.class.getResourceAsStream(FRAME)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
