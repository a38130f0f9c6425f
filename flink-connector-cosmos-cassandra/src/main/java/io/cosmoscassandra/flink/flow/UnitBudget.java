package io.cosmoscassandra.flink.flow;

/**
 * Limits the request units used per second. The cost of a write is known only when it is
 * acknowledged; until then it is assumed to be the moving average of earlier writes.
 */
public final class UnitBudget {

  /** Cost of a small row, roughly. */
  private static final double FIRST_GUESS = 10;

  private static final double WEIGHT_OF_LATEST = 0.1;

  private final RateLimiter limiter;
  private double expected = FIRST_GUESS;

  public UnitBudget(double unitsPerSecond) {
    this.limiter = new RateLimiter(unitsPerSecond);
  }

  /** Assumed cost of the next write. */
  public double expected() {
    return expected;
  }

  /** Takes units, and returns the nanoseconds until they may be used. */
  public long reserve(double units, long nowNanos) {
    return limiter.reserve(units, nowNanos);
  }

  /** Replaces the units reserved for some writes by their actual cost. */
  public void settle(int writes, double reserved, double cost) {
    limiter.charge(cost - reserved);
    expected += WEIGHT_OF_LATEST * (cost / writes - expected);
  }

  /** Gives units back that were reserved for a write that is not sent. */
  public void giveBack(double units) {
    limiter.charge(-units);
  }
}
