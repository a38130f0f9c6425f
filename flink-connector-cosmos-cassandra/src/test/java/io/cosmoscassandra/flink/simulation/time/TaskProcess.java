package io.cosmoscassandra.flink.simulation.time;

import io.cosmoscassandra.flink.time.Timing;

/**
 * Process that runs the tasks of one subtask. It may die, or stand still for a while and resume as
 * if nothing had happened.
 */
public final class TaskProcess {

  private final String name;
  private final Host host;
  private final Scheduler scheduler;
  private final Timing timing;
  private boolean dead;
  private long frozenUntil;
  private Runnable onCrash = () -> {};
  private int callsUntilCrash = Integer.MAX_VALUE;

  public TaskProcess(String name, Host host, Scheduler scheduler) {
    this.name = name;
    this.host = host;
    this.scheduler = scheduler;
    this.timing =
        new Timing(
            host::micros,
            scheduler::nanos,
            (delay, task) -> scheduler.after(timerDelay(delay.toNanos()), this, task),
            () -> new SimulatedLock(scheduler));
  }

  public Timing timing() {
    return timing;
  }

  public Host host() {
    return host;
  }

  boolean isDead() {
    return dead;
  }

  public long frozenUntil() {
    return frozenUntil;
  }

  /** Whether it has ever stood still. */
  public boolean wasFrozen() {
    return frozenUntil > 0;
  }

  public void freezeUntil(long nanos) {
    frozenUntil = Math.max(frozenUntil, nanos);
  }

  /** Dies after a number of further calls to the database; the job finds out soon after. */
  public void crashAfterCalls(int calls, Runnable found) {
    callsUntilCrash = calls;
    onCrash = found;
  }

  /** Counts a call to the database, which may be the last of the process. */
  public void countCall() {
    if (dead) {
      throw new Crash();
    }
    if (--callsUntilCrash <= 0) {
      scheduler.trace(() -> name + " crashes at a call");
      scheduler.kill(this);
      scheduler.after(scheduler.chance().between(0L, 50_000_000L), null, onCrash);
      throw new Crash();
    }
  }

  void markDead() {
    dead = true;
  }

  @Override
  public String toString() {
    return name;
  }

  /**
   * A timer is never exact. This also replaces the jitter of the backoff, which cannot be replayed.
   */
  private long timerDelay(long nanos) {
    return nanos + scheduler.chance().between(1_000L, 3_000_000L);
  }
}
