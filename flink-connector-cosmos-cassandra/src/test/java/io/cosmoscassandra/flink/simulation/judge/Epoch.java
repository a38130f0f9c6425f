package io.cosmoscassandra.flink.simulation.judge;

import io.cosmoscassandra.flink.commit.chunk.TransactionId;
import javax.annotation.Nullable;

/** What one writer took between two barriers, and what became of it. */
public final class Epoch {

  private long anyWrite;
  @Nullable private TransactionId transaction;
  private long preparedAtSeconds = Long.MAX_VALUE;
  private boolean released;

  void add(long write) {
    anyWrite = write;
  }

  long anyWrite() {
    return anyWrite;
  }

  public void prepared(long atSeconds) {
    preparedAtSeconds = atSeconds;
  }

  long preparedAtSeconds() {
    return preparedAtSeconds;
  }

  void promised(TransactionId as) {
    transaction = as;
  }

  /** What it became, if it was promised. */
  @Nullable
  TransactionId transaction() {
    return transaction;
  }

  /** Its checkpoint has completed: from now on its rows may be seen. */
  void release() {
    released = true;
  }

  boolean isReleased() {
    return released;
  }
}
