package io.cosmoscassandra.embedded.cosmos;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * A clock that stands still while this JVM gets no processor: what nobody could ask for in the
 * meantime is not lost, so that a budget can be used on a busy machine, too.
 */
final class StandInClock implements AutoCloseable {

  private static final long TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(2);
  private static final long LONGEST_TICK_NANOS = 5 * TICK_NANOS;

  private final ScheduledExecutorService ticker =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "cosmos-stand-in-clock");
            thread.setDaemon(true);
            return thread;
          });

  /** Only the ticker changes these. */
  private volatile long nanos;

  private long lastTick = System.nanoTime();

  StandInClock() {
    ScheduledFuture<?> unused =
        ticker.scheduleWithFixedDelay(this::tick, 0, TICK_NANOS, TimeUnit.NANOSECONDS);
  }

  /** A time that begins with 0. */
  long nanos() {
    return nanos;
  }

  @SuppressWarnings("NonAtomicVolatileUpdate") // there is one ticker
  private void tick() {
    long now = System.nanoTime();
    nanos += Math.min(LONGEST_TICK_NANOS, now - lastTick);
    lastTick = now;
  }

  @Override
  public void close() {
    ticker.shutdownNow();
  }
}
