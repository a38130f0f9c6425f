package io.cosmoscassandra.flink.flow;

import io.cosmoscassandra.flink.client.failure.Failure;
import java.util.OptionalLong;
import javax.annotation.Nullable;

/**
 * Decides when requests may be sent, from the completions of earlier ones: how many may be in
 * flight at once and, where the server grants a number per second, how fast they may follow each
 * other.
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

  /** Number of requests in flight. */
  public int requests() {
    return window.requests();
  }

  /** Number of writes that the requests in flight hold. */
  public int writes() {
    return window.writes();
  }

  /** Number of writes that may be in flight at present. */
  public int limit() {
    return window.limit();
  }

  /** Whether a request with this number of writes may join the requests in flight. */
  public boolean hasRoomFor(int writes) {
    return window.admits(writes);
  }

  /** The nanoseconds until the next request may be sent; 0 if it may now. */
  public long waitNanos(long now) {
    long pacing = pace == null ? 0 : pace.waitNanos(now);
    return Math.max(pacing, outage.waitNanos(now));
  }

  /**
   * Counts in a request that is being sent, and returns the number of this attempt, which {@link
   * #failed} asks for.
   */
  public long sent(int writes, long now) {
    if (pace != null) {
      pace.sent(now);
    }
    outage.sent(now);
    return window.send(writes);
  }

  /** Counts out a request that was acknowledged. */
  public void acknowledged(int writes, long now) {
    window.acknowledged(writes);
    outage.end();
    if (pace != null) {
      pace.acknowledged(now);
    }
  }

  /**
   * Counts out a request that failed.
   *
   * @param attempt the number that {@link #sent} returned for this attempt
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
      pace.rejected(now, retryAfterMillis);
    }
  }
}
