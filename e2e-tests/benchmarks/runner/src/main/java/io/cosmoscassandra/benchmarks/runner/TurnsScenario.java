package io.cosmoscassandra.benchmarks.runner;

import com.fasterxml.jackson.databind.JsonNode;
import io.cosmoscassandra.benchmarks.contender.Workload;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Contenders whose processes all live, and write for a second each in turn: each is held against
 * the ceiling's turns right before and right after. The speed of a machine that others use, too,
 * changes from minute to minute, and runs of a minute cannot be compared as exactly.
 */
final class TurnsScenario implements Scenario {

  private static final int TURNS_PER_ROUND = 10;
  private static final int TURNS_TO_WARM_UP = 30;
  private static final int QUICK_TURNS_TO_WARM_UP = 2;
  private static final Duration WARM_UP = Duration.ofSeconds(2);
  private static final Duration SETTLING = Duration.ofMillis(250);
  private static final Duration TURN = Duration.ofMillis(1_200);

  /** With two turns of others after each of its own, that is one for ten seconds of writing. */
  private static final String CHECKPOINT_MILLIS = "30000";

  /** As many as nobody gets to. */
  private static final long ROWS = 1_000_000_000_000L;

  @Override
  public String name() {
    return "turns";
  }

  @Override
  public void run(Bench bench) throws InterruptedException {
    List<Entry> entries =
        bench.present(Contender.DRIVER_SINGLE, Contender.SINK_ALO_NONE, Contender.SINK_ALO).stream()
            .map(contender -> Entry.of(contender, Workload.WIDE, ROWS))
            .map(entry -> entry.with("turns", "true"))
            .map(entry -> entry.with("checkpoint-millis", CHECKPOINT_MILLIS))
            .toList();
    if (entries.size() < 2 || entries.get(0).contender() != Contender.DRIVER_SINGLE) {
      return;
    }
    bench.server().prepare(Workload.WIDE);
    Map<Entry, ContenderProcess> processes = new LinkedHashMap<>();
    try {
      for (Entry entry : entries) {
        ContenderProcess process = bench.start(entry.contender());
        processes.put(entry, process);
        Map<String, String> place = bench.place();
        place.put("table", table(entry));
        bench.server().createTable(table(entry), Workload.WIDE);
        if (!process.begin(entry, place)) {
          bench.add(Measurement.of(name(), entry, 0, false).failed("it ended"), entry.label());
          return;
        }
      }
      takeTurns(bench, processes);
    } finally {
      for (ContenderProcess process : processes.values()) {
        process.close();
      }
    }
  }

  private void takeTurns(Bench bench, Map<Entry, ContenderProcess> processes)
      throws InterruptedException {
    List<Entry> others = new ArrayList<>(processes.keySet());
    Entry top = others.remove(0);
    bench.say("%s, warming up", name());
    for (int i = 0; i < bench.options().choose(TURNS_TO_WARM_UP, QUICK_TURNS_TO_WARM_UP); i++) {
      for (Map.Entry<Entry, ContenderProcess> process : processes.entrySet()) {
        process.getValue().turn(WARM_UP, SETTLING, () -> {});
      }
    }
    for (int round = 1; round <= bench.options().rounds(); round++) {
      bench.say("%s, round %d", name(), round);
      emptyTables(bench, processes.keySet());
      Measurement before = turn(bench, top, processes.get(top), round);
      before.put(Measurement.RATIO, 1);
      bench.keep(before);
      for (int i = 0; i < TURNS_PER_ROUND; i++) {
        Collections.rotate(others, 1);
        List<Measurement> between = new ArrayList<>();
        for (Entry entry : others) {
          between.add(turn(bench, entry, processes.get(entry), round));
        }
        Measurement after = turn(bench, top, processes.get(top), round);
        double neighbours = (before.figure(Measurement.RATE) + after.figure(Measurement.RATE)) / 2;
        between.forEach(
            run -> run.put(Measurement.RATIO, run.figure(Measurement.RATE) / neighbours));
        between.forEach(bench::keep);
        after.put(Measurement.RATIO, 1);
        bench.keep(after);
        before = after;
      }
    }
  }

  /** Otherwise memory would fill, and one contender's turn would have another's rows flushed. */
  private static void emptyTables(Bench bench, Iterable<Entry> entries)
      throws InterruptedException {
    for (Entry entry : entries) {
      bench.server().emptyTable(table(entry));
    }
    bench.server().settle();
  }

  private Measurement turn(Bench bench, Entry entry, ContenderProcess process, int round)
      throws InterruptedException {
    AtomicReference<Duration> cpuBefore = new AtomicReference<>();
    Optional<JsonNode> figures =
        process.turn(SETTLING, TURN, () -> cpuBefore.set(bench.server().cpu()));
    Duration cpuAfter = bench.server().cpu();
    long rows = figures.map(said -> said.path("rows").asLong()).orElse(0L);
    if (rows == 0) {
      throw new IllegalStateException(entry.label() + " wrote nothing in its turn");
    }
    Duration serverCpu = cpuAfter.minus(cpuBefore.get());
    Measurement run =
        Measurement.of(
            name(), entry.writing(rows), round, entry.contender() == Contender.DRIVER_SINGLE);
    run.addTurn(figures.get());
    run.put(Measurement.SERVER_CPU, serverCpu.toNanos() / 1e3 / rows);
    return run;
  }

  private static String table(Entry entry) {
    return Server.TABLE + "_" + entry.contender().toString().replace('-', '_');
  }
}
