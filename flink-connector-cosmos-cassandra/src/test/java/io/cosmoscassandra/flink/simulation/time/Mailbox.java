package io.cosmoscassandra.flink.simulation.time;

import java.util.ArrayDeque;
import java.util.Deque;
import javax.annotation.Nullable;

/** Messages to a task, in order. */
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

  /** Waits for a message until a timeout, and sometimes wakes up early. */
  @SuppressWarnings("WaitNotInLoop") // the caller checks again
  public void await(long nanos) throws InterruptedException {
    if (messages.isEmpty()) {
      long unused = changed.awaitNanos(nanos);
    }
  }
}
