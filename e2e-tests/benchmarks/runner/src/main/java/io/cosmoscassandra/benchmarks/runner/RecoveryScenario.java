package io.cosmoscassandra.benchmarks.runner;

import com.fasterxml.jackson.databind.JsonNode;
import io.cosmoscassandra.benchmarks.contender.Workload;
import java.util.concurrent.atomic.AtomicReference;

/**
 * How long it takes until rows are in the table that were in a checkpoint, but not committed, when
 * the process died. It dies by itself without any farewell, just as from a kill, in the moment when
 * the checkpoint is complete; another process restores the checkpoint.
 */
final class RecoveryScenario implements BenchmarkScenario {

  /** What keeps the job alive while its checkpoint is made: rows that come at ten a second. */
  private static final long SLOW_ROWS = 600;

  /** The setting that names the checkpoint to begin with. */
  static final String RESTORE = "restore";

  private static final String NEVER = "36000000";

  @Override
  public String name() {
    return "recovery";
  }

  @Override
  public void run(Bench bench) throws InterruptedException {
    if (!bench.has(Contender.SINK_EO)) {
      return;
    }
    long pending = bench.options().choose(1_000_000, 20_000);
    for (int round = 0; round <= bench.options().rounds(); round++) {
      bench.say("%s, %s", name(), round == 0 ? "warm-up" : "round " + round);
      Entry entry =
          Entry.of(Contender.SINK_EO, Workload.WIDE, pending + SLOW_ROWS)
              .with("checkpoint-millis", NEVER);
      bench.server().prepare(entry.workload());
      String checkpoint = killWithPending(bench, entry, pending);
      if (checkpoint == null) {
        bench.add(
            Measurement.of(name(), entry, round, false).failed("it ended without a checkpoint"),
            entry.label());
        continue;
      }
      double visible = bench.check().count();
      long start = System.nanoTime();
      try (ContenderProcess process = bench.start(Contender.SINK_EO)) {
        double ready = (System.nanoTime() - start) / 1e9;
        Measurement run =
            bench.measure(
                process, name(), entry.with(RESTORE, checkpoint), round, false, event -> {});
        if (run.isGood()) {
          run.put("pendingRows", (double) pending);
          run.put("visibleAfterKill", visible);
          run.put("readySeconds", ready);
          run.put("recoverySeconds", run.figure("seconds"));
          run.put("totalSeconds", ready + run.figure("seconds"));
        }
        bench.add(run, entry.label());
      }
    }
  }

  private static String killWithPending(Bench bench, Entry entry, long pending)
      throws InterruptedException {
    AtomicReference<String> checkpoint = new AtomicReference<>();
    try (ContenderProcess process = bench.start(Contender.SINK_EO)) {
      process.run(
          entry.with("slow-after", Long.toString(pending)).with("halt", "true"),
          bench.place(),
          event -> keep(event, checkpoint));
    }
    return checkpoint.get();
  }

  private static void keep(JsonNode event, AtomicReference<String> checkpoint) {
    if (event.path("event").asText().equals("checkpoint")) {
      checkpoint.set(event.path("value").asText());
    }
  }
}
