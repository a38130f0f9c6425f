package io.cosmoscassandra.flink.commit.store;

import org.apache.flink.annotation.Internal;

/** Receives the events of the writer and the committer of one subtask, on the threads of both. */
@Internal
public interface CommitMetrics {

  /** Ignores all events. */
  CommitMetrics NONE = new CommitMetrics() {};

  /**
   * A chunk was staged.
   *
   * @param rawBytes its size before compression
   * @param storedBytes its size in the committer tables
   */
  default void chunkStaged(int rawBytes, int storedBytes) {}

  /** A request to the committer tables failed and will be sent again. */
  default void retried() {}

  /** A request to the committer tables was charged request units. */
  default void charged(double requestUnits) {}

  /** A transaction was promised. */
  default void prepared(long rows, long bytes) {}

  /** The first timestamp of a transaction is ahead of the clock of this machine. */
  default void markAheadOfClock(long micros) {}

  /**
   * A commit begins.
   *
   * @param ageMillis the time since the transaction was prepared
   */
  default void commitStarted(long ageMillis, long rows, long bytes) {}

  /** A commit ended with an outcome, or it failed. */
  default void commitEnded(long durationNanos, long rows, long bytes, boolean failed) {}

  /** The writer waited for a running commit. */
  default void braked(long nanos) {}
}
