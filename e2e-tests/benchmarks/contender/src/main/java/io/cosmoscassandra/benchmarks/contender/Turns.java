package io.cosmoscassandra.benchmarks.contender;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * Lets a generator make only the rows of its contender's turns, so that contenders whose processes
 * all live at once can be held against each other second by second. For contenders with one
 * generator.
 */
final class Turns {

  private final BiConsumer<String, Object> tell;

  /** The first row that is not for a turn yet; the two others are written before it. */
  private volatile long limit;

  private long lastThatSettles = -1;
  private long last = -1;

  // The generator's own.
  private long start;
  private long cpuAtStart;
  private long compilingAtStart;

  /**
   * Turns that are still to come.
   *
   * @param tell hears when a turn begins to count, and what is to be said at its end
   */
  Turns(BiConsumer<String, Object> tell) {
    this.tell = tell;
  }

  /** Waits until the row of an index may be made. */
  void await(long index) {
    if (index >= limit) {
      awaitTurn(index);
    }
    if (index == lastThatSettles) {
      begin();
    } else if (index == last) {
      end();
    }
  }

  private synchronized void awaitTurn(long index) {
    while (index >= limit) {
      try {
        wait();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("Ended while others had their turn", e);
      }
    }
  }

  /**
   * The next turn.
   *
   * @param settling how many rows pass before it counts, one at least
   * @param rows how many rows count
   */
  synchronized void take(long settling, long rows) {
    lastThatSettles = limit + settling - 1;
    last = lastThatSettles + rows;
    limit = last + 1;
    notifyAll();
  }

  private void begin() {
    tell.accept("turn-begins", lastThatSettles);
    cpuAtStart = Meter.processCpuNanos();
    compilingAtStart = Compilers.millis();
    start = System.nanoTime();
  }

  private void end() {
    Map<String, Object> figures = new LinkedHashMap<>();
    figures.put("seconds", (System.nanoTime() - start) / 1e9);
    figures.put("cpuSeconds", (Meter.processCpuNanos() - cpuAtStart) / 1e9);
    figures.put("compilingSeconds", (Compilers.millis() - compilingAtStart) / 1e3);
    tell.accept("turn", figures);
  }
}
