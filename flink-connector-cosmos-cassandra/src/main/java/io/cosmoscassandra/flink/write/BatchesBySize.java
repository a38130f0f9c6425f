package io.cosmoscassandra.flink.write;

import javax.annotation.Nullable;

/**
 * Keeps groups by size, and those of a size in the order in which they got it. A group is put to
 * another place with every write that it gets, so the groups themselves are the links of the lists.
 */
final class BatchesBySize {

  private final OpenBatch[] first;
  private final OpenBatch[] last;
  private int largest;

  BatchesBySize(int maxSize) {
    this.first = new OpenBatch[maxSize + 1];
    this.last = new OpenBatch[maxSize + 1];
  }

  void add(OpenBatch group) {
    int size = group.size();
    group.before = last[size];
    if (group.before == null) {
      first[size] = group;
    } else {
      group.before.after = group;
    }
    last[size] = group;
    largest = Math.max(largest, size);
  }

  /** Takes a group out; its size has to be the one that it was added with. */
  void remove(OpenBatch group) {
    int size = group.size();
    if (group.before == null) {
      first[size] = group.after;
    } else {
      group.before.after = group.after;
    }
    if (group.after == null) {
      last[size] = group.before;
    } else {
      group.after.before = group.before;
    }
    group.before = null;
    group.after = null;
  }

  /** The largest group, and among equals the one that has been so for longest. */
  @Nullable
  OpenBatch largest() {
    while (largest > 0 && first[largest] == null) {
      largest--;
    }
    return first[largest];
  }
}
