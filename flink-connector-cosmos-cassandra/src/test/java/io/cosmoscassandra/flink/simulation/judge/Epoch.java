package io.cosmoscassandra.flink.simulation.judge;

import io.cosmoscassandra.flink.commit.chunk.TransactionId;
import javax.annotation.Nullable;

/** The changes that one writer took between two barriers, and the transaction they became. */
public final class Epoch {

  private long anyWrite;
  @Nullable private TransactionId transaction;
  private long preparedAtSeconds = Long.MAX_VALUE;
  private int releasedWith;
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

  /** The transaction it became, if it was prepared. */
  @Nullable
  TransactionId transaction() {
    return transaction;
  }

  /** Notes that its checkpoint has completed: from now on its rows may be visible. */
  void release(int checkpoint) {
    if (!released) {
      released = true;
      releasedWith = checkpoint;
    }
  }

  /** The completed checkpoint that its rows belong to, counted over the whole job. */
  int releasedWith() {
    return releasedWith;
  }

  boolean isReleased() {
    return released;
  }

  @Override
  public String toString() {
    return transaction == null ? "an epoch without a transaction" : "the epoch of " + transaction;
  }
}
