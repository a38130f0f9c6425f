package io.cosmoscassandra.benchmarks.runner;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * All contenders in turn, in another order each round, with processes that stay alive for some
 * rounds. The ceiling is measured again after every few of them: what is called the ratio is that
 * to the mean of the ceiling right before and right after, since the machine itself is not always
 * equally fast.
 */
final class AlternatingScenario implements BenchmarkScenario {

  private static final int CONTENDERS_BETWEEN_CEILINGS = 2;

  /** A process may be slower than another of its program for as long as it lives. */
  private static final int ROUNDS_OF_A_PROCESS = 6;

  private final String name;
  private final Optional<Contender> ceiling;
  private final Function<Bench, List<Entry>> entries;

  /**
   * A scenario.
   *
   * @param ceiling what the others are held against
   * @param entries those who take part, the ceiling first if there is one
   */
  AlternatingScenario(
      String name, Optional<Contender> ceiling, Function<Bench, List<Entry>> entries) {
    this.name = name;
    this.ceiling = ceiling;
    this.entries = entries;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public void run(Bench bench) throws InterruptedException {
    List<Entry> all =
        entries.apply(bench).stream().map(entry -> entry.with("quiet-start", "true")).toList();
    for (int round = 1; round <= bench.options().rounds(); round++) {
      int now = round;
      List<Entry> present =
          all.stream().filter(entry -> bench.options().takesPart(entry.contender(), now)).toList();
      endAbsent(bench, all, present);
      if ((round - 1) % ROUNDS_OF_A_PROCESS == 0) {
        bench.startAnew(name, present);
      }
      bench.say("%s, round %d", name, round);
      runRound(bench, round, present);
    }
  }

  /** The processes of those who do not take part any more would only disturb. */
  private static void endAbsent(Bench bench, List<Entry> all, List<Entry> present)
      throws InterruptedException {
    for (Entry entry : all) {
      if (!present.contains(entry)) {
        bench.end(entry.contender());
      }
    }
  }

  private void runRound(Bench bench, int round, List<Entry> present) throws InterruptedException {
    List<Entry> order = new ArrayList<>(present);
    Optional<Entry> top =
        order.stream().filter(entry -> ceiling.equals(Optional.of(entry.contender()))).findFirst();
    top.ifPresent(order::remove);
    Collections.rotate(order, -round);
    double before = measureCeiling(bench, round, top);
    List<Measurement> unrelated = new ArrayList<>();
    for (int i = 0; i < order.size(); i++) {
      Entry entry = order.get(i);
      Measurement run = bench.measure(name, entry, round, false);
      bench.add(run, entry.label());
      unrelated.add(run);
      if (unrelated.size() == CONTENDERS_BETWEEN_CEILINGS || i == order.size() - 1) {
        double after = measureCeiling(bench, round, top);
        double neighbours = meanOf(before, after);
        unrelated.stream()
            .filter(Measurement::isGood)
            .filter(measured -> !Double.isNaN(neighbours))
            .forEach(
                measured ->
                    measured.put(
                        Measurement.RATIO, measured.figure(Measurement.RATE) / neighbours));
        unrelated.clear();
        before = after;
      }
    }
    bench.save();
  }

  private double measureCeiling(Bench bench, int round, Optional<Entry> top)
      throws InterruptedException {
    if (top.isEmpty()) {
      return Double.NaN;
    }
    Entry entry = top.get();
    Measurement run = bench.measure(name, entry, round, true);
    if (run.isGood()) {
      run.put(Measurement.RATIO, 1);
    }
    bench.add(run, entry.label());
    return run.figure(Measurement.RATE);
  }

  /** A ceiling that failed leaves the other one. */
  private static double meanOf(double before, double after) {
    return Double.isNaN(before) ? after : Double.isNaN(after) ? before : (before + after) / 2;
  }
}
