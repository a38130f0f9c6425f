package io.cosmoscassandra.benchmarks.runner;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes tables and charts of existing results, and the page of the documentation. */
public final class ReportMain {

  private static final int BAD_USAGE = 2;
  private static final String DOCS = "--docs";

  private ReportMain() {}

  /** Takes the directories of results, the latest last. */
  public static void main(String[] arguments) throws IOException {
    List<String> directories = new ArrayList<>(List.of(arguments));
    Optional<Path> docs = docs(directories);
    if (directories.isEmpty()
        || directories.contains(DOCS)
        || (docs.isEmpty() && directories.size() > 1)) {
      System.err.println(Options.USAGE);
      System.exit(BAD_USAGE);
      return;
    }
    List<Results> parts = new ArrayList<>();
    for (String directory : directories) {
      Results results = Results.read(Path.of(directory, "results.json"));
      new Report(results).write(Path.of(directory));
      System.out.println(Files.readString(Path.of(directory, "results.md")));
      parts.add(results);
    }
    docs.ifPresent(target -> new DocumentationPage(Publication.of(parts)).write(target));
  }

  private static Optional<Path> docs(List<String> arguments) {
    int option = arguments.indexOf(DOCS);
    if (option < 0 || option == arguments.size() - 1) {
      return Optional.empty();
    }
    Path docs = Path.of(arguments.get(option + 1));
    arguments.subList(option, option + 2).clear();
    return Optional.of(docs);
  }
}
