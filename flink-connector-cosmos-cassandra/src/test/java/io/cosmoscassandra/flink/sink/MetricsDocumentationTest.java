package io.cosmoscassandra.flink.sink;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.SimpleCounter;
import org.apache.flink.metrics.groups.SinkCommitterMetricGroup;
import org.apache.flink.metrics.groups.SinkWriterMetricGroup;
import org.junit.jupiter.api.Test;

/** The metrics in docs/sql-connector.md are those that the sink has. */
class MetricsDocumentationTest {

  private static final Path DOCUMENT = Path.of("..", "docs", "sql-connector.md");

  private static final Pattern LINE =
      Pattern.compile("\\| `(?<name>\\w+)` \\| (?<kind>\\w+) \\| (?<of>[a-z, ]+) \\| .+ \\|");

  /** The kind of each metric that was registered by name, for the writer and the committer. */
  private final Map<String, List<String>> registered = new TreeMap<>();

  @Test
  void documentHoldsTheMetricsOfTheCode() throws IOException {
    new WriterMetrics(flinkGroup(SinkWriterMetricGroup.class, "writer"));
    new CommitterMetrics(flinkGroup(SinkCommitterMetricGroup.class, "committer"));

    assertThat(documented()).containsExactlyInAnyOrderEntriesOf(registered);
  }

  private static Map<String, List<String>> documented() throws IOException {
    List<String> lines = Files.readAllLines(DOCUMENT);
    Map<String, List<String>> documented = new TreeMap<>();
    for (String line : lines.subList(lines.indexOf("## Metrics"), lines.size())) {
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

  /** Flink's own group of an operator, in which the sink makes one of its own. */
  private <G extends MetricGroup> G flinkGroup(Class<G> type, String of) {
    return proxy(
        type,
        (method, name) -> {
          if (method.equals("addGroup")) {
            assertThat(name).isEqualTo("cassandra");
            return proxy(MetricGroup.class, (kind, metric) -> register(of, kind, metric));
          }
          return method.endsWith("Counter") ? new SimpleCounter() : null;
        });
  }

  private Counter register(String of, String kind, Object metric) {
    registered.computeIfAbsent((String) metric, name -> new ArrayList<>()).add(of + ": " + kind);
    return kind.equals("counter") ? new SimpleCounter() : null;
  }

  /** What a group does when a method is called with a first argument. */
  private interface Behaviour {
    Object call(String method, Object argument);
  }

  private static <G> G proxy(Class<G> type, Behaviour behaviour) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (self, method, arguments) ->
                behaviour.call(method.getName(), arguments == null ? null : arguments[0])));
  }
}
