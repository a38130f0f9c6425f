package io.cosmoscassandra.benchmarks.contender;

import java.lang.management.ManagementFactory;
import java.util.LinkedHashMap;
import java.util.Map;

/** Takes times and memory of this process, from start to stop. */
final class Meter {

  private final HeapWatch heap = HeapWatch.begin();
  private final long created = System.nanoTime();
  private volatile long start;
  private long cpuAtStart;
  private long compilingAtStart;
  private long stop;
  private long cpuAtStop;
  private long compilingAtStop;
  private final Runnable onStart;

  Meter(Runnable onStart) {
    this.onStart = onStart;
  }

  /** With the first row; the submission of a job is not in the figures. The first call counts. */
  synchronized void start() {
    if (start != 0) {
      return;
    }
    onStart.run();
    cpuAtStart = processCpuNanos();
    compilingAtStart = Compilers.millis();
    heap.mark();
    start = System.nanoTime();
  }

  /** The first call counts. */
  void stop() {
    if (stop == 0) {
      stop = System.nanoTime();
      cpuAtStop = processCpuNanos();
      compilingAtStop = Compilers.millis();
      heap.end();
    }
  }

  boolean hasStarted() {
    return start != 0;
  }

  Map<String, Object> figures() {
    Map<String, Object> figures = new LinkedHashMap<>();
    figures.put("seconds", (stop - start) / 1e9);
    figures.put("setupSeconds", (start - created) / 1e9);
    figures.put("cpuSeconds", (cpuAtStop - cpuAtStart) / 1e9);
    figures.put("compilingSeconds", (compilingAtStop - compilingAtStart) / 1e3);
    figures.putAll(heap.figures());
    return figures;
  }

  static long processCpuNanos() {
    return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }
}
