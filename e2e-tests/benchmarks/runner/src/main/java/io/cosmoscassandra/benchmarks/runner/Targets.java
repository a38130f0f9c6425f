package io.cosmoscassandra.benchmarks.runner;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** What we want to be true of the connector, held against results. */
final class Targets {

  private final Results results;
  private final List<String> rows = new ArrayList<>();

  private Targets(Results results) {
    this.results = results;
  }

  /** A table of the wishes of which the results say something; empty if there is none. */
  static String table(Results results) {
    Targets targets = new Targets(results);
    targets.judge();
    return targets.rows.isEmpty()
        ? ""
        : "| target | wanted | measured | |\n|---|---|---|---|\n" + String.join("", targets.rows);
  }

  private void judge() {
    atLeast(
        "wide: at-least-once, single rows, of the ceiling",
        0.95,
        median("wide", Contender.SINK_ALO_NONE, Measurement.RATIO));
    atLeast(
        "turns: at-least-once, single rows, of the ceiling",
        0.95,
        median("turns", Contender.SINK_ALO_NONE, Measurement.RATIO));
    atLeast(
        "wide: at-least-once, of the ceiling",
        1,
        median("wide", Contender.SINK_ALO, Measurement.RATIO));
    atLeast(
        "series: at-least-once, of the ceiling",
        0.9,
        median("series", Contender.SINK_ALO, Measurement.RATIO));
    for (String scenario : List.of("wide", "series")) {
      atLeast(
          scenario + ": exactly-once, of at-least-once",
          0.85,
          ratio(
              median(scenario, Contender.SINK_EO, Measurement.RATIO),
              median(scenario, Contender.SINK_ALO, Measurement.RATIO)));
      double limit = scenario.equals("wide") ? 8 : 4;
      for (Contender sink : List.of(Contender.SINK_ALO, Contender.SINK_EO)) {
        atMost(
            "%s: %s, client µs per row".formatted(scenario, sink),
            limit,
            median(scenario, sink, Measurement.CLIENT_CPU));
      }
    }
    atLeast(
        "upserts: exactly-once, of the ceiling",
        5,
        median("upserts", Contender.SINK_EO, Measurement.RATIO));
    atMost("epochs: live heap, from the smallest to the largest, MB", 64, spreadOfHeap());
    atMost(
        "stall: exactly-once, share of the interval",
        0.05,
        median("stall", Contender.SINK_EO, "stallShareOfInterval"));
    judgeReading();
    judgeLookups();
  }

  private void judgeReading() {
    reads("scan-wide", 0.9);
    reads("scan-series", 0.75);
    reads("scan-projection", 0.9);
    reads("count", 0.92);
    readsFor("scan-wide", 2);
    readsFor("scan-series", 2);
    readsFor("scan-projection", 1);
    atMost(
        "scan-wide: peak heap, MB",
        256,
        median("scan-wide", Contender.SOURCE_SQL, Measurement.PEAK_HEAP));
    atMost(
        "scan-backpressure: longest start delay of a checkpoint, ms",
        2_000,
        most("scan-backpressure", Contender.SOURCE_SQL, "startDelayMaxMillis"));
  }

  private void judgeLookups() {
    for (String scenario : List.of("lookup", "lookup-partition")) {
      atLeast(
          scenario + ": SQL, of the ceiling",
          0.85,
          median(scenario, Contender.LOOKUP_SQL, Measurement.RATIO));
    }
    atMost(
        "lookup: SQL, client µs per lookup",
        30,
        median("lookup", Contender.LOOKUP_SQL, Measurement.CLIENT_CPU));
    atMost(
        "lookup: SQL, 99 % of requests, ms",
        50, median("lookup", Contender.LOOKUP_SQL, Measurement.LOOKUP_P99));
    atMost(
        "lookup-skewed: SQL with a cache, requests per lookup",
        0.2,
        median("lookup-skewed", Contender.LOOKUP_SQL_CACHED, Measurement.REQUESTS));
  }

  private void reads(String scenario, double wanted) {
    atLeast(
        scenario + ": SQL, of the ceiling",
        wanted,
        median(scenario, Contender.SOURCE_SQL, Measurement.RATIO));
  }

  private void readsFor(String scenario, double micros) {
    atMost(
        scenario + ": SQL, client µs per row",
        micros,
        median(scenario, Contender.SOURCE_SQL, Measurement.CLIENT_CPU));
  }

  private void atLeast(String what, double wanted, OptionalDouble measured) {
    measured.ifPresent(value -> add(what, "≥ ", wanted, value, value >= wanted));
  }

  private void atMost(String what, double wanted, OptionalDouble measured) {
    measured.ifPresent(value -> add(what, "≤ ", wanted, value, value <= wanted));
  }

  private void add(String what, String relation, double wanted, double measured, boolean met) {
    rows.add(
        "| %s | %s%s | %s | %s |\n"
            .formatted(
                what,
                relation,
                Figures.shortest(wanted),
                Figures.fixed(measured, 2),
                met ? "met" : "**missed**"));
  }

  private OptionalDouble median(String scenario, Contender contender, String figure) {
    return number(of(scenario, contender).map(summary -> summary.median(figure)));
  }

  private OptionalDouble most(String scenario, Contender contender, String figure) {
    return number(of(scenario, contender).map(summary -> summary.most(figure)));
  }

  private Optional<Summary> of(String scenario, Contender contender) {
    return Summary.of(results.of(scenario)).stream()
        .filter(summary -> summary.who() == contender)
        .findFirst();
  }

  private static OptionalDouble number(Optional<Double> value) {
    return value.filter(number -> !Double.isNaN(number)).stream()
        .mapToDouble(Double::doubleValue)
        .findFirst();
  }

  private static OptionalDouble ratio(OptionalDouble dividend, OptionalDouble divisor) {
    return dividend.isPresent() && divisor.isPresent()
        ? OptionalDouble.of(dividend.getAsDouble() / divisor.getAsDouble())
        : OptionalDouble.empty();
  }

  private OptionalDouble spreadOfHeap() {
    List<Double> heaps =
        Summary.of(results.of("epochs")).stream()
            .map(summary -> summary.median(Measurement.LIVE_HEAP))
            .filter(value -> !value.isNaN())
            .sorted()
            .toList();
    return heaps.size() < 2
        ? OptionalDouble.empty()
        : OptionalDouble.of(heaps.get(heaps.size() - 1) - heaps.get(0));
  }
}
