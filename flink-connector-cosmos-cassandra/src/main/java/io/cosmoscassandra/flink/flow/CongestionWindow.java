package io.cosmoscassandra.flink.flow;

import org.apache.flink.connector.base.sink.writer.strategy.AIMDScalingStrategy;

/**
 * Limits the writes in flight: the window grows by a step for every full window of acknowledged
 * writes, and halves when the database reports overload.
 *
 * <p>All requests of one window report the same overload. The window therefore halves at most once
 * for the requests that were in flight when it last halved; otherwise a single moment of overload
 * would keep it closed for long.
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
   * A window that is fully open.
   *
   * @param maxRequests maximum number of requests in flight
   * @param maxWritesPerRequest maximum number of writes in a request
   */
  public CongestionWindow(int maxRequests, int maxWritesPerRequest) {
    int maxWrites = (int) Math.min(Integer.MAX_VALUE / 2, (long) maxRequests * maxWritesPerRequest);
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

  /** Whether a request of this size may be sent now; a single request always may. */
  boolean admits(int size) {
    return requests == 0 || (requests < maxRequests && writes + size <= limit);
  }

  /** Counts a request in, and returns its number, which {@link #overloaded} asks for. */
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

  /** Counts out a request that the database was too busy to serve, or to serve in time. */
  void overloaded(int size, long number) {
    leave(size);
    if (number > sentAtChange) {
      limit = scaling.scaleDown(limit);
      sentAtChange = sent;
      acknowledgedSinceChange = 0;
    }
  }

  /** Counts out a request that failed for a reason that says nothing about the load. */
  void failed(int size) {
    leave(size);
  }

  private void leave(int size) {
    requests--;
    writes -= size;
  }
}
