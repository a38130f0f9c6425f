package io.cosmoscassandra.flink.simulation.time;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Supplier;

/** The last steps of a simulation, for readers of a failure; costs nothing if it keeps none. */
public final class Trace {

  private static final double NANOS_PER_SECOND = 1e9;

  private final int length;
  private final Deque<String> steps = new ArrayDeque<>();

  /**
   * @param length number of steps to keep
   */
  public Trace(int length) {
    this.length = length;
  }

  void add(long nanos, Supplier<String> step) {
    if (length == 0) {
      return;
    }
    if (steps.size() == length) {
      steps.removeFirst();
    }
    steps.add("%14.6f s  %s".formatted(nanos / NANOS_PER_SECOND, step.get()));
  }

  @Override
  public String toString() {
    return String.join("\n", steps);
  }
}
