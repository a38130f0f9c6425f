package io.cosmoscassandra.flink.time;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.ReentrantLock;

/** A world with one thread, in which time passes only when somebody waits, and then at once. */
public final class InstantTiming {

  static final long START_MICROS = Instant.parse("2026-01-01T00:00:00Z").toEpochMilli() * 1_000;

  private long micros = START_MICROS;
  private long nanos = 7;
  private boolean timerStopped;

  public Timing timing() {
    return new Timing(
        () -> micros,
        () -> nanos,
        (delay, task) -> {
          if (!timerStopped) {
            pass(delay);
            task.run();
          }
        },
        ReentrantLock::new);
  }

  /** Nothing happens later any more. */
  public void stopTimer() {
    timerStopped = true;
  }

  public void startTimer() {
    timerStopped = false;
  }

  public void pass(Duration duration) {
    nanos += duration.toNanos();
    micros += duration.toNanos() / 1_000;
  }

  /** The clock on the wall is wrong. */
  public void setBack(Duration duration) {
    micros -= duration.toNanos() / 1_000;
  }

  public long micros() {
    return micros;
  }
}
