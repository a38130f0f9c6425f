package io.cosmoscassandra.flink.flow;

/**
 * Spreads permits evenly over time: it tells how long to wait, and leaves the waiting to its
 * caller. A tenth of a second's permits may be caught up on, so that a short pause costs no
 * throughput.
 */
public final class RateLimiter {

  private static final double NANOS_PER_SECOND = 1e9;
  private static final long CATCH_UP_NANOS = 100_000_000;

  private final double nanosPerPermit;
  private double nextFree = Double.NEGATIVE_INFINITY;

  public RateLimiter(double permitsPerSecond) {
    this.nanosPerPermit = NANOS_PER_SECOND / permitsPerSecond;
  }

  /** Takes permits, and returns the nanoseconds after which they may be used. */
  public long reserve(double permits, long nowNanos) {
    double free = Math.max(nextFree, (double) nowNanos - CATCH_UP_NANOS);
    nextFree = free + permits * nanosPerPermit;
    return Math.max(0, (long) (free - nowNanos));
  }

  /** Takes permits that were used already, or gives some back if they are less than 0. */
  void charge(double permits) {
    nextFree += permits * nanosPerPermit;
  }
}
