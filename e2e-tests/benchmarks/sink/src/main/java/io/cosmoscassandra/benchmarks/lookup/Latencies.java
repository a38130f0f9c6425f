package io.cosmoscassandra.benchmarks.lookup;

import io.cosmoscassandra.benchmarks.contender.Run;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * What the connector reports of the time that requests take, looked at from time to time during a
 * run: each look is at the last thousand requests of a subtask. A run has the median of all looks.
 */
final class Latencies {

  private static volatile Latencies current = new Latencies();

  private final List<Double> medians = new ArrayList<>();
  private final List<Double> p99s = new ArrayList<>();

  private Latencies() {}

  /** Those of a new run. */
  static Latencies begin() {
    Latencies begun = new Latencies();
    current = begun;
    return begun;
  }

  /** Those of the run that is in flight in this process. */
  static Latencies current() {
    return current;
  }

  synchronized void add(double medianMillis, double p99Millis) {
    medians.add(medianMillis);
    p99s.add(p99Millis);
  }

  synchronized void note(Run run) {
    if (!p99s.isEmpty()) {
      run.note("lookupMedianMillis", median(medians));
      run.note("lookupP99Millis", median(p99s));
    }
  }

  private static double median(List<Double> values) {
    Collections.sort(values);
    return values.get(values.size() / 2);
  }
}
