package io.cosmoscassandra.flink.simulation.time;

import java.util.ArrayDeque;
import java.util.Deque;
import javax.annotation.Nullable;

/** What a task is told, in order. */
public final class Mailbox<T> {

  private final Deque<T> messages = new ArrayDeque<>();
  private final SimulatedCondition changed;

  public Mailbox(Scheduler scheduler) {
    this.changed = new SimulatedCondition(scheduler);
  }

  public void add(T message) {
    messages.add(message);
    changed.signalAll();
  }

  @Nullable
  public T poll() {
    return messages.poll();
  }

  public T take() throws InterruptedException {
    while (messages.isEmpty()) {
      changed.await();
    }
    return messages.remove();
  }

  /** Waits for a message, but no longer than so many nanoseconds, and perhaps not so long. */
  @SuppressWarnings("WaitNotInLoop") // who calls it looks again
  public void await(long nanos) throws InterruptedException {
    if (messages.isEmpty()) {
      long unused = changed.awaitNanos(nanos);
    }
  }
}
