package io.cosmoscassandra.flink.commit.store;

import org.apache.flink.annotation.Internal;

/**
 * What the writer and the committer of a subtask tell about their work; calls come from the threads
 * of both.
 */
@Internal
public interface CommitMetrics {

  /** Tells nobody. */
  CommitMetrics NONE = new CommitMetrics() {};

  /**
   * A chunk is in the committer's tables.
   *
   * @param rawBytes its length before compression
   * @param storedBytes its length as it is stored
   */
  default void chunkStaged(int rawBytes, int storedBytes) {}

  /** A request to the committer's tables is going to be sent once more. */
  default void retried() {}

  /** A request to the committer's tables has cost request units. */
  default void charged(double requestUnits) {}

  /** A transaction was promised. */
  default void prepared(long rows, long bytes) {}

  /** How far the first timestamp of a transaction lies ahead of this machine's clock. */
  default void markAheadOfClock(long micros) {}

  /** A commit begins, so long after the transaction was prepared. */
  default void commitStarted(long ageMillis, long rows, long bytes) {}

  /** A commit ended with an outcome, or with none because it failed. */
  default void commitEnded(long durationNanos, long rows, long bytes, boolean failed) {}

  /** Writing waited for a running commit. */
  default void braked(long nanos) {}
}
