package io.cosmoscassandra.benchmarks.contender;

import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/**
 * Lets rows out of one generator at a constant rate. Rows that are late because the contender did
 * not take them follow as fast as it does, so that a stall does not reduce the load.
 */
final class RowPace {

  /** Sleeping is not more exact than this, and need not be. */
  private static final long NANOS_NOT_WORTH_SLEEPING = 200_000;

  /** A contender that takes no row for so long stalls; below it is scheduling and collections. */
  private static final long NANOS_OF_STALL = 10_000_000;

  private final double nanosPerRow;
  private long start;
  private long left;
  private long stalled;
  private long longest;
  private long latest;

  RowPace(double rowsPerSecond) {
    this.nanosPerRow = 1e9 / rowsPerSecond;
  }

  void await(long index) {
    long entered = System.nanoTime();
    if (start == 0) {
      start = entered;
    } else {
      // From the moment when the contender got the row before until it asks for this one.
      long away = entered - left;
      if (away > NANOS_OF_STALL) {
        stalled += away;
        longest = Math.max(longest, away);
      }
    }
    long due = start + (long) (index * nanosPerRow);
    latest = Math.max(latest, entered - due);
    for (long early = due - entered; early > NANOS_NOT_WORTH_SLEEPING; ) {
      sleep(early);
      early = due - System.nanoTime();
    }
    left = System.nanoTime();
  }

  static void sleep(long nanos) {
    LockSupport.parkNanos(nanos);
  }

  /** Read when the generator has ended. */
  Map<String, Object> figures() {
    return Map.of(
        "stallSeconds",
        stalled / 1e9,
        "longestStallSeconds",
        longest / 1e9,
        "latestRowSeconds",
        latest / 1e9);
  }
}
