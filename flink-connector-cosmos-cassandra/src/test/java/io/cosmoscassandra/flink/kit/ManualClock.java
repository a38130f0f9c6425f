package io.cosmoscassandra.flink.kit;

import io.cosmoscassandra.flink.time.BlockingClock;
import io.cosmoscassandra.flink.time.Timing;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Clock and timer on which time passes only when a test says so, or when the code under test waits:
 * a pause ends at once, and has taken its time.
 */
public final class ManualClock implements BlockingClock {

  private record Task(long atNanos, Runnable action) {}

  private final boolean skipsDelays;
  private final List<Task> tasks = new ArrayList<>();
  private final List<Duration> pauses = new ArrayList<>();
  private long nanos = 42;
  private long micros = Instant.parse("2026-01-01T00:00:00Z").toEpochMilli() * 1_000;
  private boolean timerStopped;

  /** A clock whose timer runs a task once the test has let enough time pass. */
  public ManualClock() {
    this(false);
  }

  private ManualClock(boolean skipsDelays) {
    this.skipsDelays = skipsDelays;
  }

  /** A clock whose timer lets the delay of a task pass, and runs the task, at once. */
  public static ManualClock skippingDelays() {
    return new ManualClock(true);
  }

  public Timing timing() {
    return new Timing(this::micros, this::nanoTime, this::schedule, ReentrantLock::new);
  }

  /** The time of day. */
  public synchronized long micros() {
    return micros;
  }

  @Override
  public synchronized long nanoTime() {
    return nanos;
  }

  @Override
  public void pause(Duration duration) {
    pauses.add(duration);
    pass(duration);
  }

  /** The pauses that the code under test has made. */
  public List<Duration> pauses() {
    return pauses;
  }

  /** Lets time pass, and runs the tasks that are due. */
  public void pass(Duration time) {
    dueAfter(time).forEach(task -> task.action.run());
  }

  private synchronized List<Task> dueAfter(Duration time) {
    nanos += time.toNanos();
    micros += TimeUnit.NANOSECONDS.toMicros(time.toNanos());
    List<Task> due = tasks.stream().filter(task -> task.atNanos <= nanos).toList();
    tasks.removeAll(due);
    return due;
  }

  /** Sets the time of day back; durations do not change. */
  public synchronized void setBack(Duration duration) {
    micros -= TimeUnit.NANOSECONDS.toMicros(duration.toNanos());
  }

  /** Number of tasks that wait for their time. */
  public synchronized int scheduled() {
    return tasks.size();
  }

  /** Forgets, from now on, what is scheduled. */
  public void stopTimer() {
    timerStopped = true;
  }

  public void startTimer() {
    timerStopped = false;
  }

  private void schedule(Duration delay, Runnable action) {
    if (timerStopped) {
      return;
    }
    if (skipsDelays) {
      pass(delay);
      action.run();
    } else {
      add(delay, action);
    }
  }

  private synchronized void add(Duration delay, Runnable action) {
    tasks.add(new Task(nanos + delay.toNanos(), action));
  }
}
