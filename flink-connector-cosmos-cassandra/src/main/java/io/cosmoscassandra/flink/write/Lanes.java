package io.cosmoscassandra.flink.write;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Lets one write of a row go at a time; those that come meanwhile wait behind it, in their order.
 *
 * <p>Rows are told apart by hash only: rows with equal hashes wait for each other, one in hundreds
 * of thousands. It must not be more of them: a row that waits for nothing is missing in the request
 * of its partition, and joins that of another.
 */
final class Lanes {

  private static final int FREE = 0;

  /** The bit of a lane in which somebody waits, since the map is asked only then. */
  private static final int CROWDED = 1;

  /**
   * The lanes that are taken, as a table of hashes with open addressing: what is kept for each row
   * on its way has to stay in the processor's caches.
   */
  private int[] taken = new int[1 << 10];

  private int size;

  /**
   * What left while nobody waited, and is freed when the next write enters: then one thread alone
   * touches the table, whose parts would travel between the processor's cores otherwise, for every
   * row twice.
   */
  private final Deque<int[]> left = new ArrayDeque<>();

  private final Map<Integer, Deque<PendingWrite>> waiting = new HashMap<>();
  private final Consumer<PendingWrite> next;
  private final Consumer<PendingWrite> replaced;

  /**
   * Lanes that are free.
   *
   * @param next gets those that waited and may go
   * @param replaced hears of those that were to wait, and that a later one leaves nothing of
   */
  Lanes(Consumer<PendingWrite> next, Consumer<PendingWrite> replaced) {
    this.next = next;
    this.replaced = replaced;
  }

  /** Whether a write may go; if not, it waits. */
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

  /** Writes of rows whose keys have these hashes are done; those behind them may go. */
  void leave(int[] keyHashes) {
    if (waiting.isEmpty()) {
      left.add(keyHashes);
      return;
    }
    for (int keyHash : keyHashes) {
      leave(keyHash);
    }
  }

  /** Nobody waits behind them: a write that comes to wait has freed them first. */
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

  /** Of the writes that wait, the latest of the same row may be one that would leave nothing. */
  private void removeReplaced(Deque<PendingWrite> behind, Mutation mutation) {
    for (Iterator<PendingWrite> i = behind.descendingIterator(); i.hasNext(); ) {
      PendingWrite earlier = i.next();
      if (earlier.write().mutation().isOfSameRow(mutation)) {
        if (mutation.replaces(earlier.write().mutation())) {
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

  /** Where a lane is in the table, or the free place where it belongs. */
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

  /** Closes the gap, too, so that what was put further on for want of a place is found. */
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
