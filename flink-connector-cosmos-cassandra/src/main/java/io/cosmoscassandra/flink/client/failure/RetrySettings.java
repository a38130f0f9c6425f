package io.cosmoscassandra.flink.client.failure;

import java.io.Serializable;
import java.time.Duration;
import java.util.function.DoubleSupplier;
import org.apache.flink.annotation.Internal;

/**
 * Limits on retrying one request.
 *
 * @param timeout how long a request is retried before it fails for good
 * @param initialBackoff the longest pause before the first retry; each later one is twice as long
 * @param maxBackoff the longest pause before any retry, unless the server asks for a longer one
 */
@Internal
public record RetrySettings(Duration timeout, Duration initialBackoff, Duration maxBackoff)
    implements Serializable {

  public Backoff backoff() {
    return new Backoff(initialBackoff, maxBackoff);
  }

  /**
   * A backoff with a given source of randomness.
   *
   * @param random numbers from 0 up to, but not including, 1
   */
  public Backoff backoff(DoubleSupplier random) {
    return new Backoff(initialBackoff, maxBackoff, random);
  }
}
