package io.cosmoscassandra.flink.commit;

import io.cosmoscassandra.flink.write.Mutation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.flink.annotation.Internal;

/**
 * Holds the mutations of an epoch, less those of which later ones leave nothing. The mutations of
 * one key keep their order.
 *
 * <p>They stand in the order in which they came, those that were replaced as gaps; an index finds
 * the latest of a key, and from there the earlier ones. It is made of plain arrays: a map would
 * keep three objects more for every row.
 */
@Internal
public final class EpochBuffer {

  /** What a mutation takes beside its cells: record, array header, its places in the arrays. */
  static final int OVERHEAD_BYTES = 80;

  private static final int SMALLEST_CAPACITY = 64;
  private static final int SLOTS_FOR_EACH_ENTRY = 2;
  private static final int NONE = -1;

  private Mutation[] mutations;
  private int[] hashes;

  /** The place of the mutation of the same key before this one. */
  private int[] earlier;

  /** By hash, or in the next free slot after it: the place of the latest mutation of a key. */
  private int[] latest;

  private int end;
  private int count;
  private long bytes;

  public EpochBuffer() {
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
    while (before != NONE && mutation.replaces(mutations[before])) {
      bytes -= heapBytes(mutations[before]);
      mutations[before] = null;
      count--;
      before = earlier[before];
    }
    put(mutation, hash, slot, before);
    bytes += heapBytes(mutation);
    count++;
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

  /** The slot that leads to the mutations of this one's key, or the one that is to. */
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

  /** Closes the gaps, in larger arrays unless the gaps are room enough. */
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
