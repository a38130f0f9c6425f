package io.cosmoscassandra.flink.mutation;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The groups that still wait for more writes. The one whose turn it is to leave unfilled is at hand
 * without a search: the largest, whose request pays most, but every so often the oldest, since
 * there may always be a larger one.
 */
final class OpenGroups {

  private static final int TURNS_OF_THE_LARGEST = 7;

  private final BatchLimits limits;
  private final int partitionColumns;

  /** In the order of their age. */
  private final Map<Object, Group> byKey = new LinkedHashMap<>();

  private final GroupsBySize bySize;
  private int writes;
  private int turn;

  OpenGroups(BatchLimits limits, int partitionColumns) {
    this.limits = limits;
    this.partitionColumns = partitionColumns;
    this.bySize = new GroupsBySize(limits.maxRows());
  }

  /** How many writes wait in all groups. */
  int writes() {
    return writes;
  }

  boolean isEmpty() {
    return writes == 0;
  }

  /**
   * Adds a write to the group of its kind; a group that this fills goes to the list of the full.
   */
  void add(Object groupKey, Pending pending, List<Group> full) {
    Group group = byKey.get(groupKey);
    if (group != null && group.wouldExceed(pending, limits)) {
      remove(group);
      full.add(group);
      group = null;
    }
    if (group == null) {
      group = new Group(groupKey, partitionColumns);
      byKey.put(groupKey, group);
    } else {
      bySize.remove(group);
    }
    group.add(pending);
    bySize.add(group);
    writes++;
    if (group.isFull(limits)) {
      remove(group);
      full.add(group);
    }
  }

  /** The group that leaves next if none is full; there has to be one. */
  Group next() {
    return turn < TURNS_OF_THE_LARGEST ? bySize.largest() : byKey.values().iterator().next();
  }

  /** Takes that group out. */
  Group takeNext() {
    Group group = next();
    turn = turn < TURNS_OF_THE_LARGEST ? turn + 1 : 0;
    remove(group);
    return group;
  }

  private void remove(Group group) {
    bySize.remove(group);
    byKey.remove(group.key());
    writes -= group.size();
  }
}
