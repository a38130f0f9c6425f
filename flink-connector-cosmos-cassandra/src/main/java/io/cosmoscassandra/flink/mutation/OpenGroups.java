package io.cosmoscassandra.flink.mutation;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The groups that still wait for more writes. The largest is at hand without a search: it is the
 * one whose request pays most.
 */
final class OpenGroups {

  private final BatchLimits limits;
  private final int partitionColumns;
  private final Map<Object, Group> byKey = new HashMap<>();
  private final GroupsBySize bySize;
  private int writes;

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

  /** The largest group; there has to be one. */
  Group largest() {
    return bySize.largest();
  }

  /** Takes the largest group out; there has to be one. */
  Group takeLargest() {
    Group group = largest();
    remove(group);
    return group;
  }

  private void remove(Group group) {
    bySize.remove(group);
    byKey.remove(group.key());
    writes -= group.size();
  }
}
