package io.cosmoscassandra.flink.write;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import javax.annotation.Nullable;

/**
 * The groups that still wait for more writes. The one whose turn it is to leave unfilled is at hand
 * without a search: the largest, whose request pays most, but every so often the oldest, since
 * there may always be a larger one.
 */
final class OpenBatches {

  private static final int TURNS_OF_THE_LARGEST = 7;

  private final BatchLimits limits;
  private final int partitionColumns;
  private final Consumer<OpenBatch> full;

  /** In the order of their age. */
  private final Map<Object, OpenBatch> byKey = new LinkedHashMap<>();

  private final BatchesBySize bySize;
  private int writes;
  private int turn;

  /** How many groups there have been, by now and when this period began. */
  private long begun;

  private long begunBeforePeriod;

  /** The groups with a smaller number have waited for a whole period; so many of them are left. */
  private long firstInTime;

  private int overdue;

  /** The group that left unfilled since the last one began: the next may begin amid a run. */
  @Nullable private OpenBatch unfilled;

  /**
   * @param full gets each group that can't take more, when it has left
   */
  OpenBatches(BatchLimits limits, int partitionColumns, Consumer<OpenBatch> full) {
    this.limits = limits;
    this.partitionColumns = partitionColumns;
    this.full = full;
    this.bySize = new BatchesBySize(limits.maxRows());
  }

  /** How many writes wait in all groups. */
  int writes() {
    return writes;
  }

  boolean isEmpty() {
    return writes == 0;
  }

  /** Adds a write to the group of its kind, or begins another if that can't take it. */
  void add(Object groupKey, PendingWrite pending) {
    OpenBatch group = byKey.get(groupKey);
    if (group != null) {
      bySize.remove(group);
      if (!group.take(pending, limits)) {
        forget(group);
        full.accept(group);
        group = null;
      }
    }
    if (group == null) {
      int left = unfilled == null ? 0 : unfilled.runOf(pending);
      unfilled = null;
      group = new OpenBatch(groupKey, begun++, partitionColumns, pending, left);
      byKey.put(groupKey, group);
    }
    writes++;
    if (group.isFull(limits)) {
      forget(group);
      full.accept(group);
    } else {
      bySize.add(group);
    }
  }

  /** A period is over, and the next begins. */
  void endPeriod() {
    firstInTime = begunBeforePeriod;
    begunBeforePeriod = begun;
    overdue = 0;
    for (OpenBatch group : byKey.values()) {
      if (group.number() >= firstInTime) {
        break;
      }
      overdue++;
    }
  }

  /** The oldest group, if it has waited for a whole period. */
  @Nullable
  OpenBatch overdue() {
    return overdue > 0 ? oldest() : null;
  }

  /** Whether a group waits that has not done so for a whole period. */
  boolean hasInTime() {
    return byKey.size() > overdue;
  }

  /** The group whose turn it is to leave if none is full; there has to be one. */
  OpenBatch next() {
    return turn < TURNS_OF_THE_LARGEST ? bySize.largest() : oldest();
  }

  /** Takes a group out that is not full. */
  void remove(OpenBatch group) {
    unfilled = group;
    turn = turn < TURNS_OF_THE_LARGEST ? turn + 1 : 0;
    bySize.remove(group);
    forget(group);
  }

  private OpenBatch oldest() {
    return byKey.values().iterator().next();
  }

  private void forget(OpenBatch group) {
    byKey.remove(group.key());
    writes -= group.size();
    if (group.number() < firstInTime) {
      overdue--;
    }
  }
}
