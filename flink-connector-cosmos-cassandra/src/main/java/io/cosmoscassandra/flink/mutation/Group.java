package io.cosmoscassandra.flink.mutation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.annotation.Nullable;

/** Writes that are being gathered for one request. */
final class Group {

  private final Object key;
  private final int partitionColumns;
  private final List<Pending> writes = new ArrayList<>();
  private long bytes;

  /** The neighbours among {@link GroupsBySize}. */
  @Nullable Group before;

  @Nullable Group after;

  private int partitions;

  Group(Object key, int partitionColumns) {
    this.key = key;
    this.partitionColumns = partitionColumns;
  }

  Object key() {
    return key;
  }

  int size() {
    return writes.size();
  }

  List<Pending> writes() {
    return writes;
  }

  /** Whether one more write would exceed what a request may hold. */
  boolean wouldExceed(Pending pending, BatchLimits limits) {
    int partitionsThen = partitionsWith(pending);
    return !writes.isEmpty()
        && (writes.size() + 1 > limits.maxRows()
            || bytes + pending.size() > limits.maxBytes(partitionsThen)
            || partitionsThen > BatchLimits.MAX_PARTITIONS
            || (isLongRun(limits) && partitionsThen > 1));
  }

  /**
   * A run of one partition that fills half a request stays by itself: it is a single write to the
   * server, and the run that comes next has a request of its own from its beginning.
   */
  private boolean isLongRun(BatchLimits limits) {
    return partitions == 1 && writes.size() > limits.maxRows() / 2;
  }

  boolean isFull(BatchLimits limits) {
    return writes.size() >= limits.maxRows() || bytes >= limits.maxBytes(partitions);
  }

  void add(Pending pending) {
    partitions = partitionsWith(pending);
    writes.add(pending);
    bytes += pending.size();
  }

  /**
   * Compares with the last write alone: rows of a partition mostly arrive together, and where they
   * do not, counting a partition twice makes a batch smaller, never too large.
   */
  private int partitionsWith(Pending pending) {
    if (writes.isEmpty()) {
      return 1;
    }
    byte[] last = writes.get(writes.size() - 1).write().mutation().cells();
    byte[] cells = pending.write().mutation().cells();
    int length = Cells.lengthOf(cells, partitionColumns);
    boolean same = Arrays.equals(last, 0, Cells.lengthOf(last, partitionColumns), cells, 0, length);
    return same ? partitions : partitions + 1;
  }
}
