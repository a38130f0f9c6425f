package io.cosmoscassandra.flink.simulation.time;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;

/** Lock among actors. It never blocks, because only one actor runs at a time. */
final class SimulatedLock implements Lock {

  private final Scheduler scheduler;

  SimulatedLock(Scheduler scheduler) {
    this.scheduler = scheduler;
  }

  @Override
  public void lock() {}

  @Override
  public void lockInterruptibly() {}

  @Override
  public boolean tryLock() {
    return true;
  }

  @Override
  public boolean tryLock(long time, TimeUnit unit) {
    return true;
  }

  @Override
  public void unlock() {}

  @Override
  public Condition newCondition() {
    return new SimulatedCondition(scheduler);
  }
}
