package io.cosmoscassandra.flink.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The words that the glossary in CONTRIBUTING.md retires are used nowhere in what people read. */
class WordingTest {

  private static final Path GLOSSARY = Documents.ROOT.resolve("CONTRIBUTING.md");
  private static final Path SOURCES = Path.of("src", "main", "java");
  private static final String HEADER = "| Write | Instead of |";

  /** Tells of versions that spoke otherwise. */
  private static final Path CHANGELOG = Documents.ROOT.resolve("CHANGELOG.md");

  @Test
  void documentsAndSourcesUseTheWordsOfTheGlossary() throws IOException {
    Pattern retired = retired();
    List<String> found = new ArrayList<>();
    for (Path file : files()) {
      List<String> lines = Files.readAllLines(file);
      for (int i = 0; i < lines.size(); i++) {
        if (retired.matcher(lines.get(i)).find()) {
          found.add("%s:%d: %s".formatted(Documents.ROOT.relativize(file), i + 1, lines.get(i)));
        }
      }
    }

    assertThat(found).isEmpty();
  }

  private static List<Path> files() throws IOException {
    List<Path> files = new ArrayList<>(Documents.all());
    files.removeAll(List.of(GLOSSARY, CHANGELOG));
    try (Stream<Path> sources = Files.walk(SOURCES.toAbsolutePath())) {
      sources.filter(file -> file.toString().endsWith(".java")).forEach(files::add);
    }
    return files;
  }

  private static Pattern retired() throws IOException {
    List<String> lines = Files.readAllLines(GLOSSARY);
    int header = lines.indexOf(HEADER);
    assertThat(header).as("the glossary's header").isNotNegative();
    String words =
        lines.subList(header + 2, lines.size()).stream()
            .takeWhile(line -> line.startsWith("|"))
            .map(line -> line.split("\\|", -1)[2])
            .flatMap(cell -> Arrays.stream(cell.split(",", -1)))
            .map(String::strip)
            .map(Pattern::quote)
            .collect(Collectors.joining("|"));
    return Pattern.compile("(?i)\\b(" + words + ")\\b");
  }
}
