package io.cosmoscassandra.benchmarks.runner;

import io.cosmoscassandra.benchmarks.contender.Query;
import io.cosmoscassandra.benchmarks.contender.Workload;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A contender in a scenario.
 *
 * @param x where it stands on the scale of the scenario, such as its parallelism; 0 without a scale
 */
record Entry(
    Contender contender, Workload workload, long rows, double x, Map<String, String> extra) {

  static Entry of(Contender contender, Workload workload, long rows) {
    return new Entry(contender, workload, rows, 0, Map.of());
  }

  Entry at(double place, String setting, String value) {
    Map<String, String> all = new LinkedHashMap<>(extra);
    all.put(setting, value);
    return new Entry(contender, workload, rows, place, all);
  }

  Entry with(String setting, String value) {
    return at(x, setting, value);
  }

  /** The same with so many rows. */
  Entry writing(long number) {
    return new Entry(contender, workload, number, x, extra);
  }

  /** The same with a part of the rows. */
  Entry shortened(double share) {
    return new Entry(contender, workload, Math.max(1, (long) (rows * share)), x, extra);
  }

  /** What it reads, if it reads. */
  Optional<Query> query() {
    return Optional.ofNullable(extra.get(Query.SETTING)).map(Query::of);
  }

  /** Whether it writes into the table for that. */
  boolean isWriting() {
    return query().isEmpty() || query().get() == Query.COPY;
  }

  /** The contender's settings and the scenario's. */
  Map<String, String> settings() {
    Map<String, String> settings = contender.settings();
    settings.putAll(extra);
    return settings;
  }

  String label() {
    return x == 0 ? contender.toString() : "%s at %s".formatted(contender, Figures.shortest(x));
  }
}
