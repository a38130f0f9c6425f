package io.cosmoscassandra.flink.write;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.annotation.Nullable;

/** Gathers the writes of one request. */
final class OpenBatch {

  private final Object key;
  private final long number;
  private final int partitionColumns;
  private final List<PendingWrite> writes = new ArrayList<>();
  private long bytes;
  private int partitions = 1;

  /** Length of the latest run of writes to one partition, with those sent in an earlier batch. */
  private int run;

  /** The neighbours among {@link BatchesBySize}. */
  @Nullable OpenBatch before;

  @Nullable OpenBatch after;

  /**
   * A batch of one write.
   *
   * @param number the number of batches opened before this one
   * @param left the number of writes to the same partition that were sent just before
   */
  OpenBatch(Object key, long number, int partitionColumns, PendingWrite first, int left) {
    this.key = key;
    this.number = number;
    this.partitionColumns = partitionColumns;
    this.run = left;
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

  List<PendingWrite> writes() {
    return writes;
  }

  /** Takes one more write, unless that would exceed the limits of a request. */
  boolean take(PendingWrite pending, BatchLimits limits) {
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
   * A run of writes to one partition that fills half a request keeps the request to itself: it is a
   * single write to the server, and the next run then begins a request of its own. The same holds
   * for the end of such a run whose beginning was sent earlier; otherwise all later runs would be
   * cut.
   */
  private boolean isLongRun(BatchLimits limits) {
    int half = limits.maxRows() / 2;
    return partitions == 1 && (writes.size() > half || (run > half && run <= limits.maxRows()));
  }

  /** Number of writes, up to the latest one here, to the partition of this write. */
  int runOf(PendingWrite pending) {
    return isOfLastPartition(pending) ? run : 0;
  }

  boolean isFull(BatchLimits limits) {
    return writes.size() >= limits.maxRows() || bytes >= limits.maxBytes(partitions);
  }

  private void add(PendingWrite pending, int partitionsThen) {
    run = partitionsThen == partitions ? run + 1 : 1;
    partitions = partitionsThen;
    writes.add(pending);
    bytes += pending.size();
  }

  /**
   * Compares with the last write only: rows of a partition mostly arrive together, and if not,
   * counting a partition twice makes a batch smaller, never too large.
   */
  private boolean isOfLastPartition(PendingWrite pending) {
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
