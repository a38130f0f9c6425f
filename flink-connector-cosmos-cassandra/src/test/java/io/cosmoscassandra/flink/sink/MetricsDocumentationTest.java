package io.cosmoscassandra.flink.sink;

import static org.assertj.core.api.Assertions.assertThat;

import io.cosmoscassandra.flink.docs.Documents;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The metrics in docs/metrics.md and docs/operations.md are those that the sink has. */
class MetricsDocumentationTest {

  private static final Pattern LINE =
      Pattern.compile("\\| `(?<name>\\w+)` \\| (?<kind>\\w+) \\| (?<of>[a-z, ]+) \\| .+ \\|");

  /** What a metric tells, and when to be alarmed. */
  private static final Pattern ADVICE = Pattern.compile("\\| `(?<name>\\w+)` \\| .+ \\| .+ \\|");

  @Test
  void documentHoldsTheMetricsOfTheCode() throws IOException {
    assertThat(documented()).containsExactlyInAnyOrderEntriesOf(RegisteredMetrics.all());
  }

  @Test
  void operatorsAreToldWhatToMakeOfEachMetric() throws IOException {
    List<String> lines = Files.readAllLines(Documents.named("operations.md"));

    assertThat(
            lines
                .subList(lines.indexOf("## Metrics and alerts"), lines.indexOf("## Dashboard"))
                .stream()
                .map(ADVICE::matcher)
                .filter(Matcher::matches)
                .map(matcher -> matcher.group("name")))
        .containsExactlyInAnyOrderElementsOf(RegisteredMetrics.all().keySet());
  }

  private static Map<String, List<String>> documented() throws IOException {
    List<String> lines = Files.readAllLines(Documents.named("metrics.md"));
    Map<String, List<String>> documented = new TreeMap<>();
    for (String line : lines) {
      Matcher matcher = LINE.matcher(line);
      if (matcher.matches()) {
        for (String of : matcher.group("of").split(", ", -1)) {
          documented
              .computeIfAbsent(matcher.group("name"), name -> new ArrayList<>())
              .add(of + ": " + matcher.group("kind"));
        }
      }
    }
    return documented;
  }
}
