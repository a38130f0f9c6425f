package io.cosmoscassandra.flink.read.page;

import org.apache.flink.annotation.Internal;

/** The bytes that a subtask may hold in pages. Used by the task thread only. */
@Internal
public final class PrefetchBudget {

  private final long most;
  private final long perPage;
  private long held;
  private long taken;

  /**
   * A budget.
   *
   * @param most the most bytes to hold
   * @param perPage the bytes that a page is expected to have
   */
  public PrefetchBudget(long most, long perPage) {
    this.most = most;
    this.perPage = perPage;
  }

  public void take(long bytes) {
    held += bytes;
    taken += bytes;
  }

  public void giveBack(long bytes) {
    held -= bytes;
  }

  /** All bytes that were ever taken. */
  public long taken() {
    return taken;
  }

  /** Whether one more page may be fetched before there is a need for it. */
  public boolean hasRoom() {
    return held + perPage <= most;
  }
}
