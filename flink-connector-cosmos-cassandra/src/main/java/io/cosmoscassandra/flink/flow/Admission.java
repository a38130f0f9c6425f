package io.cosmoscassandra.flink.flow;

import io.cosmoscassandra.flink.client.failure.Failure;
import java.util.OptionalLong;
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
  public void failed(int writes, long attempt, Failure failure, long now) {
    switch (failure.kind()) {
      case UNREACHABLE -> {
        window.failed(writes);
        outage.begin();
      }
      // A timeout does not say that any node has been reached.
      case TRANSIENT -> window.overloaded(writes, attempt);
      case THROTTLED -> {
        outage.end();
        throttled(writes, attempt, failure.retryAfterMillis(), now);
      }
      case CONTENDED, ROW_REJECTED, SCHEMA_OR_PERMISSION, FATAL -> {
        outage.end();
        window.failed(writes);
      }
    }
  }

  private void throttled(int writes, long attempt, OptionalLong retryAfterMillis, long now) {
    if (pace == null) {
      window.overloaded(writes, attempt);
    } else {
      // Fewer requests at a time would not help: it is their number in a second that counts.
      window.failed(writes);
      pace.refused(now, retryAfterMillis);
    }
  }
}
