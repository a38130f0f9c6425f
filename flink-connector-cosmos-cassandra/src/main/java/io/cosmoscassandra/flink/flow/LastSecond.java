package io.cosmoscassandra.flink.flow;

import java.util.Arrays;

/** Counts events of the last second, in ten parts. */
final class LastSecond {

  static final int PARTS = 10;

  private final int[] parts = new int[PARTS];
  private int current;

  void count() {
    parts[current]++;
  }

  /** A tenth of a second is over: the oldest part is forgotten. */
  void turn() {
    current = (current + 1) % PARTS;
    parts[current] = 0;
  }

  /** Nothing has happened for longer than a second. */
  void forget() {
    Arrays.fill(parts, 0);
  }

  int total() {
    return Arrays.stream(parts).sum();
  }

  int ofCurrentPart() {
    return parts[current];
  }
}
