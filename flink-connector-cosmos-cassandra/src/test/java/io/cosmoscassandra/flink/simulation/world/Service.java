package io.cosmoscassandra.flink.simulation.world;

/** Part of the database that can be unavailable or slow on its own. */
public final class Service {

  private long unavailableUntil;
  private long nanosPerRequest;
  private long busyUntil;

  public void unavailableUntil(long nanos) {
    unavailableUntil = Math.max(unavailableUntil, nanos);
  }

  public void takesPerRequest(long nanos) {
    nanosPerRequest = nanos;
  }

  boolean isAvailable(long now) {
    return now >= unavailableUntil;
  }

  /** How long a request that arrives now waits for earlier ones. */
  long queue(long now) {
    if (nanosPerRequest == 0) {
      return 0;
    }
    busyUntil = Math.max(busyUntil, now) + nanosPerRequest;
    return busyUntil - now;
  }
}
