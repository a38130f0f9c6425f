package io.cosmoscassandra.flink.client.failure;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleSupplier;
import org.apache.flink.annotation.Internal;

/** Computes the pause before a retry: exponential backoff with full jitter. */
@Internal
public final class Backoff {

  private final long initialNanos;
  private final long maxNanos;
  private final DoubleSupplier random;

  /**
   * @param initial the longest pause before the first retry
   * @param max the longest pause before any retry, unless the server asks for more
   * @param random numbers from 0 up to, but not including, 1
   */
  public Backoff(Duration initial, Duration max, DoubleSupplier random) {
    if (initial.isNegative() || initial.isZero() || max.compareTo(initial) < 0) {
      throw new IllegalArgumentException(
          "A backoff from %s up to %s is not possible".formatted(initial, max));
    }
    this.initialNanos = initial.toNanos();
    this.maxNanos = max.toNanos();
    this.random = random;
  }

  public Backoff(Duration initial, Duration max) {
    this(initial, max, () -> ThreadLocalRandom.current().nextDouble());
  }

  /**
   * The pause before a retry.
   *
   * @param attempt 1 for the first retry
   */
  public Duration delay(int attempt) {
    return Duration.ofNanos((long) (ceilingNanos(attempt) * random.getAsDouble()));
  }

  /**
   * The pause before a retry, no shorter than the server asks for. The jitter comes on top, so that
   * not all clients return at the same moment.
   */
  public Duration delay(int attempt, Failure failure) {
    return delay(attempt).plusMillis(failure.retryAfterMillis().orElse(0));
  }

  /**
   * The pause before a retry, no longer than what is left of the time for retries: a server may ask
   * for a wait of days.
   */
  public Duration delay(int attempt, Failure failure, Duration left) {
    Duration delay = delay(attempt, failure);
    Duration longest = left.isNegative() ? Duration.ZERO : left;
    return delay.compareTo(longest) <= 0 ? delay : longest;
  }

  private long ceilingNanos(int attempt) {
    if (attempt < 1) {
      throw new IllegalArgumentException("The first retry is attempt 1, not " + attempt);
    }
    int doublings = attempt - 1;
    // Past this many doublings the shift would overflow, and the maximum is long reached.
    if (doublings >= Long.numberOfLeadingZeros(initialNanos) - 1) {
      return maxNanos;
    }
    return Math.min(maxNanos, initialNanos << doublings);
  }
}
