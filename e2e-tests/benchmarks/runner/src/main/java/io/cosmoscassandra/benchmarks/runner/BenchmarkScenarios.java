package io.cosmoscassandra.benchmarks.runner;

import io.cosmoscassandra.benchmarks.contender.Workload;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** All scenarios, in the order in which they are run. */
final class BenchmarkScenarios {

  private static final List<Integer> PARALLELISMS = List.of(1, 2);
  private static final List<Long> EPOCHS = List.of(10_000L, 100_000L, 1_000_000L, 5_000_000L);
  private static final List<Long> QUICK_EPOCHS = List.of(10_000L, 50_000L);
  private static final String NEVER = "36000000";

  /** Runs are too short for the ten seconds that are recommended to jobs. */
  private static final String EVERY_FIVE_SECONDS = "5000";

  private static final List<BenchmarkScenario> ALL =
      List.of(
          throughput(Workload.WIDE, 1),
          throughput(Workload.SERIES, 4),
          throughput(Workload.UPSERTS, 2),
          throughput(Workload.LARGE, 0.1),
          throughput(Workload.COLLECTIONS, 0.5),
          new TurnsScenario(),
          parallelism(Workload.WIDE, 1),
          parallelism(Workload.SERIES, 4),
          epochs(),
          new LatencyScenario(),
          new StallScenario(),
          new RecoveryScenario(),
          new StartupScenario(),
          // Those that read the same table come one after the other.
          ReadingScenario.wide(),
          ReadingScenario.projection(),
          ReadingScenario.filtered(),
          ReadingScenario.count(),
          new BackPressureScenario(),
          LookupScenario.rows(),
          LookupScenario.skewed(),
          LookupScenario.partitions(),
          ReadingScenario.series(),
          ReadingScenario.copy(),
          new ReadingMemoryScenario());

  private BenchmarkScenarios() {}

  static List<String> names() {
    return ALL.stream().map(BenchmarkScenario::name).toList();
  }

  static List<BenchmarkScenario> of(List<String> names) {
    return ALL.stream().filter(scenario -> names.contains(scenario.name())).toList();
  }

  /** Who writes the most rows a second. */
  private static BenchmarkScenario throughput(Workload workload, double shareOfRows) {
    boolean runs = workload == Workload.SERIES;
    return new AlternatingScenario(
        workload.toString(),
        Optional.of(runs ? Contender.DRIVER_BATCH : Contender.DRIVER_SINGLE),
        bench ->
            Stream.of(Contender.values())
                .filter(bench::has)
                .filter(contender -> !contender.isReader())
                .filter(contender -> runs || !contender.needsRuns())
                .map(
                    contender ->
                        entryOf(
                            contender,
                            workload,
                            (long)
                                (bench.options().rows()
                                    * shareOfRows
                                    * contender.shareOfRows(workload))))
                .toList());
  }

  /** What more subtasks of the sink bring. */
  private static BenchmarkScenario parallelism(Workload workload, double shareOfRows) {
    Contender ceiling =
        workload == Workload.SERIES ? Contender.DRIVER_BATCH : Contender.DRIVER_SINGLE;
    return new AlternatingScenario(
        "parallelism-" + workload,
        Optional.of(ceiling),
        bench -> {
          long rows = (long) (bench.options().rows() * shareOfRows);
          List<Entry> entries = new ArrayList<>();
          bench.present(ceiling).forEach(top -> entries.add(entryOf(top, workload, rows)));
          for (Contender sink : bench.present(Contender.SINK_ALO, Contender.SINK_EO)) {
            for (int subtasks : PARALLELISMS) {
              entries.add(
                  entryOf(sink, workload, rows)
                      .at(subtasks, "parallelism", Integer.toString(subtasks)));
            }
          }
          return entries;
        });
  }

  private static Entry entryOf(Contender contender, Workload workload, long rows) {
    return Entry.of(contender, workload, rows).with("checkpoint-millis", EVERY_FIVE_SECONDS);
  }

  /** What becomes of heap and commit when all rows are in one checkpoint. */
  private static BenchmarkScenario epochs() {
    return new AlternatingScenario(
        "epochs",
        Optional.empty(),
        bench ->
            bench.present(Contender.SINK_EO).stream()
                .flatMap(
                    sink ->
                        (bench.options().quick() ? QUICK_EPOCHS : EPOCHS)
                            .stream()
                                .map(
                                    rows ->
                                        Entry.of(sink, Workload.WIDE, rows)
                                            .at(rows, "checkpoint-millis", NEVER)))
                .toList());
  }
}
