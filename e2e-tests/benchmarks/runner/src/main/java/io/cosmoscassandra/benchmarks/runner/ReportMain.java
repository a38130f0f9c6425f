package io.cosmoscassandra.benchmarks.runner;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Makes tables and charts of existing results, and the page of the documentation. */
public final class ReportMain {

  private static final int BAD_USAGE = 2;
  private static final String DOCS = "--docs";

  private ReportMain() {}

  /** Takes the directories of results, after {@code --docs DOCS} the latest last. */
  public static void main(String[] arguments) throws IOException {
    List<String> given = List.of(arguments);
    if (isBad(given)) {
      System.err.println(Options.USAGE);
      System.exit(BAD_USAGE);
    } else if (given.get(0).equals(DOCS)) {
      makePage(Path.of(given.get(1)), given.subList(2, given.size()));
    } else {
      makeTables(given);
    }
  }

  private static boolean isBad(List<String> given) {
    boolean docsWithoutResults = given.contains(DOCS) && given.size() < 3;
    return given.isEmpty() || given.lastIndexOf(DOCS) > 0 || docsWithoutResults;
  }

  private static void makePage(Path docs, List<String> directories) {
    new DocumentationPage(Publication.of(directories.stream().map(ReportMain::read).toList()))
        .write(docs);
  }

  private static void makeTables(List<String> directories) throws IOException {
    for (String directory : directories) {
      new Report(read(directory)).write(Path.of(directory));
      System.out.println(Files.readString(Path.of(directory, "results.md")));
    }
  }

  private static Results read(String directory) {
    return Results.read(Path.of(directory, "results.json"));
  }
}
