package io.cosmoscassandra.flink.flow;

/**
 * Spreads permits evenly over time: says how long to wait, and leaves the waiting to its caller.
 * The permits of a tenth of a second may be caught up on, so that a short pause costs no
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

  /** Takes permits, and returns the nanoseconds until they may be used. */
  public long reserve(double permits, long nowNanos) {
    double free = Math.max(nextFree, (double) nowNanos - CATCH_UP_NANOS);
    nextFree = free + permits * nanosPerPermit;
    return Math.max(0, (long) (free - nowNanos));
  }

  /** Takes permits that have been used already; a negative number gives permits back. */
  void charge(double permits) {
    nextFree += permits * nanosPerPermit;
  }
}
