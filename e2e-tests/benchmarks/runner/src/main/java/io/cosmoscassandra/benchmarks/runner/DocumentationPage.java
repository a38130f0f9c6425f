package io.cosmoscassandra.benchmarks.runner;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The page about the benchmarks: a frame that people write, in which every {@code {{name}}} is
 * replaced with what was measured.
 */
final class DocumentationPage {

  private static final String FRAME = "benchmarks.md.template";
  private static final String CHARTS = "benchmarks";
  private static final Pattern HOLE = Pattern.compile("\\{\\{([a-z0-9-]+)}}\n");

  private final Results results;
  private final Report report;

  DocumentationPage(Results results) {
    this.results = results;
    this.report = new Report(results);
  }

  void write(Path documentation) {
    Matcher hole = HOLE.matcher(frame());
    StringBuilder page = new StringBuilder();
    while (hole.find()) {
      hole.appendReplacement(page, Matcher.quoteReplacement(content(hole.group(1), documentation)));
    }
    hole.appendTail(page);
    Report.write(documentation.resolve("benchmarks.md"), page.toString());
    results.withoutPaths().write(documentation.resolve(CHARTS).resolve("results.json"));
  }

  private String content(String name, Path documentation) {
    return switch (name) {
      case "machine" -> report.machine();
      case "headline" -> report.headline();
      default ->
          results.scenarios().contains(name)
              ? report.section(name, documentation.resolve(CHARTS), CHARTS + "/")
              : "Not measured in this run.\n";
    };
  }

  private static String frame() {
    try (InputStream in = DocumentationPage.class.getResourceAsStream(FRAME)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
