package io.cosmoscassandra.flink.simulation.job;

import io.cosmoscassandra.flink.simulation.scenario.Scenario.Input;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/**
 * Assigns the rows of partitions to writers. Either a partition keeps its reader. Or it moves to
 * the next writer at every barrier, and is handed over once its reader has prepared. Or its rows
 * are dealt out to all writers in turn, as where the input is not keyed: then the writer that a
 * barrier reaches first decides which rows of a partition are before it.
 */
final class Assignment {

  private final int parallelism;
  private final Input input;
  private final long[] handedOverAt;

  /**
   * The next row of each partition, for each reader; readers share it unless rows are dealt out.
   */
  private final int[][] positions;

  /** How many rows of each partition come before a barrier. */
  private final TreeMap<Long, int[]> cuts = new TreeMap<>();

  /**
   * An assignment from a checkpoint on.
   *
   * @param restored how far each partition was read
   */
  Assignment(int parallelism, Input input, int[] restored, long checkpoint) {
    this.parallelism = parallelism;
    this.input = input;
    this.handedOverAt = new long[restored.length];
    Arrays.fill(handedOverAt, checkpoint);
    cuts.put(checkpoint, restored.clone());
    this.positions = new int[isSpread() ? parallelism : 1][];
    for (int reader = 0; reader < positions.length; reader++) {
      positions[reader] = restored.clone();
      for (int partition = 0; partition < restored.length; partition++) {
        positions[reader][partition] = next(reader, restored[partition]);
      }
    }
  }

  /** Whether a subtask reads a partition after a barrier. */
  boolean isReader(int subtask, int partition, long barrier) {
    return switch (input) {
      case KEYED, SHARED_KEYS -> partition % parallelism == subtask;
      case ROTATING -> (partition + barrier) % parallelism == subtask;
      case SPREAD -> true;
    };
  }

  /** Whether the reader of a partition may begin, after a barrier. */
  boolean isHandedOver(int partition, long barrier) {
    return input != Input.ROTATING || handedOverAt[partition] >= barrier;
  }

  void handOver(int partition, long barrier) {
    handedOverAt[partition] = barrier;
  }

  boolean isKeyed() {
    return input == Input.KEYED;
  }

  boolean isRotating() {
    return input == Input.ROTATING;
  }

  boolean isSpread() {
    return input == Input.SPREAD;
  }

  /** The next row of a partition for a reader. */
  int position(int subtask, int partition) {
    return positions[reader(subtask)][partition];
  }

  /** Takes the next row of a partition. */
  int advance(int subtask, int partition) {
    int[] own = positions[reader(subtask)];
    int taken = own[partition];
    own[partition] = next(reader(subtask), taken + 1);
    return taken;
  }

  /** The number of rows of a partition that come before the next barrier, as far as it is known. */
  int limit(int partition, long lastBarrier) {
    Map.Entry<Long, int[]> next = cuts.higherEntry(lastBarrier);
    return next == null ? Integer.MAX_VALUE : next.getValue()[partition];
  }

  /** Decides which rows come before a barrier, unless that is decided. */
  int[] cut(long barrier, int[] sizes) {
    return cuts.computeIfAbsent(
        barrier,
        id -> {
          int[] cut = new int[sizes.length];
          for (int partition = 0; partition < cut.length; partition++) {
            for (int reader = 0; reader < parallelism; reader++) {
              // All rows up to the last one that was taken; of a reader that took none, fewer.
              int taken = Math.max(0, positions[reader][partition] - parallelism + 1);
              cut[partition] = Math.max(cut[partition], Math.min(taken, sizes[partition]));
            }
            Map.Entry<Long, int[]> before = cuts.lowerEntry(id);
            if (before != null) {
              cut[partition] = Math.max(cut[partition], before.getValue()[partition]);
            }
          }
          return cut;
        });
  }

  private int reader(int subtask) {
    return isSpread() ? subtask : 0;
  }

  /** The first row from a position on that is a reader's. */
  private int next(int reader, int from) {
    return isSpread() ? from + Math.floorMod(reader - from, parallelism) : from;
  }
}
