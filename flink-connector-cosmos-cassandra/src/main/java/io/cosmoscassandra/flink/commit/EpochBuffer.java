package io.cosmoscassandra.flink.commit;

import io.cosmoscassandra.flink.mutation.Mutation;
import io.cosmoscassandra.flink.mutation.MutationKey;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.annotation.Nullable;
import org.apache.flink.annotation.Internal;

/**
 * Holds the mutations of an epoch, less those of which later ones leave nothing. The mutations of
 * one key keep their order; mutations of different keys have none.
 */
@Internal
public final class EpochBuffer {

  /** What a mutation takes beside its cells: map entry, key, record, array header. */
  static final int OVERHEAD_BYTES = 120;

  private final Map<MutationKey, Kept> latest = new LinkedHashMap<>();
  private int count;
  private long bytes;

  /** A mutation, and the one of the same key before it. */
  private record Kept(Mutation mutation, @Nullable Kept earlier) {}

  /** Adds a mutation. */
  public void add(Mutation mutation) {
    MutationKey key = mutation.key();
    // Removed, not replaced: the map's key shares the cells of the mutation that it was made from.
    Kept earlier = latest.remove(key);
    while (earlier != null && mutation.replaces(earlier.mutation())) {
      count--;
      bytes -= heapBytes(earlier.mutation());
      earlier = earlier.earlier();
    }
    latest.put(key, new Kept(mutation, earlier));
    count++;
    bytes += heapBytes(mutation);
  }

  /** The heap that the mutations take, roughly. */
  public long bytes() {
    return bytes;
  }

  public boolean isEmpty() {
    return count == 0;
  }

  /** Takes out all mutations. */
  public List<Mutation> drain() {
    List<Mutation> mutations = new ArrayList<>(count);
    for (Kept kept : latest.values()) {
      int first = mutations.size();
      for (Kept next = kept; next != null; next = next.earlier()) {
        mutations.add(next.mutation());
      }
      Collections.reverse(mutations.subList(first, mutations.size()));
    }
    latest.clear();
    count = 0;
    bytes = 0;
    return mutations;
  }

  private static long heapBytes(Mutation mutation) {
    return (long) mutation.size() + OVERHEAD_BYTES;
  }
}
