package io.cosmoscassandra.flink.simulation;

import java.util.ArrayDeque;
import java.util.Deque;
import javax.annotation.Nullable;

/** What a task is told, in order. */
final class Mailbox<T> {

  private final Deque<T> messages = new ArrayDeque<>();
  private final SimulatedCondition changed;

  Mailbox(Scheduler scheduler) {
    this.changed = new SimulatedCondition(scheduler);
  }

  void add(T message) {
    messages.add(message);
    changed.signalAll();
  }

  @Nullable
  T poll() {
    return messages.poll();
  }

  T take() throws InterruptedException {
    while (messages.isEmpty()) {
      changed.await();
    }
    return messages.remove();
  }

  /** Waits for a message, but no longer than so many nanoseconds, and perhaps not so long. */
  @SuppressWarnings("WaitNotInLoop") // who calls it looks again
  void await(long nanos) throws InterruptedException {
    if (messages.isEmpty()) {
      long unused = changed.awaitNanos(nanos);
    }
  }
}
