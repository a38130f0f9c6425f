package io.cosmoscassandra.flink.client.failure;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleSupplier;
import org.apache.flink.annotation.Internal;

/** Wait before an attempt is repeated: exponential backoff with full jitter. */
@Internal
public final class Backoff {

  private final long initialNanos;
  private final long maxNanos;
  private final DoubleSupplier random;

  /**
   * @param initial the longest wait before the first repetition
   * @param max the longest wait before any, unless the server asks for more
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
   * The wait before a repetition.
   *
   * @param attempt 1 for the first repetition
   */
  public Duration delay(int attempt) {
    return Duration.ofNanos((long) (ceilingNanos(attempt) * random.getAsDouble()));
  }

  /**
   * The wait before a repetition, no shorter than the server asks for; the jitter comes on top, so
   * that not all writers return at the same moment.
   */
  public Duration delay(int attempt, Failure failure) {
    return delay(attempt).plusMillis(failure.retryAfterMillis().orElse(0));
  }

  private long ceilingNanos(int attempt) {
    if (attempt < 1) {
      throw new IllegalArgumentException("The first repetition is attempt 1, not " + attempt);
    }
    int doublings = attempt - 1;
    // Past this many doublings the shift would overflow, and the maximum is long reached.
    if (doublings >= Long.numberOfLeadingZeros(initialNanos) - 1) {
      return maxNanos;
    }
    return Math.min(maxNanos, initialNanos << doublings);
  }
}
