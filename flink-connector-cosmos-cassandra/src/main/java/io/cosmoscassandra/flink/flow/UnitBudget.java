package io.cosmoscassandra.flink.flow;

/**
 * Keeps to so many request units a second. What a write costs is known only when it is
 * acknowledged; until then it is taken to cost as much as others did.
 */
public final class UnitBudget {

  /** What a small row costs, more or less. */
  private static final double FIRST_GUESS = 10;

  private static final double WEIGHT_OF_LATEST = 0.1;

  private final RateLimiter limiter;
  private double expected = FIRST_GUESS;

  public UnitBudget(double unitsPerSecond) {
    this.limiter = new RateLimiter(unitsPerSecond);
  }

  /** What the next write is taken to cost. */
  public double expected() {
    return expected;
  }

  /** Takes units, and returns the nanoseconds after which they may be used. */
  public long reserve(double units, long nowNanos) {
    return limiter.reserve(units, nowNanos);
  }

  /** So many writes that were taken to cost so much have cost as much as this. */
  public void settle(int writes, double reserved, double cost) {
    limiter.charge(cost - reserved);
    expected += WEIGHT_OF_LATEST * (cost / writes - expected);
  }

  /** What was taken is not needed. */
  public void giveBack(double units) {
    limiter.charge(-units);
  }
}
