package io.cosmoscassandra.benchmarks.contender;

import java.lang.management.ManagementFactory;

/** The just-in-time compilers of this process. */
final class Compilers {

  private static final long WINDOW_NANOS = 500_000_000;
  private static final int MOST_WINDOWS = 40;

  private Compilers() {}

  /** For how long they have compiled so far, all of them together. */
  static long millis() {
    return ManagementFactory.getCompilationMXBean().getTotalCompilationTime();
  }

  /** Waits until they have done nothing for a while, but not forever. */
  static void awaitQuiet() {
    long before = millis();
    for (int i = 0; i < MOST_WINDOWS; i++) {
      RowPace.sleep(WINDOW_NANOS);
      long now = millis();
      if (now == before) {
        return;
      }
      before = now;
    }
  }
}
