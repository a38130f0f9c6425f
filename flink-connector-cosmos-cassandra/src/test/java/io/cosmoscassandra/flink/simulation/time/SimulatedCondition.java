package io.cosmoscassandra.flink.simulation.time;

import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;

/**
 * Condition that passes the turn on where real threads would wait; wakes up late, and sometimes
 * spuriously.
 */
@SuppressWarnings("WaitNotInLoop") // up to the caller, as with every condition
final class SimulatedCondition implements Condition {

  private static final long MAX_WAKE_UP_NANOS = 200_000;

  private final Scheduler scheduler;
  private final List<Actor> waiting = new ArrayList<>();

  SimulatedCondition(Scheduler scheduler) {
    this.scheduler = scheduler;
  }

  @Override
  public void await() throws InterruptedException {
    await(Long.MAX_VALUE);
  }

  @Override
  public void awaitUninterruptibly() {
    try {
      await(Long.MAX_VALUE);
    } catch (InterruptedException e) {
      scheduler.running().interrupted = true;
    }
  }

  @Override
  public long awaitNanos(long nanosTimeout) throws InterruptedException {
    long deadline = scheduler.nanos() + nanosTimeout;
    if (nanosTimeout > 0) {
      await(nanosTimeout);
    }
    return deadline - scheduler.nanos();
  }

  @Override
  public boolean await(long time, TimeUnit unit) throws InterruptedException {
    return awaitNanos(unit.toNanos(time)) > 0;
  }

  @Override
  public boolean awaitUntil(Date deadline) {
    throw new UnsupportedOperationException("Dates are of no use where clocks jump");
  }

  @Override
  public void signal() {
    if (!waiting.isEmpty()) {
      wake(waiting.remove(0));
    }
  }

  @Override
  public void signalAll() {
    waiting.forEach(this::wake);
    waiting.clear();
  }

  private void await(long nanos) throws InterruptedException {
    Actor self = scheduler.running();
    waiting.add(self);
    try {
      Actor.Wake unused = scheduler.await(nanos);
    } finally {
      waiting.remove(self);
    }
  }

  private void wake(Actor actor) {
    scheduler.wake(actor, Actor.Wake.SIGNAL, scheduler.chance().skewed(0, MAX_WAKE_UP_NANOS));
  }
}
