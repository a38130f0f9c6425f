package io.cosmoscassandra.flink.write;

import javax.annotation.Nullable;

/**
 * Sorts open batches by size, and batches of equal size by when they reached it. A batch moves with
 * every write that it takes, so the batches themselves are the links of the lists.
 */
final class BatchesBySize {

  private final OpenBatch[] first;
  private final OpenBatch[] last;
  private int largest;

  BatchesBySize(int maxSize) {
    this.first = new OpenBatch[maxSize + 1];
    this.last = new OpenBatch[maxSize + 1];
  }

  void add(OpenBatch batch) {
    int size = batch.size();
    batch.before = last[size];
    if (batch.before == null) {
      first[size] = batch;
    } else {
      batch.before.after = batch;
    }
    last[size] = batch;
    largest = Math.max(largest, size);
  }

  /** Takes a batch out, which must still have the size that it was added with. */
  void remove(OpenBatch batch) {
    int size = batch.size();
    if (batch.before == null) {
      first[size] = batch.after;
    } else {
      batch.before.after = batch.after;
    }
    if (batch.after == null) {
      last[size] = batch.before;
    } else {
      batch.after.before = batch.before;
    }
    batch.before = null;
    batch.after = null;
  }

  /** The largest batch, and among equals the one that has been so for longest. */
  @Nullable
  OpenBatch largest() {
    while (largest > 0 && first[largest] == null) {
      largest--;
    }
    return first[largest];
  }
}
