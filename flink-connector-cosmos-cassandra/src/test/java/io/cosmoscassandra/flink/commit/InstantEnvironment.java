package io.cosmoscassandra.flink.commit;

import io.cosmoscassandra.flink.mutation.Environment;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.ReentrantLock;

/** A world with one thread, in which time passes only when somebody waits, and then at once. */
final class InstantEnvironment {

  static final long START_MICROS = Instant.parse("2026-01-01T00:00:00Z").toEpochMilli() * 1_000;

  private long micros = START_MICROS;
  private long nanos = 7;
  private boolean timerStopped;

  Environment environment() {
    return new Environment(
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
  void stopTimer() {
    timerStopped = true;
  }

  void startTimer() {
    timerStopped = false;
  }

  void pass(Duration duration) {
    nanos += duration.toNanos();
    micros += duration.toNanos() / 1_000;
  }

  /** The clock on the wall is wrong. */
  void setBack(Duration duration) {
    micros -= duration.toNanos() / 1_000;
  }

  long micros() {
    return micros;
  }
}
