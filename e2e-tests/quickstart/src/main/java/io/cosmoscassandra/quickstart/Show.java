package io.cosmoscassandra.quickstart;

import io.cosmoscassandra.embedded.Await;
import io.cosmoscassandra.embedded.flink.FlinkCluster;
import io.cosmoscassandra.embedded.flink.FlinkRest;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Collectors;

/** Watches the job from its start to its end, and kills a task manager on the way. */
final class Show {

  private static final Duration LONGEST_JOB = Duration.ofMinutes(4);
  private static final int CHECKPOINTS_BEFORE_KILL = 3;

  private final FlinkCluster flink;
  private final Shop shop;
  private final PrintStream out;
  private final Instant start = Instant.now();

  private String lastLine = "";
  private boolean killed;
  private int restarts;

  Show(FlinkCluster flink, Shop shop, PrintStream out) {
    this.flink = flink;
    this.shop = shop;
    this.out = out;
  }

  /** Returns when the job has ended, in whatever way. */
  FlinkRest.Job watch() {
    out.printf(
        "%n  %6s  %-10s  %-38s  %s%n",
        "", "checkpoint", "orders counted in Cassandra's table", "what the committer noted");
    Await.until(this::look, LONGEST_JOB, () -> "the job did not finish");
    return job();
  }

  boolean sawRestart() {
    return killed && restarts > 0;
  }

  private FlinkRest.Job job() {
    return flink.rest().jobs().stream()
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("Flink knows of no job"));
  }

  private boolean look() {
    FlinkRest.Job job = job();
    boolean ended = job.hasEnded();
    // The table before the checkpoint: what is visible belongs to one that has completed.
    Totals visible = Comparison.sum(shop.totals());
    long checkpoint = flink.rest().lastCheckpoint(job.id()).orElse(0L);
    noticeRestart(job);
    print(visible, checkpoint);
    if (!killed && checkpoint >= CHECKPOINTS_BEFORE_KILL && visible.orders() > 0) {
      kill();
    }
    return ended;
  }

  private void print(Totals visible, long checkpoint) {
    String line =
        "%-10s  %-20s %,7d of %,6d  %s"
            .formatted(
                checkpoint == 0 ? "none yet" : checkpoint,
                "#".repeat((int) (20 * visible.orders() / Orders.COUNT)),
                visible.orders(),
                Orders.COUNT,
                notes());
    if (!line.equals(lastLine)) {
      lastLine = line;
      out.printf("  %4d s  %s%n", seconds(), line);
    }
  }

  private String notes() {
    return shop.progress().stream()
        .map(each -> "subtask %d: checkpoint %d".formatted(each.subtask(), each.checkpoint()))
        .collect(Collectors.joining(", "));
  }

  private void kill() {
    flink.rest().taskManagers().stream()
        .filter(each -> each.freeSlots() < each.slots())
        .findFirst()
        .ifPresent(
            busy -> {
              long pid = flink.taskManagers().get(busy.id()).pid();
              flink.killTaskManager(busy.id());
              killed = true;
              out.printf(
                  "  %4d s  kill -9 %d: %s is gone, and it ran this job%n",
                  seconds(), pid, busy.id());
            });
  }

  private void noticeRestart(FlinkRest.Job job) {
    int now = flink.rest().restorations(job.id());
    if (now > restarts) {
      restarts = now;
      out.printf("  %4d s  Flink has started the job again from its last checkpoint%n", seconds());
    }
  }

  private long seconds() {
    return Duration.between(start, Instant.now()).toSeconds();
  }
}
