package io.cosmoscassandra.flink.commit;

import io.cosmoscassandra.flink.time.Timing;
import java.time.Duration;
import java.util.TreeSet;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.function.Supplier;
import javax.annotation.concurrent.GuardedBy;
import org.apache.flink.annotation.Internal;

/**
 * Keeps a writer from preparing a checkpoint while an earlier one is in flight.
 *
 * <p>A savepoint may be taken beside a checkpoint, whatever the job says about concurrent ones. One
 * subtask may then prepare the savepoint before another has prepared the checkpoint, and would
 * reserve earlier timestamps for later rows of a key. When a checkpoint has completed, all subtasks
 * have prepared it; when it was aborted, its rows belong to the next one, within which no order is
 * promised. So a writer waits for either. It does not wait for a savepoint, since no checkpoint is
 * triggered beside it, and since its rows become visible with those of the next checkpoint.
 *
 * <p>The writer reports what it prepares. The operators behind it, in a task of their own, see
 * which checkpoint that belongs to, and are notified when it completes or is aborted. The writer
 * cannot hold that up: all tasks before it have emitted the barrier of the earlier checkpoint
 * already. A checkpoint that is older than its timeout is not in flight any more, so a notification
 * that is lost holds nothing up for longer. If the operators run in different processes, nothing
 * waits.
 */
@Internal
public final class CheckpointOrder {

  private final Lock lock;
  private final Condition changed;

  @GuardedBy("lock")
  private final TreeSet<Long> inFlight = new TreeSet<>();

  @GuardedBy("lock")
  private final TreeSet<Long> aborted = new TreeSet<>();

  @GuardedBy("lock")
  private long completed = Long.MIN_VALUE;

  /** The number of prepared checkpoints whose ids are not known yet. */
  @GuardedBy("lock")
  private int unknown;

  @GuardedBy("lock")
  private boolean observed;

  @GuardedBy("lock")
  private Duration timeout = Duration.ZERO;

  /** When the writer last prepared a checkpoint. */
  @GuardedBy("lock")
  private long preparedNanos;

  public CheckpointOrder(Supplier<Lock> locks) {
    this.lock = locks.get();
    this.changed = lock.newCondition();
  }

  /**
   * An operator will report the fate of checkpoints.
   *
   * @param checkpointTimeout the time after which a checkpoint is aborted
   */
  public void observe(Duration checkpointTimeout) {
    lock.lock();
    try {
      observed = true;
      timeout = checkpointTimeout;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** No operator reports the fate of checkpoints any more. */
  public void ignore() {
    lock.lock();
    try {
      observed = false;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** What the writer has prepared belongs to a checkpoint, or to none if its input has ended. */
  public void belongsTo(long checkpoint) {
    lock.lock();
    try {
      unknown = Math.max(0, unknown - 1);
      if (checkpoint != Long.MAX_VALUE && checkpoint > completed && !aborted.remove(checkpoint)) {
        inFlight.add(checkpoint);
      }
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** A checkpoint, and with it every earlier one, has completed or never will. */
  public void completed(long checkpoint) {
    lock.lock();
    try {
      completed = Math.max(completed, checkpoint);
      inFlight.headSet(checkpoint, true).clear();
      aborted.headSet(checkpoint, true).clear();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /**
   * A checkpoint is a savepoint: no checkpoint is triggered beside it, and Flink does not say when
   * it has completed.
   */
  public void isSavepoint(long checkpoint) {
    aborted(checkpoint);
  }

  /** A checkpoint was aborted. */
  public void aborted(long checkpoint) {
    lock.lock();
    try {
      if (!inFlight.remove(checkpoint) && checkpoint > completed) {
        aborted.add(checkpoint);
      }
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** The writer prepares a checkpoint. */
  void prepared(Timing timing) {
    lock.lock();
    try {
      preparedNanos = timing.nanos().getAsLong();
      unknown++;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Waits, on the thread of the writer, until no checkpoint that it prepared is in flight. */
  void await(Timing timing) throws InterruptedException {
    lock.lock();
    try {
      while (mustWait()) {
        long left = preparedNanos + timeout.toNanos() - timing.nanos().getAsLong();
        if (left <= 0) {
          inFlight.clear();
          unknown = 0;
          return;
        }
        long unused = changed.awaitNanos(left);
      }
    } finally {
      lock.unlock();
    }
  }

  @GuardedBy("lock")
  private boolean mustWait() {
    return observed && (unknown > 0 || !inFlight.isEmpty());
  }
}
