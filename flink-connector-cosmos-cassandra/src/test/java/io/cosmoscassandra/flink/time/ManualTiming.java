package io.cosmoscassandra.flink.time;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;

/** An environment whose time passes when a test says so. */
public final class ManualTiming {

  private record Task(long atNanos, Runnable action) {}

  private final AtomicLong nanos = new AtomicLong();
  private final List<Task> tasks = new ArrayList<>();

  public Timing timing() {
    return new Timing(() -> nanos.get() / 1_000, nanos::get, this::schedule, ReentrantLock::new);
  }

  private synchronized void schedule(Duration delay, Runnable action) {
    tasks.add(new Task(nanos.get() + delay.toNanos(), action));
  }

  /** Lets time pass, and runs what is due. */
  public void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
    List<Task> due;
    synchronized (this) {
      due = tasks.stream().filter(task -> task.atNanos <= nanos.get()).toList();
      tasks.removeAll(due);
    }
    due.forEach(task -> task.action.run());
  }

  public synchronized int scheduled() {
    return tasks.size();
  }
}
