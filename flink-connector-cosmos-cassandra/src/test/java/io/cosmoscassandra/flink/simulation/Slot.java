package io.cosmoscassandra.flink.simulation;

import io.cosmoscassandra.flink.commit.CommitBrake;
import io.cosmoscassandra.flink.commit.Committable;
import javax.annotation.Nullable;

/** One attempt of one subtask of one sink: the process that its writer and its committer share. */
final class Slot {

  private final int sink;
  private final int subtask;
  private final int parallelism;
  private final TaskProcess process;
  private final CommitBrake brake;

  /** What its committer is just committing. */
  @Nullable private Committable committing;

  /** How much was staged since that began. */
  private long stagedMeanwhile;

  Slot(World world, String name, int sink, int subtask, int parallelism) {
    this.sink = sink;
    this.subtask = subtask;
    this.parallelism = parallelism;
    this.process =
        new TaskProcess(
            "%s/%d.%d of %d".formatted(name, sink, subtask, parallelism),
            world.chance().oneOf(world.hosts()),
            world.scheduler());
    this.brake = new CommitBrake(world.settings().maxStagedAheadBytes(), process.timing());
  }

  int sink() {
    return sink;
  }

  int subtask() {
    return subtask;
  }

  int parallelism() {
    return parallelism;
  }

  TaskProcess process() {
    return process;
  }

  CommitBrake brake() {
    return brake;
  }

  @Nullable
  Committable committing() {
    return committing;
  }

  void committing(@Nullable Committable committable) {
    committing = committable;
    stagedMeanwhile = 0;
  }

  /** Counts what is staged; returns how much that is since the commit began, 0 if there is none. */
  long countStaged(long bytes) {
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
