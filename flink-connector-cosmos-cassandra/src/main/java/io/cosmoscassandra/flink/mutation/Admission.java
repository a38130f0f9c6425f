package io.cosmoscassandra.flink.mutation;

import io.cosmoscassandra.flink.client.Failure;
import javax.annotation.Nullable;

/**
 * Decides when requests may go, from what became of those before: how many may be under way at
 * once, and, where the server rations them by the second, how fast they may follow each other.
 */
final class Admission {

  private final CongestionWindow window;
  @Nullable private final Pace pace;
  private final Outage outage;

  Admission(CongestionWindow window, @Nullable Pace pace, Outage outage) {
    this.window = window;
    this.pace = pace;
    this.outage = outage;
  }

  /** How many requests are under way. */
  int requests() {
    return window.requests();
  }

  /** How many writes are under way. */
  int writes() {
    return window.writes();
  }

  /** How many writes may be under way at present. */
  int limit() {
    return window.limit();
  }

  /** Whether a request of so many writes may join those that are under way. */
  boolean hasRoomFor(int writes) {
    return window.admits(writes);
  }

  /** The nanoseconds after which it is time for the next request. */
  long waitNanos(long now) {
    long pacing = pace == null ? 0 : pace.waitNanos(now);
    return Math.max(pacing, outage.waitNanos(now));
  }

  /** A request of so many writes goes; the number of this attempt belongs to the request. */
  long sent(int writes, long now) {
    if (pace != null) {
      pace.sent(now);
    }
    outage.sent(now);
    return window.send(writes);
  }

  void acknowledged(int writes, long now) {
    window.acknowledged(writes);
    outage.end();
    if (pace != null) {
      pace.acknowledged(now);
    }
  }

  void failed(Request request, Failure kind, long now) {
    if (kind instanceof Failure.Unreachable) {
      window.failed(request.size());
      outage.begin();
      return;
    }
    if (!(kind instanceof Failure.Transient)) {
      outage.end();
    }
    if (kind instanceof Failure.Throttled throttled && pace != null) {
      // Fewer requests at a time would not help: it is their number in a second that counts.
      window.failed(request.size());
      pace.refused(now, throttled.retryAfterMillis());
    } else if (kind instanceof Failure.Throttled || kind instanceof Failure.Transient) {
      window.overloaded(request.size(), request.windowNumber());
    } else {
      window.failed(request.size());
    }
  }
}
