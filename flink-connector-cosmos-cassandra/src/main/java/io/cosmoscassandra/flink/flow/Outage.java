package io.cosmoscassandra.flink.flow;

import java.time.Duration;

/**
 * A time in which the driver has no connection to any node. A request every now and then finds out
 * whether it is over; all others wait for that, since each would only be refused.
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

  /** A request is sent. */
  void sent(long now) {
    nextAttempt = now + pauseNanos;
  }

  /** No node could be reached. */
  void begin() {
    lasts = true;
  }

  /** A node has answered. */
  void end() {
    lasts = false;
  }
}
