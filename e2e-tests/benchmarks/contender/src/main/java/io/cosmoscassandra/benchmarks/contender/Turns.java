package io.cosmoscassandra.benchmarks.contender;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Lets a generator make rows only when it is its contender's turn, so that contenders whose
 * processes all live at once can be held against each other second by second. For contenders with
 * one generator.
 */
final class Turns {

  private final AtomicLong latest = new AtomicLong();
  private volatile boolean open;

  /** Waits until the row of an index may be made. */
  void await(long index) {
    if (!open) {
      awaitOpen();
    }
    latest.lazySet(index);
  }

  private synchronized void awaitOpen() {
    while (!open) {
      try {
        wait();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("Ended while others had their turn", e);
      }
    }
  }

  /**
   * Lets rows pass for a while, and tells how many.
   *
   * @param settlingMillis how long they pass before it counts
   * @param millis how long it counts
   * @param onBegin is called when it begins to count
   */
  Map<String, Object> take(long settlingMillis, long millis, Runnable onBegin) {
    set(true);
    Pace.sleepFor(settlingMillis);
    onBegin.run();
    long rows = latest.get();
    long start = System.nanoTime();
    long cpu = Meter.processCpuNanos();
    long compiling = Compilers.millis();
    Pace.sleepFor(millis);
    Map<String, Object> figures = new LinkedHashMap<>();
    figures.put("rows", latest.get() - rows);
    figures.put("seconds", (System.nanoTime() - start) / 1e9);
    figures.put("cpuSeconds", (Meter.processCpuNanos() - cpu) / 1e9);
    figures.put("compilingSeconds", (Compilers.millis() - compiling) / 1e3);
    return figures;
  }

  /** Ends the turn. */
  void end() {
    set(false);
  }

  private synchronized void set(boolean nowOpen) {
    open = nowOpen;
    notifyAll();
  }
}
