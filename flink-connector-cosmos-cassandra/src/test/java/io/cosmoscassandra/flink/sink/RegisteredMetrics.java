package io.cosmoscassandra.flink.sink;

import static org.assertj.core.api.Assertions.assertThat;

import io.cosmoscassandra.flink.lookup.LookupMetrics;
import io.cosmoscassandra.flink.read.page.RequestMetrics;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.SimpleCounter;
import org.apache.flink.metrics.groups.SinkCommitterMetricGroup;
import org.apache.flink.metrics.groups.SinkWriterMetricGroup;

/** The metrics that writers, committers, sources and lookups register. */
final class RegisteredMetrics {

  /** The kind of each metric by its name, as in "writer: counter". */
  private final Map<String, List<String>> registered = new TreeMap<>();

  private RegisteredMetrics() {}

  /** By their names, for each of them, as in "writer: counter". */
  static Map<String, List<String>> all() {
    RegisteredMetrics metrics = new RegisteredMetrics();
    new WriterMetrics(metrics.flinkGroup(SinkWriterMetricGroup.class, "writer"));
    new CommitterMetrics(metrics.flinkGroup(SinkCommitterMetricGroup.class, "committer"));
    new RequestMetrics(
        metrics.flinkGroup(MetricGroup.class, "source").addGroup(RequestMetrics.GROUP));
    new LookupMetrics(metrics.flinkGroup(MetricGroup.class, "lookup"));
    return metrics.registered;
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
