package io.cosmoscassandra.flink.client;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Waits although the thread is interrupted. Flink interrupts a task that it cancels, and closes the
 * task's class loader as soon as its thread ends. The driver's threads could not load the classes
 * any more with which they close a session, and would run for as long as the process does.
 */
final class UninterruptedWait {

  private UninterruptedWait() {}

  /**
   * Waits until the future is completed, well or not. The thread's interrupt is kept for later.
   *
   * @return whether it was completed in time
   */
  static boolean isDoneWithin(Duration longest, CompletableFuture<?> future) {
    boolean interrupted = Thread.interrupted();
    long end = System.nanoTime() + longest.toNanos();
    try {
      while (true) {
        try {
          future.get(end - System.nanoTime(), TimeUnit.NANOSECONDS);
          return true;
        } catch (InterruptedException e) {
          interrupted = true;
        } catch (ExecutionException e) {
          return true;
        } catch (TimeoutException e) {
          return false;
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
