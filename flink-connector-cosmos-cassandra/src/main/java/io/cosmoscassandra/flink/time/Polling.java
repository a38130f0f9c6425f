package io.cosmoscassandra.flink.time;

import java.time.Duration;

/** Repeats a question, less and less often, until the answer is yes or the time is up. */
public final class Polling {

  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

  private final BlockingClock clock;
  private final long start;
  private final Duration timeout;

  public Polling(Duration timeout, BlockingClock clock) {
    this.clock = clock;
    this.start = clock.nanoTime();
    this.timeout = timeout;
  }

  /** What is asked; it may take its time. */
  public interface Question {
    boolean ask() throws InterruptedException;
  }

  /** Asks at least once. Returns whether the answer was yes in time. */
  public boolean until(Question question) throws InterruptedException {
    Duration pause = FIRST_PAUSE;
    while (!question.ask()) {
      Duration left = left();
      if (left.isZero()) {
        return false;
      }
      clock.pause(min(pause, left));
      pause = min(pause.multipliedBy(2), LONGEST_PAUSE);
    }
    return true;
  }

  /** The time that is left, never negative. */
  public Duration left() {
    Duration left = timeout.minusNanos(clock.nanoTime() - start);
    return left.isNegative() ? Duration.ZERO : left;
  }

  private static Duration min(Duration a, Duration b) {
    return a.compareTo(b) <= 0 ? a : b;
  }
}
