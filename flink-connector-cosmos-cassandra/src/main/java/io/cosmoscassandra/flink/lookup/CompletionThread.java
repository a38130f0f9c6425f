package io.cosmoscassandra.flink.lookup;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The thread of a subtask that decodes rows and hands them to the join, which evaluates its
 * conditions on it. Neither must be done by a thread of the driver.
 */
final class CompletionThread {

  private CompletionThread() {}

  static ExecutorService start() {
    return Executors.newSingleThreadExecutor(
        work -> {
          Thread thread = new Thread(work, "cassandra-lookup");
          thread.setDaemon(true);
          return thread;
        });
  }
}
