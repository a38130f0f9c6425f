package io.cosmoscassandra.flink.mutation;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.function.Consumer;
import javax.annotation.Nullable;

/**
 * Lets one write of a row go at a time; those that come meanwhile wait behind it, in their order.
 *
 * <p>Rows are told apart by hash only, and a bit says whether a lane is taken: rows that happen to
 * share a lane wait for each other, which delays one in a hundred by an answer, and nothing has to
 * be kept in memory for each row on its way.
 */
final class Lanes {

  private static final int LANES_FOR_EACH_WRITE = 64;
  private static final int MAX_LANES = 1 << 22;

  private final int mask;

  /** A bit for each lane; a BitSet would look for its highest bit with every lane given back. */
  private final long[] taken;

  /** Whether somebody waits in a lane, since the map is asked only then. */
  private final long[] crowded;

  private final Map<Integer, Deque<Pending>> waiting = new HashMap<>();
  private final Consumer<Pending> replaced;

  /**
   * Lanes that are free.
   *
   * @param maxWrites how many writes may be in the lanes
   * @param replaced hears of those that were to wait, and that a later one leaves nothing of
   */
  Lanes(int maxWrites, Consumer<Pending> replaced) {
    long wanted = Math.min(MAX_LANES, (long) maxWrites * LANES_FOR_EACH_WRITE);
    int lanes = Integer.highestOneBit((int) wanted - 1) << 1;
    this.mask = lanes - 1;
    this.taken = new long[Math.max(1, lanes / Long.SIZE)];
    this.crowded = new long[taken.length];
    this.replaced = replaced;
  }

  /** Whether a write may go; if not, it waits. */
  boolean enter(Pending pending) {
    int lane = laneOf(pending);
    if (!isIn(taken, lane)) {
      taken[lane / Long.SIZE] |= bit(lane);
      return true;
    }
    crowded[lane / Long.SIZE] |= bit(lane);
    Deque<Pending> behind = waiting.computeIfAbsent(lane, l -> new ArrayDeque<>(4));
    removeReplaced(behind, pending.write().mutation());
    behind.add(pending);
    return false;
  }

  /** A write is done: returns the next one of its lane, which may go. */
  @Nullable
  Pending leave(Pending done) {
    int lane = laneOf(done);
    if (!isIn(crowded, lane)) {
      taken[lane / Long.SIZE] &= ~bit(lane);
      return null;
    }
    Deque<Pending> behind = waiting.get(lane);
    Pending next = behind.remove();
    if (behind.isEmpty()) {
      waiting.remove(lane);
      crowded[lane / Long.SIZE] &= ~bit(lane);
    }
    return next;
  }

  /** Of the writes that wait, the latest of the same row may be one that would leave nothing. */
  private void removeReplaced(Deque<Pending> behind, Mutation mutation) {
    for (Iterator<Pending> i = behind.descendingIterator(); i.hasNext(); ) {
      Pending earlier = i.next();
      if (earlier.write().mutation().isOfSameRow(mutation)) {
        if (mutation.replaces(earlier.write().mutation())) {
          i.remove();
          replaced.accept(earlier);
        }
        return;
      }
    }
  }

  private static boolean isIn(long[] lanes, int lane) {
    return (lanes[lane / Long.SIZE] & bit(lane)) != 0;
  }

  private static long bit(int lane) {
    return 1L << (lane % Long.SIZE);
  }

  private int laneOf(Pending pending) {
    return pending.keyHash() & mask;
  }
}
