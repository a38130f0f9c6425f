package io.cosmoscassandra.flink.write;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Lets one write of a row be in flight at a time; later writes of the row wait in their order.
 *
 * <p>Rows are identified by the hash of their key. Rows with colliding hashes wait for each other.
 * This must stay rare (about 1 in 10<sup>5</sup>): a row that waits needlessly misses the batch of
 * its partition.
 */
final class Lanes {

  private static final int FREE = 0;

  /** Bit of a lane in which writes wait; the map is looked at only then. */
  private static final int CROWDED = 1;

  /**
   * Lanes that are taken, as a hash table with open addressing: what is kept for each row in flight
   * must stay in the processor's caches.
   */
  private int[] taken = new int[1 << 10];

  private int size;

  /**
   * Hashes that left while no write waited, to be freed when the next write enters. So a single
   * thread touches the table, whose cache lines would otherwise travel between the processor's
   * cores twice for every row.
   */
  private final Deque<int[]> left = new ArrayDeque<>();

  private final Map<Integer, Deque<PendingWrite>> waiting = new HashMap<>();
  private final DeleteScope deletes;
  private final Consumer<PendingWrite> next;
  private final Consumer<PendingWrite> replaced;

  /**
   * Lanes that are all free.
   *
   * @param deletes what a delete takes
   * @param next receives each write that has waited and may be sent now
   * @param replaced receives each waiting write of which a later one would leave nothing
   */
  Lanes(DeleteScope deletes, Consumer<PendingWrite> next, Consumer<PendingWrite> replaced) {
    this.deletes = deletes;
    this.next = next;
    this.replaced = replaced;
  }

  /** Whether a write may be sent; if not, it waits. */
  boolean enter(PendingWrite pending) {
    freeLeft();
    int lane = laneOf(pending.keyHash());
    int place = find(lane);
    if (taken[place] == FREE) {
      taken[place] = lane;
      size++;
      if (size > taken.length / 2) {
        grow();
      }
      return true;
    }
    taken[place] = lane | CROWDED;
    Deque<PendingWrite> behind = waiting.computeIfAbsent(lane, l -> new ArrayDeque<>(4));
    removeReplaced(behind, pending.write().mutation());
    behind.add(pending);
    return false;
  }

  /** Ends the writes of rows whose keys have these hashes, and releases the writes behind them. */
  void leave(int[] keyHashes) {
    if (waiting.isEmpty()) {
      left.add(keyHashes);
      return;
    }
    for (int keyHash : keyHashes) {
      leave(keyHash);
    }
  }

  /** No write waits behind these: a write that comes to wait frees them first. */
  private void freeLeft() {
    for (int[] keyHashes = left.poll(); keyHashes != null; keyHashes = left.poll()) {
      for (int keyHash : keyHashes) {
        free(find(laneOf(keyHash)));
      }
    }
  }

  private void leave(int keyHash) {
    int lane = laneOf(keyHash);
    int place = find(lane);
    if (taken[place] == lane) {
      free(place);
      return;
    }
    Deque<PendingWrite> behind = waiting.get(lane);
    PendingWrite first = behind.remove();
    if (behind.isEmpty()) {
      waiting.remove(lane);
      taken[place] = lane;
    }
    next.accept(first);
  }

  /** Drops the latest waiting write of the same row if the new one would leave nothing of it. */
  private void removeReplaced(Deque<PendingWrite> behind, Mutation mutation) {
    for (Iterator<PendingWrite> i = behind.descendingIterator(); i.hasNext(); ) {
      PendingWrite earlier = i.next();
      if (earlier.write().mutation().isOfSameRow(mutation)) {
        if (deletes.replaces(mutation, earlier.write().mutation())) {
          i.remove();
          replaced.accept(earlier);
        }
        return;
      }
    }
  }

  private static int laneOf(int keyHash) {
    int lane = keyHash & ~CROWDED;
    return lane == FREE ? ~CROWDED : lane;
  }

  /** The place of a lane in the table, or the free place where it belongs. */
  private int find(int lane) {
    int place = home(lane);
    while (taken[place] != FREE && (taken[place] & ~CROWDED) != lane) {
      place = after(place);
    }
    return place;
  }

  private int home(int lane) {
    return (lane >>> 1) & (taken.length - 1);
  }

  private int after(int place) {
    return (place + 1) & (taken.length - 1);
  }

  /**
   * Frees a place, and closes the gap so that lanes that were displaced past it are still found.
   */
  private void free(int place) {
    int gap = place;
    for (int next = after(gap); taken[next] != FREE; next = after(next)) {
      if (distance(home(taken[next]), next) >= distance(gap, next)) {
        taken[gap] = taken[next];
        gap = next;
      }
    }
    taken[gap] = FREE;
    size--;
  }

  private int distance(int from, int to) {
    return (to - from) & (taken.length - 1);
  }

  private void grow() {
    int[] before = taken;
    taken = new int[before.length * 2];
    for (int lane : before) {
      if (lane != FREE) {
        taken[find(lane & ~CROWDED)] = lane;
      }
    }
  }
}
