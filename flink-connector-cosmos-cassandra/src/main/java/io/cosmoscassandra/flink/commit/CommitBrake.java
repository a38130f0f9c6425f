package io.cosmoscassandra.flink.commit;

import io.cosmoscassandra.flink.time.Timing;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import javax.annotation.concurrent.GuardedBy;
import org.apache.flink.annotation.Internal;

/**
 * Holds a writer back while a commit of the same subtask runs and much has been staged since it
 * began: staging is faster than applying, so epochs would grow without bound.
 *
 * <p>A running commit never waits for a checkpoint, so a writer that waits for it causes no
 * deadlock. If writer and committer run in different processes, there is no brake.
 */
@Internal
public final class CommitBrake {

  private final long maxStagedAheadBytes;
  private final Lock lock;
  private final Condition released;

  @GuardedBy("lock")
  private int commits;

  @GuardedBy("lock")
  private long stagedBytes;

  public CommitBrake(long maxStagedAheadBytes, Timing timing) {
    this.maxStagedAheadBytes = maxStagedAheadBytes;
    this.lock = timing.locks().get();
    this.released = lock.newCondition();
  }

  /** A commit begins: bytes that are staged from now on count. */
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

  /** A commit ended, with success or failure. */
  public void commitEnded() {
    lock.lock();
    try {
      commits = Math.max(0, commits - 1);
      released.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Counts staged bytes without waiting. */
  void count(long bytes) {
    lock.lock();
    try {
      stagedBytes += bytes;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits while a commit runs and too many bytes were staged since it began.
   *
   * @return whether it had to wait
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
