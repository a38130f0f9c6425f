package io.cosmoscassandra.flink.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * The runbook lists what the connector may tell people: every piece of prose in its source, each in
 * the first column of a table and between backticks, with … for what is filled in.
 */
class MessagesDocumentationTest {

  private static final Path SOURCES = Path.of("src", "main", "java");

  /** A line of a table: messages, one below the other, cause, what to do. */
  private static final Pattern LINE =
      Pattern.compile(
          "\\| (?<messages>`[^`]+`(<br>`[^`]+`)*) \\| (?<cause>.+) \\| (?<remedy>.+) \\|");

  private static final Pattern MESSAGE = Pattern.compile("`([^`]+)`");

  @Test
  void everyMessageOfTheSourceStandsInTheRunbook() throws IOException {
    List<String> documented = documented();
    List<String> missing = new ArrayList<>();
    for (Map.Entry<String, String> prose : SourceProse.in(SOURCES).entrySet()) {
      if (!documented.contains(prose.getKey())) {
        missing.add(
            "%s: | `%s` | cause | what to do |".formatted(prose.getValue(), prose.getKey()));
      }
    }

    assertThat(missing).isEmpty();
  }

  @Test
  void everyMessageOfTheRunbookStandsInTheSource() throws IOException {
    assertThat(SourceProse.in(SOURCES).keySet()).containsAll(documented());
  }

  @Test
  void noMessageStandsInTheRunbookTwice() throws IOException {
    List<String> documented = documented();

    assertThat(documented).hasSameSizeAs(new TreeSet<>(documented)).hasSizeGreaterThan(200);
  }

  private static List<String> documented() throws IOException {
    List<String> lines = Files.readAllLines(Documents.named("runbook.md"));
    List<String> documented = new ArrayList<>();
    for (String line : lines) {
      if (line.startsWith("| `")) {
        Matcher matcher = LINE.matcher(line);
        assertThat(matcher.matches()).as(line).isTrue();
        MESSAGE
            .matcher(matcher.group("messages"))
            .results()
            .forEach(m -> documented.add(m.group(1)));
      }
    }
    return documented;
  }
}
