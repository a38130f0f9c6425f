package io.cosmoscassandra.benchmarks.contender;

/**
 * What a generator asks before it makes a row. It is reached through {@link #current()}, since
 * frameworks copy the generators that they are given.
 *
 * <p>With the setting {@code rows-per-second} it makes the generator wait until the row is due, and
 * notes how long the contender left the generator alone. The setting {@code slow-after} lets so
 * many rows pass freely and the others at ten a second: the job stays, but has nothing to do.
 */
public final class Feed {

  private static final long UNLIMITED = Long.MAX_VALUE;

  private static volatile Feed current;

  private final Meter meter;
  private final long last;
  private final Pace pace;
  private final long slowAfter;
  private volatile boolean exhausted;
  private volatile boolean slow;

  Feed(Run run) {
    this.meter = run.meter();
    this.last = run.rows() - 1;
    String rate = run.setting("rows-per-second", "");
    this.pace = rate.isEmpty() ? null : new Pace(Double.parseDouble(rate));
    this.slowAfter = Long.parseLong(run.setting("slow-after", Long.toString(UNLIMITED)));
    current = this;
  }

  /** The feed of the run that is under way in this process; generators ask once. */
  public static Feed current() {
    return current;
  }

  /** Announces the row of an index, and waits until it is due. */
  public void next(long index) {
    if (index == 0) {
      meter.start();
    }
    if (pace != null) {
      pace.await(index);
    }
    if (index >= slowAfter) {
      slow = true;
      Pace.sleep(100_000_000);
    }
    if (index == last) {
      exhausted = true;
    }
  }

  /** Whether the last row was announced. */
  public boolean isExhausted() {
    return exhausted;
  }

  /** Whether only the slow rows are left. */
  public boolean isSlow() {
    return slow;
  }

  /** The pace of the rows; null if they come as fast as they are taken. */
  Pace pace() {
    return pace;
  }
}
