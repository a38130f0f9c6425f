package io.cosmoscassandra.benchmarks.runner;

import io.cosmoscassandra.benchmarks.contender.Query;
import io.cosmoscassandra.benchmarks.contender.Workload;
import java.util.List;

/**
 * Measures how much of a small heap reading takes: rows of a megabyte, and many rows of a hundred
 * bytes. Each run has a process of its own.
 */
final class ReadingMemoryScenario implements BenchmarkScenario {

  private static final String HEAP = "512m";
  private static final int MOST_ROUNDS = 3;

  @Override
  public String name() {
    return "scan-memory";
  }

  @Override
  public void run(Bench bench) throws InterruptedException {
    readAll(bench, Workload.HUGE, 1_000_000, bench.options().choose(1_000, 50));
    readAll(bench, Workload.WIDE, 100, bench.options().choose(5_000_000, 20_000));
  }

  private void readAll(Bench bench, Workload workload, double bytes, long rows)
      throws InterruptedException {
    List<Contender> contenders = bench.present(Contender.SOURCE_SQL, Contender.SOURCE_DATASTREAM);
    if (contenders.isEmpty()) {
      return;
    }
    bench.server().sourceTable().provide(bench, workload, rows);
    for (int round = 1; round <= Math.min(MOST_ROUNDS, bench.options().rounds()); round++) {
      bench.say("%s, rows of %,.0f bytes, round %d", name(), bytes, round);
      for (Contender contender : contenders) {
        Entry entry =
            Entry.of(contender, workload, rows).at(bytes, Query.SETTING, Query.ROWS.toString());
        try (ContenderProcess process = bench.start(contender, HEAP)) {
          bench.server().rest();
          bench.add(
              bench.measure(process, name(), entry, round, false, event -> {}), entry.label());
        }
      }
    }
  }
}
