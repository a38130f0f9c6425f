package io.cosmoscassandra.cluster.kill;

import com.datastax.oss.driver.api.core.DriverException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Reads the table again and again while a round goes on.
 *
 * <p>A row is early if its last change was made after the newest checkpoint was completed, as that
 * change can't be in any checkpoint. A row goes backwards if it was seen with a later change.
 */
final class Watch implements AutoCloseable {

  private static final long NANOS_BETWEEN_SAMPLES = 50_000_000;

  private final TargetTable table;
  private final Supplier<Stream<Checkpoints.Completed>> checkpoints;
  private final BooleanSupplier jobHasEnded;
  private final Thread thread = new Thread(this::watch, "watch");
  private final Map<Long, Long> seen = new HashMap<>();
  private final List<String> early = new ArrayList<>();
  private final List<String> backwards = new ArrayList<>();

  private volatile boolean stopped;
  private Instant newest = Instant.MIN;
  private int samples;

  /** Starts to watch; the checkpoints are those of all jobs that may write the table. */
  Watch(
      TargetTable table,
      Supplier<Stream<Checkpoints.Completed>> checkpoints,
      BooleanSupplier jobHasEnded) {
    this.table = table;
    this.checkpoints = checkpoints;
    this.jobHasEnded = jobHasEnded;
    thread.setDaemon(true);
    thread.start();
  }

  /** Tables that could be read. */
  int samples() {
    return samples;
  }

  List<String> early() {
    return early;
  }

  List<String> backwards() {
    return backwards;
  }

  private void watch() {
    while (!stopped) {
      sample();
      LockSupport.parkNanos(NANOS_BETWEEN_SAMPLES);
    }
  }

  private void sample() {
    Map<Long, TargetTable.Visible> rows;
    try {
      rows = table.read();
    } catch (DriverException down) {
      return;
    }
    // Only now, so that the checkpoint that these rows belong to is among them.
    checkpoints
        .get()
        .map(Checkpoints.Completed::completed)
        .filter(completed -> completed.isAfter(newest))
        .forEach(completed -> newest = completed);
    samples++;
    rows.forEach(this::judge);
  }

  private void judge(Long id, TargetTable.Visible visible) {
    long change = visible.row().change();
    // Flink removes the last checkpoint when the job has finished; nothing is early any more.
    if (visible.madeAt().isAfter(newest) && !jobHasEnded.getAsBoolean()) {
      early.add(
          "row %d: change %d of %s, newest checkpoint of %s"
              .formatted(id, change, visible.madeAt(), newest));
    }
    long before = seen.getOrDefault(id, 0L);
    if (change < before) {
      backwards.add("row %d: change %d after change %d".formatted(id, change, before));
    }
    seen.put(id, Math.max(change, before));
  }

  /** Ends it; what it has found can be asked for from here on. */
  @Override
  public void close() {
    stopped = true;
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while the watch ends", e);
    }
  }
}
