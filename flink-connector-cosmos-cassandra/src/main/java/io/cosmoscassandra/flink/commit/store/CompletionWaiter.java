package io.cosmoscassandra.flink.commit.store;

import io.cosmoscassandra.flink.time.Timing;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.function.BooleanSupplier;

/**
 * Lets the task thread wait for completions, and be interrupted meanwhile. It waits on a lock of
 * {@link Timing} rather than on the futures, so that a simulation decides which thread goes on.
 */
final class CompletionWaiter {

  private final Timing.Timer timer;
  private final Lock lock;
  private final Condition completed;

  CompletionWaiter(Timing timing) {
    this.timer = timing.timer();
    this.lock = timing.locks().get();
    this.completed = lock.newCondition();
  }

  /** Wakes the task thread when the future completes. */
  <T> CompletableFuture<T> watch(CompletableFuture<T> future) {
    var unused = future.whenComplete((result, error) -> wake());
    return future;
  }

  /** Waits for a condition that the completion of a watched future makes true. */
  void awaitUntil(BooleanSupplier condition) throws InterruptedException {
    lock.lock();
    try {
      while (!condition.getAsBoolean()) {
        completed.await();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Waits for some time. */
  void sleep(Duration duration) throws InterruptedException {
    CompletableFuture<Void> over = watch(new CompletableFuture<>());
    timer.schedule(duration, () -> over.complete(null));
    awaitUntil(over::isDone);
  }

  private void wake() {
    lock.lock();
    try {
      completed.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
