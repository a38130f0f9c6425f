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
 * The page about the benchmarks: a frame written by hand, in which every {@code {{name}}} is
 * replaced with what was measured.
 */
final class DocumentationPage {

  private static final String FRAME = "benchmarks.md.template";
  private static final String CHARTS = "benchmarks";
  private static final String NOT_MEASURED = "Not measured in this run.\n";
  private static final Pattern HOLE = Pattern.compile("\\{\\{([a-z0-9-]+)}}\n");

  private final Publication publication;
  private final Optional<HotPath> hotPath;

  DocumentationPage(Publication publication, Optional<HotPath> hotPath) {
    this.publication = publication;
    this.hotPath = hotPath;
  }

  /**
   * Writes the page and its charts.
   *
   * @param results where the raw results go, each in a directory that a later page can be made of
   */
  void write(Path documentation, Path results) {
    String pathToResults = absolute(documentation).relativize(absolute(results)) + "/";
    Matcher hole = HOLE.matcher(frame());
    StringBuilder page = new StringBuilder();
    while (hole.find()) {
      hole.appendReplacement(
          page, Matcher.quoteReplacement(content(hole.group(1), documentation, pathToResults)));
    }
    hole.appendTail(page);
    Report.write(documentation.resolve("benchmarks.md"), page.toString());
    for (Results part : publication.parts()) {
      ResultsFile.write(part, results.resolve(directory(part)));
    }
    hotPath.ifPresent(measured -> measured.write(results));
  }

  private static Path absolute(Path path) {
    return path.toAbsolutePath().normalize();
  }

  private static String directory(Results part) {
    return part.started().replaceAll("[^0-9A-Za-z-]", "");
  }

  private String content(String name, Path documentation, String pathToResults) {
    Path charts = documentation.resolve(CHARTS);
    return switch (name) {
      case "machine" -> machines(pathToResults);
      case "headline" -> Headline.of(publication.parts());
      case "headline-reading" -> ReadingHeadline.of(publication.parts());
      case "hot-path" -> hotPath.map(found -> found.section(pathToResults)).orElse(NOT_MEASURED);
      default ->
          publication
              .of(name)
              .map(part -> new Report(part).section(name, charts, CHARTS + "/"))
              .orElse(NOT_MEASURED);
    };
  }

  private String machines(String pathToResults) {
    StringBuilder text = new StringBuilder();
    for (Results part : publication.parts()) {
      String link = pathToResults + directory(part) + "/" + ResultsFile.NAME;
      text.append(text.isEmpty() ? "" : "\n")
          .append(String.join(", ", part.scenarios()))
          .append(" ([every single run, those to warm up as well](%s)):\n\n".formatted(link))
          .append("<details>\n<summary>Machine, server and versions</summary>\n\n")
          .append(new Report(part).machine())
          .append("\n</details>\n");
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
