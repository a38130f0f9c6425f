package io.cosmoscassandra.benchmarks.runner;

import io.cosmoscassandra.benchmarks.contender.Workload;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** All scenarios, in the order in which they are run. */
final class Scenarios {

  private static final List<Scenario> ALL =
      List.of(
          throughput(Workload.WIDE, 1),
          throughput(Workload.SERIES, 2),
          throughput(Workload.UPSERTS, 2),
          throughput(Workload.LARGE, 0.05),
          throughput(Workload.COLLECTIONS, 0.5));

  private Scenarios() {}

  static List<String> names() {
    return ALL.stream().map(Scenario::name).toList();
  }

  static List<Scenario> of(List<String> names) {
    return ALL.stream().filter(scenario -> names.contains(scenario.name())).toList();
  }

  /** Who writes the most rows a second. */
  private static Scenario throughput(Workload workload, double shareOfRows) {
    boolean runs = workload == Workload.SERIES;
    return new AlternatingScenario(
        workload.toString(),
        Optional.of(runs ? Contender.DRIVER_BATCH : Contender.DRIVER_SINGLE),
        bench ->
            Stream.of(Contender.values())
                .filter(bench::has)
                .filter(contender -> runs || !contender.needsRuns())
                .map(
                    contender ->
                        Entry.of(
                            contender, workload, (long) (bench.options().rows() * shareOfRows)))
                .toList());
  }

  /** A list that begins with the ceiling. */
  static List<Entry> with(Optional<Entry> ceiling, List<Entry> others) {
    List<Entry> all = new ArrayList<>();
    ceiling.ifPresent(all::add);
    all.addAll(others);
    return all;
  }
}
