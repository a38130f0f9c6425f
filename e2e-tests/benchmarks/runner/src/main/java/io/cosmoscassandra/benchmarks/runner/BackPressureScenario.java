package io.cosmoscassandra.benchmarks.runner;

import io.cosmoscassandra.benchmarks.contender.Query;
import io.cosmoscassandra.benchmarks.contender.Workload;

/**
 * Measures how long checkpoints wait until they start at a source under back-pressure: there is one
 * each second, and the sink takes fifty rows in that time.
 */
final class BackPressureScenario implements BenchmarkScenario {

  private static final int ROWS_PER_SECOND = 50;
  private static final int MOST_ROUNDS = 3;

  @Override
  public String name() {
    return "scan-backpressure";
  }

  @Override
  public void run(Bench bench) throws InterruptedException {
    if (!bench.has(Contender.SOURCE_SQL)) {
      return;
    }
    long checkpoints = bench.options().choose(70, 5);
    Entry entry =
        Entry.of(Contender.SOURCE_SQL, Workload.WIDE, ReadingScenario.rowsOfScan(bench))
            .with(Query.SETTING, Query.PACED.toString())
            .with("rows-per-second", Integer.toString(ROWS_PER_SECOND))
            .with("checkpoint-millis", "1000")
            .with("checkpoints", Long.toString(checkpoints));
    bench.server().sourceTable().provide(bench, entry.workload(), entry.rows());
    for (int round = 1; round <= Math.min(MOST_ROUNDS, bench.options().rounds()); round++) {
      bench.say("%s, round %d", name(), round);
      Measurement run = bench.measure(name(), entry, round, false);
      if (run.isGood() && run.figure("checkpoints") < checkpoints) {
        run =
            run.failed("the job ended after %.0f checkpoints".formatted(run.figure("checkpoints")));
      }
      bench.keep(run);
      bench.say(
          "  %-22s %s",
          entry.label(),
          run.isGood()
              ? "latest start of a checkpoint: %.0f ms".formatted(run.figure("startDelayMaxMillis"))
              : "FAILED: " + run.error());
    }
  }
}
