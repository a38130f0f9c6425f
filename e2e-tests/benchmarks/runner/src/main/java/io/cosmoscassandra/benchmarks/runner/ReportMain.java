package io.cosmoscassandra.benchmarks.runner;

import static java.util.stream.Collectors.partitioningBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes tables, charts and the page of the documentation from existing results. */
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
      List<Path> directories = given.subList(2, given.size()).stream().map(Path::of).toList();
      makePage(Path.of(given.get(1)), directories);
    } else {
      makeTables(given);
    }
  }

  private static boolean isBad(List<String> given) {
    boolean docsWithoutResults = given.contains(DOCS) && given.size() < 3;
    return given.isEmpty() || given.lastIndexOf(DOCS) > 0 || docsWithoutResults;
  }

  private static void makePage(Path docs, List<Path> directories) {
    Map<Boolean, List<Path>> ofHotPath =
        directories.stream().collect(partitioningBy(HotPath::isIn));
    List<Results> results = ofHotPath.get(false).stream().map(ResultsFile::read).toList();
    Optional<HotPath> hotPath =
        ofHotPath.get(true).stream().map(HotPath::read).reduce((earlier, later) -> later);
    new DocumentationPage(Publication.of(results), hotPath)
        .write(docs, BenchmarkMain.home().resolve("results"));
  }

  private static void makeTables(List<String> directories) throws IOException {
    for (String name : directories) {
      Path directory = Path.of(name);
      new Report(ResultsFile.read(directory)).write(directory);
      System.out.println(Files.readString(directory.resolve("results.md")));
    }
  }
}
