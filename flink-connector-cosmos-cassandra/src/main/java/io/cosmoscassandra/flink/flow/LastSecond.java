package io.cosmoscassandra.flink.flow;

import java.util.Arrays;

/** Counts the events of the last second, in ten parts. */
final class LastSecond {

  static final int PARTS = 10;

  private final int[] parts = new int[PARTS];
  private int current;

  void count() {
    parts[current]++;
  }

  /** Begins a new tenth of a second, in place of the oldest. */
  void turn() {
    current = (current + 1) % PARTS;
    parts[current] = 0;
  }

  /** Starts anew, after more than a second without any call. */
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
