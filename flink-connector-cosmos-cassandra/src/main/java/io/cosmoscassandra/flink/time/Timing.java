package io.cosmoscassandra.flink.time;

import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.apache.flink.annotation.Internal;

/**
 * Time and waiting, as the sink's parts get them from outside: so that whatever they do can be
 * replayed step by step.
 *
 * @param clock the time of day
 * @param nanos a time that never steps back, for durations
 * @param timer runs things later
 * @param locks makes the locks with whose conditions threads wait for each other
 */
@Internal
public record Timing(MicroClock clock, LongSupplier nanos, Timer timer, Supplier<Lock> locks) {

  /** Runs something once, after a delay, on a thread of its own. */
  @FunctionalInterface
  public interface Timer {
    void schedule(Duration delay, Runnable task);
  }

  /** The same, but for a time of day that is always later than a given one. */
  public Timing after(long micros) {
    return new Timing(() -> Math.max(clock.micros(), micros + 1), nanos, timer, locks);
  }

  /** The real thing. */
  public static Timing real(ScheduledExecutorService executor) {
    return new Timing(
        MicroClock.SYSTEM,
        System::nanoTime,
        (delay, task) -> {
          var unused = executor.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
        },
        ReentrantLock::new);
  }
}
