package io.cosmoscassandra.benchmarks.runner;

import io.cosmoscassandra.benchmarks.contender.Workload;
import java.util.ArrayList;
import java.util.List;

/** How long it takes from a row's birth until a reader sees it, by checkpoint interval. */
final class LatencyScenario implements BenchmarkScenario {

  private static final int ROWS_PER_SECOND = 1_000;
  private static final List<Integer> INTERVALS = List.of(1, 5, 30);

  @Override
  public String name() {
    return "latency";
  }

  @Override
  public void run(Bench bench) throws InterruptedException {
    List<Entry> entries = new ArrayList<>();
    for (int interval : bench.options().quick() ? INTERVALS.subList(0, 1) : INTERVALS) {
      for (Contender contender :
          bench.present(Contender.SINK_ALO, Contender.SINK_EO, Contender.FLINK116_WAL)) {
        long seconds = bench.options().choose(Math.max(10, 3L * interval), 2L * interval);
        entries.add(
            Entry.of(contender, Workload.WIDE, seconds * ROWS_PER_SECOND)
                .at(interval, "checkpoint-millis", Integer.toString(interval * 1_000))
                .with("rows-per-second", Integer.toString(ROWS_PER_SECOND)));
      }
    }
    // At this rate there is nothing to warm up but the first seconds, which are left out.
    for (int round = 1; round <= bench.options().rounds(); round++) {
      bench.say("%s, round %d", name(), round);
      for (Entry entry : entries) {
        bench.server().prepare(entry.workload());
        ContenderProcess process = bench.process(entry.contender());
        try (VisibilityProbe probe = VisibilityProbe.start(bench.server().session(), entry)) {
          Measurement run = bench.measure(process, name(), entry, round, false, event -> {});
          bench.add(run.isGood() ? probe.addTo(run) : run, entry.label());
        }
      }
    }
  }
}
