package io.cosmoscassandra.flink.commit;

import io.cosmoscassandra.flink.time.Timing;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import org.apache.flink.annotation.Internal;

/**
 * Holds a writer back while a commit of the same subtask is running and much was staged meanwhile:
 * staging is faster than applying, so epochs would grow without bound.
 *
 * <p>A running commit never waits for a checkpoint, so a writer that waits for it holds nobody up.
 * Where the two don't meet, because they run in different processes, nobody is held back.
 */
@Internal
public final class CommitBrake {

  private final long maxStagedAheadBytes;
  private final Lock lock;
  private final Condition released;

  // Guarded by the lock.
  private int commits;
  private long stagedBytes;

  public CommitBrake(long maxStagedAheadBytes, Timing timing) {
    this.maxStagedAheadBytes = maxStagedAheadBytes;
    this.lock = timing.locks().get();
    this.released = lock.newCondition();
  }

  /** A commit begins: what is staged from now on counts. */
  public void commitStarted() {
    lock.lock();
    try {
      commits++;
      stagedBytes = 0;
      released.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** A commit ended, whatever the outcome. */
  public void commitEnded() {
    lock.lock();
    try {
      commits = Math.max(0, commits - 1);
      released.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Counts what was staged at a barrier, which must not be held up. */
  void count(long bytes) {
    lock.lock();
    try {
      stagedBytes += bytes;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits while a commit is running and too much was staged since it began.
   *
   * @return whether there was anything to wait for
   */
  boolean hold() throws InterruptedException {
    lock.lock();
    try {
      boolean waited = false;
      while (commits > 0 && stagedBytes > maxStagedAheadBytes) {
        waited = true;
        released.await();
      }
      return waited;
    } finally {
      lock.unlock();
    }
  }
}
