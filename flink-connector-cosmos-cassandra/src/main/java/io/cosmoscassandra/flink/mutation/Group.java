package io.cosmoscassandra.flink.mutation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.annotation.Nullable;

/** Writes that are being gathered for one request. */
final class Group {

  private final Object key;
  private final long number;
  private final int partitionColumns;
  private final List<Pending> writes = new ArrayList<>();
  private long bytes;
  private int partitions;

  /** The neighbours among {@link GroupsBySize}. */
  @Nullable Group before;

  @Nullable Group after;

  /**
   * A group of one write.
   *
   * @param number how many groups there were before it
   */
  Group(Object key, long number, int partitionColumns, Pending first) {
    this.key = key;
    this.number = number;
    this.partitionColumns = partitionColumns;
    add(first, 1);
  }

  Object key() {
    return key;
  }

  long number() {
    return number;
  }

  int size() {
    return writes.size();
  }

  List<Pending> writes() {
    return writes;
  }

  /** Takes one more write, unless that would exceed what a request may hold. */
  boolean take(Pending pending, BatchLimits limits) {
    int partitionsThen = isOfLastPartition(pending) ? partitions : partitions + 1;
    if (writes.size() + 1 > limits.maxRows()
        || bytes + pending.size() > limits.maxBytes(partitionsThen)
        || partitionsThen > BatchLimits.MAX_PARTITIONS
        || (isLongRun(limits) && partitionsThen > 1)) {
      return false;
    }
    add(pending, partitionsThen);
    return true;
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

  private void add(Pending pending, int partitionsThen) {
    partitions = partitionsThen;
    writes.add(pending);
    bytes += pending.size();
  }

  /**
   * Compares with the last write alone: rows of a partition mostly arrive together, and where they
   * do not, counting a partition twice makes a batch smaller, never too large.
   */
  private boolean isOfLastPartition(Pending pending) {
    byte[] last = writes.get(writes.size() - 1).write().mutation().cells();
    byte[] cells = pending.write().mutation().cells();
    return Arrays.equals(
        last,
        0,
        Cells.lengthOf(last, partitionColumns),
        cells,
        0,
        Cells.lengthOf(cells, partitionColumns));
  }
}
