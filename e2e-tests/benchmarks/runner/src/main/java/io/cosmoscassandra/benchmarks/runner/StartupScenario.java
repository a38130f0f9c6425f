package io.cosmoscassandra.benchmarks.runner;

import io.cosmoscassandra.benchmarks.contender.Workload;
import java.util.stream.Stream;

/**
 * How long it takes from starting a process to a few rows in the table: everything that the other
 * scenarios leave out. Each run has a process of its own.
 */
final class StartupScenario implements BenchmarkScenario {

  private static final long ROWS = 1_000;

  @Override
  public String name() {
    return "startup";
  }

  @Override
  public void run(Bench bench) throws InterruptedException {
    for (int round = 1; round <= bench.options().rounds(); round++) {
      bench.say("%s, round %d", name(), round);
      for (Contender contender :
          Stream.of(Contender.values())
              .filter(bench::has)
              .filter(present -> !present.isReader() && !present.needsRuns())
              .toList()) {
        Entry entry = Entry.of(contender, Workload.WIDE, ROWS);
        bench.server().prepare(entry.workload());
        long start = System.nanoTime();
        try (ContenderProcess process = bench.start(contender)) {
          double ready = (System.nanoTime() - start) / 1e9;
          Measurement run = bench.measure(process, name(), entry, round, false, event -> {});
          if (run.isGood()) {
            run.put("readySeconds", ready);
            run.put("totalSeconds", ready + run.figure("setupSeconds") + run.figure("seconds"));
          }
          bench.add(run, entry.label());
        }
      }
    }
  }
}
