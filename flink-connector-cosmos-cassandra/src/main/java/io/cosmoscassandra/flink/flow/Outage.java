package io.cosmoscassandra.flink.flow;

import java.time.Duration;

/**
 * Holds requests back while the driver has no connection to any node. One request at a time, after
 * a pause each, probes whether the outage is over; all others wait, since the driver would only
 * reject them.
 */
public final class Outage {

  private final long pauseNanos;
  private boolean lasts;
  private long nextAttempt;

  public Outage(Duration pause) {
    this.pauseNanos = pause.toNanos();
  }

  /** The nanoseconds until a request may be sent; 0 if it may now. */
  long waitNanos(long now) {
    return lasts ? Math.max(0, nextAttempt - now) : 0;
  }

  /** Notes that a request is sent. */
  void sent(long now) {
    nextAttempt = now + pauseNanos;
  }

  /** Notes that no node could be reached. */
  void begin() {
    lasts = true;
  }

  /** Notes that a node has answered. */
  void end() {
    lasts = false;
  }
}
