package io.cosmoscassandra.flink.flow;

import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

/**
 * Finds out how many requests per second a server grants, and sends slightly more: the grant is
 * used up, and hardly any request is rejected.
 *
 * <p>The server has a budget for every second. While it rejects nothing, the pace doubles: every
 * tenth of a second until the first rejections, later every second. After rejections the pace
 * becomes the number of requests acknowledged within the last second, plus some. When requests are
 * rejected one after another, and the server names the same time to come back to all of them, the
 * budget of this second is used up for every client. No request is sent until that time.
 *
 * <p>Single rejections have other reasons: other clients use the budget, or one partition of the
 * server has used up its share. The pace matters little then, and never falls below {@link
 * #SLOWEST}.
 */
public final class Pace {

  /** Requests per second that are always tried. */
  static final double SLOWEST = 50;

  private static final double FIRST = 100;
  private static final double FASTEST = 1e6;

  /** Leaves room for a growing budget, and for a server whose seconds begin at other times. */
  private static final double AMPLE = 1.15;

  /**
   * Lets slow subtasks catch up with fast ones. It may be large: once the budget of a second is
   * used up, no subtask sends any more.
   */
  private static final double CATCH_UP = 100;

  /** Share of rejected requests above which the pace falls. */
  private static final double MANY = 0.1;

  /** Share of rejected requests up to which the pace may rise. */
  private static final double FEW = 0.02;

  /** Share of the pace that must be used before the pace rises. */
  private static final double USED = 0.7;

  private static final int FEWEST_IN_A_ROW = 6;
  private static final double SECONDS_IN_A_ROW = 0.01;
  private static final long LONGEST_PAUSE = TimeUnit.SECONDS.toNanos(2);
  private static final long PAUSE_UNLESS_TOLD = TimeUnit.MILLISECONDS.toNanos(100);
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
  private static final long PART = SECOND / LastSecond.PARTS;

  /** Time that may be caught up on after a late timer or a wait for a thread. */
  private static final long CATCH_UP_NANOS = 2 * PART;

  /** Difference within which two rejections name the same end of a second. */
  private static final long SAME_END_NANOS = PART / 2;

  private static final int ENOUGH_OF_ONE_END = 3;

  private final LastSecond acknowledged = new LastSecond();
  private final LastSecond rejected = new LastSecond();
  private double perSecond = FIRST;
  private boolean searching = true;
  private boolean pausedLately;
  private int rejectedInARow;

  /** Rejections in a row that named the same time to come back. */
  private int ofOneEnd;

  private long lastEnd;
  private boolean started;
  private long nextFree;
  private long pausedUntil;
  private long partEnds;
  private int parts;

  /** Maximum number of requests sent per second. */
  double perSecond() {
    return perSecond;
  }

  /** The nanoseconds until the next request may be sent; 0 if it may now. */
  long waitNanos(long now) {
    turnTo(now);
    return Math.max(0, Math.max(nextFree, pausedUntil) - now);
  }

  /** Notes that a request is sent. */
  void sent(long now) {
    nextFree = Math.max(nextFree, now - CATCH_UP_NANOS) + (long) (SECOND / perSecond);
  }

  /** Notes that a request succeeded. */
  void acknowledged(long now) {
    turnTo(now);
    acknowledged.count();
    rejectedInARow = 0;
    ofOneEnd = 0;
  }

  /** Notes that the server rejected a request because its budget is used up. */
  void rejected(long now, OptionalLong retryAfterMillis) {
    turnTo(now);
    rejected.count();
    rejectedInARow++;
    long end =
        now
            + (retryAfterMillis.isPresent()
                ? TimeUnit.MILLISECONDS.toNanos(retryAfterMillis.getAsLong())
                : PAUSE_UNLESS_TOLD);
    ofOneEnd = ofOneEnd > 0 && Math.abs(end - lastEnd) <= SAME_END_NANOS ? ofOneEnd + 1 : 1;
    lastEnd = end;
    int limit = Math.max(FEWEST_IN_A_ROW, (int) (perSecond * SECONDS_IN_A_ROW));
    if (rejectedInARow >= limit || ofOneEnd >= ENOUGH_OF_ONE_END) {
      pausedUntil = Math.max(pausedUntil, Math.min(end, now + LONGEST_PAUSE));
      pausedLately = true;
      // The first request after the pause finds out whether it is over.
      rejectedInARow = limit - 1;
      if (searching) {
        searching = false;
        slowDown();
      }
    }
  }

  private void turnTo(long now) {
    if (!started) {
      // The clock may begin at any number.
      started = true;
      nextFree = now;
      pausedUntil = now;
      partEnds = now + PART;
    } else if (now - partEnds > SECOND) {
      acknowledged.forget();
      rejected.forget();
      partEnds = now + PART;
    }
    while (now >= partEnds) {
      partEnds += PART;
      endPart();
    }
  }

  private void endPart() {
    if (searching) {
      search();
    }
    if (++parts == LastSecond.PARTS) {
      parts = 0;
      if (!searching) {
        adjust();
      }
      pausedLately = false;
    }
    acknowledged.turn();
    rejected.turn();
  }

  private void search() {
    int done = acknowledged.ofCurrentPart();
    int not = rejected.ofCurrentPart();
    if (not > MANY * (done + not)) {
      searching = false;
      slowDown();
    } else if (done + not >= USED * perSecond / LastSecond.PARTS) {
      perSecond = Math.min(FASTEST, perSecond * 2);
    }
  }

  private void adjust() {
    int done = acknowledged.total();
    int not = rejected.total();
    if (pausedLately || not > MANY * (done + not)) {
      slowDown();
    } else if (not <= FEW * (done + not) && done + not >= USED * perSecond) {
      perSecond = Math.min(FASTEST, perSecond * 2);
    }
  }

  /** Falls to what the server has been seen to grant. */
  private void slowDown() {
    perSecond = Math.max(SLOWEST, acknowledged.total() * AMPLE + CATCH_UP);
  }
}
