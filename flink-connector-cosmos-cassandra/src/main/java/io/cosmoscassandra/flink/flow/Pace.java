package io.cosmoscassandra.flink.flow;

import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

/**
 * Finds out how many requests a second a server grants, and keeps a little above it: so what is
 * granted gets used, and next to nothing is turned away.
 *
 * <p>The server has a budget for every second. As long as it turns nothing away the pace doubles:
 * ten times a second until the first refusals, later every second. When it does, the pace becomes
 * what was acknowledged within the last second, and some more. While requests are refused one after
 * another, and all are told the same time to come again, the second's budget is used up, for
 * whoever asks: then no request is sent for as long as the server says, except those that are under
 * way.
 *
 * <p>Requests are refused here and there, too, when others use the budget, or when one of the
 * server's partitions has used up its part. Then the pace does not matter much to anybody, and
 * never falls below {@link #SLOWEST}.
 */
public final class Pace {

  /** Requests a second that are always tried. */
  static final double SLOWEST = 50;

  private static final double FIRST = 100;
  private static final double FASTEST = 1e6;

  /** Room for a budget that grows, and for a server that counts another second than we do. */
  private static final double AMPLE = 1.15;

  /**
   * Lets the slower ones of several subtasks catch up with the faster ones. It may be much: when
   * the second's budget is used up, nobody sends any more.
   */
  private static final double CATCH_UP = 100;

  /** The shares of refused requests above which the pace falls, and below which it may rise. */
  private static final double MANY = 0.1;

  private static final double FEW = 0.02;

  /** The share of the pace that has to be used for it to be worth rising. */
  private static final double USED = 0.7;

  private static final int FEWEST_IN_A_ROW = 6;
  private static final double SECONDS_IN_A_ROW = 0.01;
  private static final long LONGEST_PAUSE = TimeUnit.SECONDS.toNanos(2);
  private static final long PAUSE_UNLESS_TOLD = TimeUnit.MILLISECONDS.toNanos(100);
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
  private static final long PART = SECOND / LastSecond.PARTS;

  /** What may be caught up on, when a timer comes late or a thread had to wait. */
  private static final long CATCH_UP_NANOS = 2 * PART;

  /** Refusals that mean the same end of a second may differ by so much on their way here. */
  private static final long SAME_END_NANOS = PART / 2;

  private static final int ENOUGH_OF_ONE_END = 3;

  private final LastSecond acknowledged = new LastSecond();
  private final LastSecond refused = new LastSecond();
  private double perSecond = FIRST;
  private boolean searching = true;
  private boolean pausedLately;
  private int refusedInARow;

  /** How many of the refusals in a row named the same time at which to come again. */
  private int ofOneEnd;

  private long lastEnd;
  private boolean started;
  private long nextFree;
  private long pausedUntil;
  private long partEnds;
  private int parts;

  /** The requests a second that are sent at most. */
  double perSecond() {
    return perSecond;
  }

  /** The nanoseconds until the next request may be sent; 0 if it may now. */
  long waitNanos(long now) {
    turnTo(now);
    return Math.max(0, Math.max(nextFree, pausedUntil) - now);
  }

  /** A request is sent. */
  void sent(long now) {
    nextFree = Math.max(nextFree, now - CATCH_UP_NANOS) + (long) (SECOND / perSecond);
  }

  /** A request was carried out. */
  void acknowledged(long now) {
    turnTo(now);
    acknowledged.count();
    refusedInARow = 0;
    ofOneEnd = 0;
  }

  /** A request was turned away. */
  void refused(long now, OptionalLong retryAfterMillis) {
    turnTo(now);
    refused.count();
    refusedInARow++;
    long end =
        now
            + (retryAfterMillis.isPresent()
                ? TimeUnit.MILLISECONDS.toNanos(retryAfterMillis.getAsLong())
                : PAUSE_UNLESS_TOLD);
    ofOneEnd = ofOneEnd > 0 && Math.abs(end - lastEnd) <= SAME_END_NANOS ? ofOneEnd + 1 : 1;
    lastEnd = end;
    int limit = Math.max(FEWEST_IN_A_ROW, (int) (perSecond * SECONDS_IN_A_ROW));
    if (refusedInARow >= limit || ofOneEnd >= ENOUGH_OF_ONE_END) {
      pausedUntil = Math.max(pausedUntil, Math.min(end, now + LONGEST_PAUSE));
      pausedLately = true;
      // The first request after the pause finds out whether it is over.
      refusedInARow = limit - 1;
      if (searching) {
        searching = false;
        slowDown();
      }
    }
  }

  private void turnTo(long now) {
    if (!started) {
      // A clock that begins anywhere.
      started = true;
      nextFree = now;
      pausedUntil = now;
      partEnds = now + PART;
    } else if (now - partEnds > SECOND) {
      acknowledged.forget();
      refused.forget();
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
    refused.turn();
  }

  private void search() {
    int done = acknowledged.ofCurrentPart();
    int not = refused.ofCurrentPart();
    if (not > MANY * (done + not)) {
      searching = false;
      slowDown();
    } else if (done + not >= USED * perSecond / LastSecond.PARTS) {
      perSecond = Math.min(FASTEST, perSecond * 2);
    }
  }

  private void adjust() {
    int done = acknowledged.total();
    int not = refused.total();
    if (pausedLately || not > MANY * (done + not)) {
      slowDown();
    } else if (not <= FEW * (done + not) && done + not >= USED * perSecond) {
      perSecond = Math.min(FASTEST, perSecond * 2);
    }
  }

  /** To what the server has shown that it grants. */
  private void slowDown() {
    perSecond = Math.max(SLOWEST, acknowledged.total() * AMPLE + CATCH_UP);
  }
}
