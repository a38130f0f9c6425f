package io.cosmoscassandra.benchmarks.runner;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Makes tables and charts of existing results, and the page of the documentation. */
public final class ReportMain {

  private static final int BAD_USAGE = 2;

  private ReportMain() {}

  /** Takes the directory of the results and, for the page, that of the documentation. */
  public static void main(String[] arguments) throws IOException {
    if (arguments.length < 1 || arguments.length > 2) {
      System.err.println(Options.USAGE);
      System.exit(BAD_USAGE);
      return;
    }
    Path directory = Path.of(arguments[0]);
    Results results = Results.read(directory.resolve("results.json"));
    new Report(results).write(directory);
    System.out.println(Files.readString(directory.resolve("results.md")));
    if (arguments.length == 2) {
      new DocumentationPage(results).write(Path.of(arguments[1]));
    }
  }
}
