package io.cosmoscassandra.flink.simulation.world;

import io.cosmoscassandra.flink.commit.CommitBrake;
import io.cosmoscassandra.flink.commit.Committable;
import io.cosmoscassandra.flink.simulation.time.TaskProcess;
import javax.annotation.Nullable;

/** One attempt of one subtask of one sink, whose writer and committer share a process. */
public final class Slot {

  private final int sink;
  private final int subtask;
  private final int parallelism;
  private final int attempt;
  private final TaskProcess process;
  private final CommitBrake brake;

  /** The transaction that the committer is committing, if any. */
  @Nullable private Committable committing;

  /** Number of bytes staged since the current commit began. */
  private long stagedMeanwhile;

  public Slot(
      int sink, int subtask, int parallelism, int attempt, TaskProcess process, CommitBrake brake) {
    this.sink = sink;
    this.subtask = subtask;
    this.parallelism = parallelism;
    this.attempt = attempt;
    this.process = process;
    this.brake = brake;
  }

  public int sink() {
    return sink;
  }

  public int subtask() {
    return subtask;
  }

  public int parallelism() {
    return parallelism;
  }

  /** The number of the attempt, which grows with every start. */
  public int attempt() {
    return attempt;
  }

  public TaskProcess process() {
    return process;
  }

  public CommitBrake brake() {
    return brake;
  }

  @Nullable
  public Committable committing() {
    return committing;
  }

  public void committing(@Nullable Committable committable) {
    committing = committable;
    stagedMeanwhile = 0;
  }

  /** Counts staged bytes; returns their sum since the current commit began, 0 without a commit. */
  public long countStaged(long bytes) {
    if (committing == null) {
      return 0;
    }
    stagedMeanwhile += bytes;
    return stagedMeanwhile;
  }

  @Override
  public String toString() {
    return process.toString();
  }
}
