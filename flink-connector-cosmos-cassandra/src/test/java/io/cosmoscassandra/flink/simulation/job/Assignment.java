package io.cosmoscassandra.flink.simulation.job;

import java.util.Arrays;

/**
 * Assigns partitions to writers. Either a partition keeps its reader; or it moves to the next
 * writer at every barrier, as keys do where the input is not keyed, and is handed over once its
 * reader has prepared.
 */
final class Assignment {

  private final int parallelism;
  private final boolean rotating;
  private final int[] positions;
  private final long[] handedOverAt;

  /**
   * An assignment from a checkpoint on.
   *
   * @param positions how far each partition was read
   */
  Assignment(int parallelism, boolean rotating, int[] positions, long checkpoint) {
    this.parallelism = parallelism;
    this.rotating = rotating;
    this.positions = positions.clone();
    this.handedOverAt = new long[positions.length];
    Arrays.fill(handedOverAt, checkpoint);
  }

  /** Whether a subtask reads a partition after a barrier. */
  boolean isReader(int subtask, int partition, long barrier) {
    return (rotating ? partition + barrier : partition) % parallelism == subtask;
  }

  /** Whether the reader of a partition may begin, after a barrier. */
  boolean isHandedOver(int partition, long barrier) {
    return !rotating || handedOverAt[partition] >= barrier;
  }

  void handOver(int partition, long barrier) {
    handedOverAt[partition] = barrier;
  }

  boolean isRotating() {
    return rotating;
  }

  int position(int partition) {
    return positions[partition];
  }

  int advance(int partition) {
    return positions[partition]++;
  }
}
