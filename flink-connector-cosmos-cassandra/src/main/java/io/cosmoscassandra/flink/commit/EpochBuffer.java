package io.cosmoscassandra.flink.commit;

import io.cosmoscassandra.flink.write.DeleteScope;
import io.cosmoscassandra.flink.write.Mutation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.flink.annotation.Internal;

/**
 * Holds the mutations of an epoch, without those that later mutations replace completely. The
 * mutations of one key keep their order.
 *
 * <p>The mutations are stored in the order of their arrival, with a gap for each one that was
 * replaced. An index finds the latest mutation of a key, which leads to the earlier ones. The index
 * consists of plain arrays, because a map would need three more objects for every row.
 */
@Internal
public final class EpochBuffer {

  /** Heap bytes of a mutation beside its cells: record, array header, places in the arrays. */
  static final int OVERHEAD_BYTES = 80;

  private static final int SMALLEST_CAPACITY = 64;
  private static final int SLOTS_FOR_EACH_ENTRY = 2;
  private static final int NONE = -1;

  private final DeleteScope deletes;
  private Mutation[] mutations;
  private int[] hashes;

  /** The place of the mutation of the same key before this one. */
  private int[] earlier;

  /** Hash table with open addressing: the place of the latest mutation of each key. */
  private int[] latest;

  private int end;
  private int count;
  private long bytes;

  /**
   * @param deletes what a delete takes
   */
  public EpochBuffer(DeleteScope deletes) {
    this.deletes = deletes;
    allocate(SMALLEST_CAPACITY);
  }

  /** Adds a mutation. */
  public void add(Mutation mutation) {
    if (end == mutations.length) {
      makeRoom();
    }
    int hash = mutation.keyHash();
    int slot = slotOf(mutation, hash);
    int before = latest[slot];
    while (before != NONE && deletes.replaces(mutation, mutations[before])) {
      bytes -= heapBytes(mutations[before]);
      mutations[before] = null;
      count--;
      before = earlier[before];
    }
    put(mutation, hash, slot, before);
    bytes += heapBytes(mutation);
    count++;
  }

  /** Approximate heap size of the mutations. */
  public long bytes() {
    return bytes;
  }

  public boolean isEmpty() {
    return count == 0;
  }

  /** Removes and returns all mutations. */
  public List<Mutation> drain() {
    List<Mutation> all = new ArrayList<>(count);
    for (int i = 0; i < end; i++) {
      if (mutations[i] != null) {
        all.add(mutations[i]);
        mutations[i] = null;
      }
    }
    Arrays.fill(latest, NONE);
    end = 0;
    count = 0;
    bytes = 0;
    return all;
  }

  /** The slot of a key in the index, or the free slot where it belongs. */
  private int slotOf(Mutation mutation, int hash) {
    int mask = latest.length - 1;
    int slot = hash & mask;
    while (latest[slot] != NONE && !isOfKey(latest[slot], mutation, hash)) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private boolean isOfKey(int place, Mutation mutation, int hash) {
    return hashes[place] == hash && mutations[place].isOfSameRow(mutation);
  }

  private void put(Mutation mutation, int hash, int slot, int before) {
    mutations[end] = mutation;
    hashes[end] = hash;
    earlier[end] = before;
    latest[slot] = end;
    end++;
  }

  /** Closes the gaps, in larger arrays if the gaps do not give enough room. */
  private void makeRoom() {
    Mutation[] old = mutations;
    int[] oldHashes = hashes;
    allocate(count > old.length / 2 ? old.length * 2 : old.length);
    end = 0;
    for (int i = 0; i < old.length; i++) {
      if (old[i] != null) {
        int slot = slotOf(old[i], oldHashes[i]);
        put(old[i], oldHashes[i], slot, latest[slot]);
      }
    }
  }

  private void allocate(int capacity) {
    mutations = new Mutation[capacity];
    hashes = new int[capacity];
    earlier = new int[capacity];
    latest = new int[capacity * SLOTS_FOR_EACH_ENTRY];
    Arrays.fill(latest, NONE);
  }

  private static long heapBytes(Mutation mutation) {
    return (long) mutation.size() + OVERHEAD_BYTES;
  }
}
