package io.cosmoscassandra.flink.it.kit;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** Admits changes to a job at a steady rate, as long as the job takes them. */
public final class Pacer implements AutoCloseable {

  private static final long TICK_MILLIS = 10;

  private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();

  private volatile long allowed;

  private Pacer(Probe probe, long first, LongSupplier limit) {
    allowed = first;
    ScheduledFuture<?> unused =
        clock.scheduleAtFixedRate(
            () -> {
              allowed = limit.getAsLong();
              probe.allow(allowed);
            },
            0,
            TICK_MILLIS,
            TimeUnit.MILLISECONDS);
  }

  /** Lets changes from one up to the end pass, so many a second; what the job misses waits. */
  public static Pacer of(Probe probe, long first, long end, double perSecond) {
    long start = System.nanoTime();
    return new Pacer(
        probe,
        first,
        () -> {
          double seconds = (System.nanoTime() - start) / 1e9;
          return Math.min(end, first + (long) (seconds * perSecond));
        });
  }

  /** The same for a source that never gets faster, also after it was held up. */
  public static Pacer withoutCatchingUp(Probe probe, long first, long end, double perSecond) {
    AtomicLong last = new AtomicLong(first);
    long inOneTick = Math.max(1, (long) (perSecond * TICK_MILLIS / 1_000));
    return new Pacer(
        probe,
        first,
        () ->
            last.updateAndGet(
                allowed -> Math.min(end, Math.min(allowed, probe.fed()) + inOneTick)));
  }

  /** Stops letting more in, and returns how many may come. */
  public long stop() throws InterruptedException {
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
