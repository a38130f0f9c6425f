package io.cosmoscassandra.benchmarks.runner;

import io.cosmoscassandra.benchmarks.contender.Workload;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Whether rows keep flowing while a checkpoint is made and committed. Each contender first shows
 * what it can do, and then gets 70 % of that, at a constant rate; how long it leaves its input
 * waiting is its stall.
 */
final class StallScenario implements BenchmarkScenario {

  private static final double LOAD = 0.7;
  private static final int CHECKPOINT_MILLIS = 2_000;

  @Override
  public String name() {
    return "stall";
  }

  @Override
  public void run(Bench bench) throws InterruptedException {
    List<Contender> contenders =
        bench.present(
            Contender.SINK_ALO, Contender.SINK_EO, Contender.FLINK116_SINK, Contender.FLINK116_WAL);
    Map<Contender, Double> rates = new EnumMap<>(Contender.class);
    bench.say("%s, full speed", name());
    for (Contender contender : contenders) {
      rates.put(contender, capacity(bench, contender));
    }
    for (int round = 1; round <= bench.options().rounds(); round++) {
      bench.say("%s, round %d", name(), round);
      for (Contender contender : contenders) {
        paced(bench, contender, LOAD * rates.get(contender), round);
      }
    }
  }

  private double capacity(Bench bench, Contender contender) throws InterruptedException {
    Entry entry =
        Entry.of(contender, Workload.WIDE, bench.options().choose(300_000, 20_000))
            .with("checkpoint-millis", Integer.toString(CHECKPOINT_MILLIS));
    bench.warmUp(name(), entry);
    Measurement run = bench.measure(name(), entry, 0, false);
    bench.add(run, entry.label());
    return run.figure(Measurement.RATE);
  }

  private void paced(Bench bench, Contender contender, double rate, int round)
      throws InterruptedException {
    if (Double.isNaN(rate)) {
      return;
    }
    long seconds = bench.options().choose(30, 5);
    Entry entry =
        Entry.of(contender, Workload.WIDE, (long) (rate * seconds))
            .with("checkpoint-millis", Integer.toString(CHECKPOINT_MILLIS))
            .with("rows-per-second", Figures.plain(rate));
    Measurement run = bench.measure(name(), entry, round, false);
    if (run.isGood()) {
      double stall = run.figure("stallSeconds");
      double checkpoints = seconds * 1e3 / CHECKPOINT_MILLIS;
      run.put("loadRowsPerSecond", rate);
      run.put("stallMillisPerCheckpoint", stall * 1e3 / checkpoints);
      run.put("stallShareOfInterval", stall / seconds);
    }
    bench.add(run, entry.label());
  }
}
