package io.cosmoscassandra.benchmarks.runner;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One raw run, as it stands in the results.
 *
 * @param x where the run stands on the scale of its scenario; 0 without a scale
 * @param round 0 for the warm-up, which no median contains
 * @param ceiling whether the run is one of those that others are held against
 * @param figures all that was measured, by name
 * @param error why there are no figures; empty if there are
 */
record Measurement(
    String scenario,
    String contender,
    double x,
    int round,
    boolean ceiling,
    long rows,
    Map<String, String> settings,
    Map<String, Double> figures,
    String error) {

  /** The names of the figures that are derived from the others, all over the results. */
  static final String RATE = "rowsPerSecond";

  static final String RATIO = "ratioToCeiling";
  static final String CLIENT_CPU = "clientCpuMicrosPerRow";
  static final String SERVER_CPU = "serverCpuMicrosPerRow";
  static final String COMPILING = "compilingShareOfTime";
  static final String ALLOCATED = "allocatedBytesPerRow";
  static final String PEAK_HEAP = "peakHeapMegabytes";
  static final String LIVE_HEAP = "liveHeapMegabytes";
  static final String MISSING = "missingRows";
  static final String REQUESTS = "requestsPerRow";
  static final String LOOKUP_P99 = "lookupP99Millis";
  static final String STALE = "staleRows";

  static Measurement of(String scenario, Entry entry, int round, boolean ceiling) {
    return new Measurement(
        scenario,
        entry.contender().toString(),
        entry.x(),
        round,
        ceiling,
        entry.rows(),
        entry.settings(),
        new LinkedHashMap<>(),
        "");
  }

  Measurement failed(String why) {
    return new Measurement(scenario, contender, x, round, ceiling, rows, settings, figures, why);
  }

  Measurement withoutSetting(String name) {
    Map<String, String> others = new LinkedHashMap<>(settings);
    others.remove(name);
    return new Measurement(scenario, contender, x, round, ceiling, rows, others, figures, error);
  }

  boolean isGood() {
    return error.isEmpty();
  }

  double figure(String name) {
    return figures.getOrDefault(name, Double.NaN);
  }

  void put(String name, double value) {
    figures.put(name, value);
  }

  /** Takes over what a contender says of a turn, and what follows from it. */
  void addTurn(JsonNode said) {
    addNumbers(said);
    derive();
  }

  private void derive() {
    put(RATE, rows / figure("seconds"));
    put(CLIENT_CPU, figure("cpuSeconds") * 1e6 / rows);
    put(COMPILING, figure("compilingSeconds") / figure("seconds"));
  }

  private void addNumbers(JsonNode said) {
    for (Iterator<String> names = said.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      if (said.get(name).isNumber() && !name.equals("rows")) {
        put(name, said.get(name).asDouble());
      }
    }
  }

  /** Takes over what a contender answered, and what follows from it. */
  void addAnswer(JsonNode answer) {
    addNumbers(answer);
    derive();
    put(ALLOCATED, figure("allocatedBytes") / rows);
    put(PEAK_HEAP, figure("peakHeapBytes") / (1 << 20));
    put(LIVE_HEAP, figure("liveHeapBytes") / (1 << 20));
  }
}
