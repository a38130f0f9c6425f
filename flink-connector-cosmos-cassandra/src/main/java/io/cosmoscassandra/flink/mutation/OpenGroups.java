package io.cosmoscassandra.flink.mutation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The groups that still wait for more writes. They are kept by size, so that the largest, and among
 * equals the oldest, is at hand without a search: it is the one whose request pays most.
 */
final class OpenGroups {

  private final BatchLimits limits;
  private final int partitionColumns;
  private final Map<Object, Group> byKey = new HashMap<>();
  private final List<Set<Group>> bySize = new ArrayList<>();
  private int largest;
  private int writes;

  OpenGroups(BatchLimits limits, int partitionColumns) {
    this.limits = limits;
    this.partitionColumns = partitionColumns;
    for (int size = 0; size <= limits.maxRows(); size++) {
      bySize.add(new LinkedHashSet<>());
    }
  }

  /** How many writes wait in all groups. */
  int writes() {
    return writes;
  }

  boolean isEmpty() {
    return writes == 0;
  }

  /** How many writes the largest group has. */
  int largestSize() {
    while (largest > 0 && bySize.get(largest).isEmpty()) {
      largest--;
    }
    return largest;
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
      bySize.get(group.size()).remove(group);
    }
    group.add(pending);
    bySize.get(group.size()).add(group);
    largest = Math.max(largest, group.size());
    writes++;
    if (group.isFull(limits)) {
      remove(group);
      full.add(group);
    }
  }

  /** Takes the largest group out; there has to be one. */
  Group takeLargest() {
    Group group = bySize.get(largestSize()).iterator().next();
    remove(group);
    return group;
  }

  private void remove(Group group) {
    bySize.get(group.size()).remove(group);
    byKey.remove(group.key());
    writes -= group.size();
  }
}
