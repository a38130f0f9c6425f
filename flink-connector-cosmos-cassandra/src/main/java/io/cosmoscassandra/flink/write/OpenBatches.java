package io.cosmoscassandra.flink.write;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import javax.annotation.Nullable;

/**
 * Keeps the batches that still wait for more writes. The batch that is next to be sent unfilled is
 * found without a search: the largest, whose request pays most, but now and then the oldest, since
 * there may always be a larger one.
 */
final class OpenBatches {

  private static final int TURNS_OF_THE_LARGEST = 7;

  private final BatchLimits limits;
  private final int partitionColumns;
  private final Consumer<OpenBatch> full;

  /** In the order in which they were opened. */
  private final Map<Object, OpenBatch> byKey = new LinkedHashMap<>();

  private final BatchesBySize bySize;
  private int writes;
  private int turn;

  /** Number of batches opened, by now and before this period began. */
  private long begun;

  private long begunBeforePeriod;

  /** Batches with a smaller number have waited for a whole period. */
  private long firstInTime;

  /** Number of batches that have waited for a whole period and are still open. */
  private int overdue;

  /** The batch sent unfilled since the last one was opened: the next may begin amid a run. */
  @Nullable private OpenBatch unfilled;

  /**
   * @param full receives each batch that cannot take more, after it was taken out
   */
  OpenBatches(BatchLimits limits, int partitionColumns, Consumer<OpenBatch> full) {
    this.limits = limits;
    this.partitionColumns = partitionColumns;
    this.full = full;
    this.bySize = new BatchesBySize(limits.maxRows());
  }

  /** Number of writes in all open batches. */
  int writes() {
    return writes;
  }

  boolean isEmpty() {
    return writes == 0;
  }

  /** Adds a write to the open batch of its key, or to a new one if that cannot take it. */
  void add(Object key, PendingWrite pending) {
    OpenBatch batch = byKey.get(key);
    if (batch != null) {
      bySize.remove(batch);
      if (!batch.take(pending, limits)) {
        forget(batch);
        full.accept(batch);
        batch = null;
      }
    }
    if (batch == null) {
      int left = unfilled == null ? 0 : unfilled.runOf(pending);
      unfilled = null;
      batch = new OpenBatch(key, begun++, partitionColumns, pending, left);
      byKey.put(key, batch);
    }
    writes++;
    if (batch.isFull(limits)) {
      forget(batch);
      full.accept(batch);
    } else {
      bySize.add(batch);
    }
  }

  /** Ends a period and begins the next. */
  void endPeriod() {
    firstInTime = begunBeforePeriod;
    begunBeforePeriod = begun;
    overdue = 0;
    for (OpenBatch batch : byKey.values()) {
      if (batch.number() >= firstInTime) {
        break;
      }
      overdue++;
    }
  }

  /** The oldest batch, if it has waited for a whole period. */
  @Nullable
  OpenBatch overdue() {
    return overdue > 0 ? oldest() : null;
  }

  /** Whether a batch waits that has not done so for a whole period. */
  boolean hasInTime() {
    return byKey.size() > overdue;
  }

  /** The batch to send next if none is full; there must be one. */
  OpenBatch next() {
    return turn < TURNS_OF_THE_LARGEST ? bySize.largest() : oldest();
  }

  /** Takes out a batch that is not full. */
  void remove(OpenBatch batch) {
    unfilled = batch;
    turn = turn < TURNS_OF_THE_LARGEST ? turn + 1 : 0;
    bySize.remove(batch);
    forget(batch);
  }

  private OpenBatch oldest() {
    return byKey.values().iterator().next();
  }

  private void forget(OpenBatch batch) {
    byKey.remove(batch.key());
    writes -= batch.size();
    if (batch.number() < firstInTime) {
      overdue--;
    }
  }
}
