package io.cosmoscassandra.benchmarks.contender;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * What a generator asks before it makes a row. It is reached through {@link #current()}, since
 * frameworks copy the generators that they are given.
 *
 * <p>With the setting {@code rows-per-second} it makes the generator wait until the row is due, and
 * notes how long the contender left the generator alone. The setting {@code slow-after} lets so
 * many rows pass freely and the others at ten a second: the job stays, but has nothing to do. With
 * the setting {@code quiet-start} the first row waits until what starting has left to the
 * just-in-time compilers is done, so that it is not in the figures either. With the setting {@code
 * turns} rows pass only in the contender's turns.
 *
 * <p>A contender that reads asks it only if its rows have a pace.
 */
public final class Feed {

  private static final long UNLIMITED = Long.MAX_VALUE;

  private static volatile Feed current;

  private final Meter meter;
  private final long last;
  private final RowPace pace;
  private final long slowAfter;
  private final boolean quietStart;
  private final Turns turns;
  private volatile boolean started;
  private final CompletableFuture<Void> exhausted = new CompletableFuture<>();
  private final CompletableFuture<Void> slow = new CompletableFuture<>();

  Feed(Run run) {
    this.meter = run.meter();
    this.last = run.rows() - 1;
    String rate = run.setting("rows-per-second", "");
    this.pace = rate.isEmpty() ? null : new RowPace(Double.parseDouble(rate));
    this.slowAfter = Long.parseLong(run.setting("slow-after", Long.toString(UNLIMITED)));
    this.quietStart = run.setting("quiet-start", "").equals("true");
    this.turns = run.setting("turns", "").equals("true") ? new Turns(run::tell) : null;
    current = this;
  }

  /** The feed of the run that is under way in this process; generators ask once. */
  public static Feed current() {
    return current;
  }

  /** Announces the row of an index, and waits until it is due. */
  public void next(long index) {
    if (!started) {
      start();
    }
    if (pace != null) {
      pace.await(index);
    }
    if (turns != null) {
      turns.await(index);
    }
    if (index >= slowAfter) {
      slow.complete(null);
      RowPace.sleep(100_000_000);
    }
    if (index == last) {
      exhausted.complete(null);
    }
  }

  private synchronized void start() {
    if (!started) {
      awaitQuietStart();
      meter.start();
      started = true;
    }
  }

  /** Starts the clock of a run that reads. */
  public void begin() {
    meter.start();
  }

  /** Waits until the compilers rest, if that is wanted. */
  void awaitQuietStart() {
    if (quietStart) {
      Compilers.awaitQuiet();
    }
  }

  /** Done when the last row is announced, on the generator's thread. */
  public CompletionStage<Void> exhausted() {
    return exhausted;
  }

  /** Done when only the slow rows are left, on the generator's thread. */
  public CompletionStage<Void> slow() {
    return slow;
  }

  /** The contender's turns; null if it goes on all the time. */
  Turns turns() {
    return turns;
  }

  /** The pace of the rows; null if they come as fast as they are taken. */
  RowPace pace() {
    return pace;
  }
}
