package io.cosmoscassandra.flink;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** Lets changes into a job at a steady pace, as long as the job takes them. */
final class Pacer implements AutoCloseable {

  private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();

  private volatile long allowed;

  private Pacer(Probe probe, long first, long end, double perSecond) {
    long start = System.nanoTime();
    allowed = first;
    ScheduledFuture<?> unused =
        clock.scheduleAtFixedRate(
        () -> {
          double seconds = (System.nanoTime() - start) / 1e9;
          allowed = Math.min(end, first + (long) (seconds * perSecond));
          probe.allow(allowed);
        },
        0,
        10,
        TimeUnit.MILLISECONDS);
  }

  /** Lets changes from one up to the end pass, so many a second. */
  static Pacer of(Probe probe, long first, long end, double perSecond) {
    return new Pacer(probe, first, end, perSecond);
  }

  /** Stops letting more in, and returns how many may come. */
  long stop() throws InterruptedException {
    clock.shutdown();
    if (!clock.awaitTermination(10, TimeUnit.SECONDS)) {
      throw new IllegalStateException("the pacer does not stop");
    }
    return allowed;
  }

  @Override
  public void close() {
    clock.shutdownNow();
  }
}
