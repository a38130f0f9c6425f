package io.cosmoscassandra.flink.flow;

import io.cosmoscassandra.flink.client.failure.Failure;
import javax.annotation.Nullable;

/**
 * Decides when requests may go, from what became of those before: how many may be under way at
 * once, and, where the server rations them by the second, how fast they may follow each other.
 */
public final class Admission {

  private final CongestionWindow window;
  @Nullable private final Pace pace;
  private final Outage outage;

  public Admission(CongestionWindow window, @Nullable Pace pace, Outage outage) {
    this.window = window;
    this.pace = pace;
    this.outage = outage;
  }

  /** How many requests are under way. */
  public int requests() {
    return window.requests();
  }

  /** How many writes are under way. */
  public int writes() {
    return window.writes();
  }

  /** How many writes may be under way at present. */
  public int limit() {
    return window.limit();
  }

  /** Whether a request of so many writes may join those that are under way. */
  public boolean hasRoomFor(int writes) {
    return window.admits(writes);
  }

  /** The nanoseconds after which it is time for the next request. */
  public long waitNanos(long now) {
    long pacing = pace == null ? 0 : pace.waitNanos(now);
    return Math.max(pacing, outage.waitNanos(now));
  }

  /** A request of so many writes goes; the number of this attempt belongs to the request. */
  public long sent(int writes, long now) {
    if (pace != null) {
      pace.sent(now);
    }
    outage.sent(now);
    return window.send(writes);
  }

  public void acknowledged(int writes, long now) {
    window.acknowledged(writes);
    outage.end();
    if (pace != null) {
      pace.acknowledged(now);
    }
  }

  /**
   * An attempt of so many writes failed; {@code attempt} is the number that it got when it went.
   */
  public void failed(int writes, long attempt, Failure kind, long now) {
    if (kind instanceof Failure.Unreachable) {
      window.failed(writes);
      outage.begin();
      return;
    }
    if (!(kind instanceof Failure.Transient)) {
      outage.end();
    }
    if (kind instanceof Failure.Throttled throttled && pace != null) {
      // Fewer requests at a time would not help: it is their number in a second that counts.
      window.failed(writes);
      pace.refused(now, throttled.retryAfterMillis());
    } else if (kind instanceof Failure.Throttled || kind instanceof Failure.Transient) {
      window.overloaded(writes, attempt);
    } else {
      window.failed(writes);
    }
  }
}
