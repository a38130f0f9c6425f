package io.cosmoscassandra.benchmarks.runner;

import com.fasterxml.jackson.databind.JsonNode;
import io.cosmoscassandra.benchmarks.contender.Workload;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Contenders whose processes all live, and write for a part of a second each in turn: each is held
 * against the ceiling's turns right before and right after. The speed of a machine that others use,
 * too, changes within seconds, and runs of a minute cannot be compared as exactly. Each round
 * everybody begins anew, with another job, other connections and another table, and every dozen
 * rounds with another process.
 *
 * <p>A round has so few rows that the server does not collect its garbage in it: everybody's turns
 * have equally many, so that it would do so in the same turns of every round, for the time of two
 * to four of them.
 */
final class TurnsScenario implements BenchmarkScenario {

  private static final int TURNS_PER_ROUND = 8;

  /** A process may be slower than another of its program for as long as it lives. */
  private static final int ROUNDS_OF_A_PROCESS = 12;

  /** What the driver writes in a third of a second. */
  private static final long ROWS = 10_000;

  private static final long QUICK_ROWS = 1_000;

  /** More than a contender has under way or waiting. */
  private static final long SETTLING_ROWS = 3_000;

  /** A job ends with these when all turns are over: ending in somebody's turn, it would cost it. */
  private static final long LAST_ROWS = 1;

  /** About one in a round. */
  private static final String CHECKPOINT_MILLIS = "10000";

  @Override
  public String name() {
    return "turns";
  }

  @Override
  public void run(Bench bench) throws InterruptedException {
    long rows = bench.options().choose(ROWS, QUICK_ROWS);
    List<Entry> entries =
        bench.present(Contender.DRIVER_SINGLE, Contender.SINK_ALO_NONE, Contender.SINK_ALO).stream()
            .map(contender -> Entry.of(contender, Workload.WIDE, rowsOfARound(contender, rows)))
            .map(entry -> entry.with("checkpoint-millis", CHECKPOINT_MILLIS))
            .map(entry -> entry.with("quiet-start", "true"))
            .toList();
    if (entries.size() < 2 || entries.get(0).contender() != Contender.DRIVER_SINGLE) {
      return;
    }
    for (int round = 1; round <= bench.options().rounds(); round++) {
      if ((round - 1) % ROUNDS_OF_A_PROCESS == 0) {
        bench.startAnew(name(), entries);
      }
      bench.say("%s, round %d", name(), round);
      createTables(bench, entries);
      for (Entry entry : entries) {
        begin(bench, entry);
      }
      takeTurns(bench, entries, rows, round);
      for (Entry entry : entries) {
        end(bench, entry);
      }
    }
  }

  /** The ceiling has a turn before all others as well. */
  private static long rowsOfARound(Contender contender, long rows) {
    int turns = contender == Contender.DRIVER_SINGLE ? TURNS_PER_ROUND + 1 : TURNS_PER_ROUND;
    return turns * (SETTLING_ROWS + rows) + 2 * LAST_ROWS;
  }

  private void takeTurns(Bench bench, List<Entry> entries, long rows, int round)
      throws InterruptedException {
    List<Entry> others = new ArrayList<>(entries);
    Entry top = others.remove(0);
    Measurement before = turn(bench, top, rows, round);
    before.put(Measurement.RATIO, 1);
    bench.keep(before);
    for (int i = 0; i < TURNS_PER_ROUND; i++) {
      Collections.rotate(others, 1);
      List<Measurement> between = new ArrayList<>();
      for (Entry entry : others) {
        between.add(turn(bench, entry, rows, round));
      }
      Measurement after = turn(bench, top, rows, round);
      double neighbours = (before.figure(Measurement.RATE) + after.figure(Measurement.RATE)) / 2;
      between.forEach(run -> run.put(Measurement.RATIO, run.figure(Measurement.RATE) / neighbours));
      between.forEach(bench::keep);
      after.put(Measurement.RATIO, 1);
      bench.keep(after);
      before = after;
    }
  }

  /** Each round, so that memory does not fill, and that no table is anybody's throughout. */
  private static void createTables(Bench bench, List<Entry> entries) throws InterruptedException {
    bench.server().prepare(Workload.WIDE);
    for (Entry entry : entries) {
      bench.server().createTable(table(entry), Workload.WIDE);
    }
  }

  private static void begin(Bench bench, Entry entry) throws InterruptedException {
    Map<String, String> place = bench.place();
    place.put("table", table(entry));
    if (!bench.process(entry.contender()).begin(entry.with("turns", "true"), place)) {
      throw new IllegalStateException(entry.label() + " ended before its first turn");
    }
  }

  private static void end(Bench bench, Entry entry) throws InterruptedException {
    ContenderProcess process = bench.process(entry.contender());
    boolean isAlive = process.turn(LAST_ROWS, LAST_ROWS, () -> {}).isPresent();
    Optional<JsonNode> answer = isAlive ? process.end() : Optional.empty();
    if (answer.isEmpty() || answer.get().has("error")) {
      throw new IllegalStateException("%s failed: %s".formatted(entry.label(), answer));
    }
  }

  private Measurement turn(Bench bench, Entry entry, long rows, int round)
      throws InterruptedException {
    AtomicReference<Duration> cpuBefore = new AtomicReference<>();
    JsonNode figures =
        bench
            .process(entry.contender())
            .turn(SETTLING_ROWS, rows, () -> cpuBefore.set(bench.server().cpu()))
            .orElseThrow(() -> new IllegalStateException(entry.label() + " ended in its turn"));
    Duration serverCpu = bench.server().cpu().minus(cpuBefore.get());
    Measurement run =
        Measurement.of(
            name(), entry.writing(rows), round, entry.contender() == Contender.DRIVER_SINGLE);
    run.addTurn(figures);
    run.put(Measurement.SERVER_CPU, serverCpu.toNanos() / 1e3 / rows);
    return run;
  }

  private static String table(Entry entry) {
    return Server.TABLE + "_" + entry.contender().toString().replace('-', '_');
  }
}
