package io.cosmoscassandra.flink.flow;

import org.apache.flink.connector.base.sink.writer.strategy.AIMDScalingStrategy;

/**
 * How many writes may be under way at once: one step more for every window that was acknowledged
 * without trouble, half as many when the database says that it has too much to do.
 *
 * <p>The answers to all requests of one window tell the same news. So the window changes at most
 * once for the requests that were under way when it last changed, where a change per request would
 * let a single moment of overload shut it for long.
 */
public final class CongestionWindow {

  private final AIMDScalingStrategy scaling;
  private final int maxRequests;
  private int limit;
  private int requests;
  private int writes;
  private int acknowledgedSinceChange;
  private long sent;
  private long sentAtChange;

  /**
   * A window that is wide open.
   *
   * @param maxRequests how many requests may be under way at most
   * @param maxWritesPerRequest how many writes a request may hold
   */
  public CongestionWindow(int maxRequests, int maxWritesPerRequest) {
    int maxWrites = maxRequests * maxWritesPerRequest;
    this.maxRequests = maxRequests;
    this.limit = maxWrites;
    this.scaling =
        AIMDScalingStrategy.builder(maxWrites)
            .setIncreaseRate(Math.max(1, maxWrites / 50))
            .setDecreaseFactor(0.5)
            .build();
  }

  int requests() {
    return requests;
  }

  int writes() {
    return writes;
  }

  int limit() {
    return limit;
  }

  /** Whether a request of so many writes may be sent now; one at a time always may. */
  boolean admits(int size) {
    return requests == 0 || (requests < maxRequests && writes + size <= limit);
  }

  /** Counts a request in; the number it returns is handed back with the answer. */
  long send(int size) {
    requests++;
    writes += size;
    return ++sent;
  }

  void acknowledged(int size) {
    leave(size);
    acknowledgedSinceChange += size;
    if (acknowledgedSinceChange >= limit) {
      limit = scaling.scaleUp(limit);
      acknowledgedSinceChange = 0;
    }
  }

  /** The database is overloaded, or does not answer in time. */
  void overloaded(int size, long number) {
    leave(size);
    if (number > sentAtChange) {
      limit = scaling.scaleDown(limit);
      sentAtChange = sent;
      acknowledgedSinceChange = 0;
    }
  }

  /** The request failed for a reason that says nothing about the load. */
  void failed(int size) {
    leave(size);
  }

  private void leave(int size) {
    requests--;
    writes -= size;
  }
}
