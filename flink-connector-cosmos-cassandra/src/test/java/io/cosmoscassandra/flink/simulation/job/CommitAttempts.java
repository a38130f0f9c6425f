package io.cosmoscassandra.flink.simulation.job;

import io.cosmoscassandra.flink.client.failure.RetrySettings;
import io.cosmoscassandra.flink.commit.CommitOutcome;
import io.cosmoscassandra.flink.commit.Committable;
import io.cosmoscassandra.flink.commit.CommittableSerializer;
import io.cosmoscassandra.flink.commit.TransactionCommitter;
import io.cosmoscassandra.flink.commit.store.CommitMetrics;
import io.cosmoscassandra.flink.commit.store.CommitterStore;
import io.cosmoscassandra.flink.commit.store.CommitterTables;
import io.cosmoscassandra.flink.flow.Rates;
import io.cosmoscassandra.flink.options.BatchGrouping;
import io.cosmoscassandra.flink.options.RowErrorPolicy;
import io.cosmoscassandra.flink.simulation.world.Slot;
import io.cosmoscassandra.flink.write.Applier;
import io.cosmoscassandra.flink.write.ApplierMetrics;
import io.cosmoscassandra.flink.write.ApplierSettings;
import io.cosmoscassandra.flink.write.BatchLimits;
import io.cosmoscassandra.flink.write.GroupingKeys;
import io.cosmoscassandra.flink.write.WriteTarget;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** Commits as Flink does: tries a few times in a row, then fails the task. */
final class CommitAttempts implements AutoCloseable {

  static final long FINGERPRINT = 42;

  private static final int ATTEMPTS = 11;

  private final Experiment experiment;
  private final Slot slot;
  private final long restored;
  private final CommitterTables tables;
  private final TransactionCommitter committer;

  /**
   * @param restored the checkpoint that the job was restored from
   */
  CommitAttempts(
      Experiment experiment, Slot slot, long restored, CommitterStore store, WriteTarget target) {
    this.experiment = experiment;
    this.slot = slot;
    this.restored = restored;
    this.tables =
        new CommitterTables(
            store,
            experiment.settings(),
            slot.process().timing(),
            CommitMetrics.NONE,
            experiment.chance()::fraction);
    this.committer =
        new TransactionCommitter(
            experiment.settings(),
            tables,
            () -> applier(target),
            Set.of(FINGERPRINT),
            restored,
            slot.brake(),
            CommitMetrics.NONE,
            slot.process().timing());
  }

  /** The committer of a slot, sabotaged as the experiment asks. */
  static CommitAttempts of(Experiment experiment, Slot slot, long restored) {
    return new CommitAttempts(
        experiment, slot, restored, experiment.store(slot), experiment.target(slot));
  }

  /**
   * Commits what one call of Flink holds, as the sink's committer does. Flink says nothing of the
   * order in a call, and nothing rests on it: each row has its own timestamp.
   */
  void call(List<Committable> committables) throws IOException, InterruptedException {
    List<Committable> arrived = experiment.chance().shuffled(committables);
    arrived.sort(Committable.OLDEST_FIRST);
    for (Committable committable : arrived) {
      commit(committable);
    }
  }

  /** Writes a committable into a checkpoint and reads it back. */
  static Committable restored(Committable committable) {
    CommittableSerializer serializer = new CommittableSerializer();
    try {
      return serializer.deserialize(serializer.getVersion(), serializer.serialize(committable));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private void commit(Committable committable) throws IOException, InterruptedException {
    for (int attempt = 1; ; attempt++) {
      slot.committing(committable);
      try {
        CommitOutcome outcome = committer.commit(committable);
        experiment.scheduler().trace(() -> slot + " " + outcome + " " + committable);
        experiment.judge().committed(slot, committable, outcome, restored);
        return;
      } catch (IOException e) {
        experiment.scheduler().trace(() -> slot + " cannot commit: " + e.getMessage());
        experiment.judge().commitFailed(committable, e);
        if (attempt == ATTEMPTS) {
          throw e;
        }
      } finally {
        slot.committing(null);
      }
    }
  }

  private Applier applier(WriteTarget target) {
    BatchGrouping grouping = experiment.scenario().grouping();
    return new Applier(
        target,
        groups(grouping),
        TargetColumns.table(),
        new ApplierSettings(
            experiment.chance().between(1, 4),
            new BatchLimits(grouping, grouping == BatchGrouping.NONE ? 1 : 5, 1_000),
            10_000,
            // The jitter of the applier could not be replayed: the timer's takes its place.
            new RetrySettings(
                experiment.settings().retry().timeout(), Duration.ofNanos(1), Duration.ofNanos(1)),
            Rates.UNLIMITED,
            experiment.scenario().refusedKey() < 0 ? RowErrorPolicy.FAIL : RowErrorPolicy.SKIP,
            true,
            false),
        ApplierMetrics.NONE,
        slot.process().timing());
  }

  /** The rows of every other key are on the same replicas. */
  private static GroupingKeys groups(BatchGrouping grouping) {
    return grouping == BatchGrouping.REPLICA_SET
        ? mutation -> ByteBuffer.wrap(mutation.cells()).getInt(Integer.BYTES) % 2
        : GroupingKeys.byPartition(1);
  }

  @Override
  public void close() {
    committer.close();
    tables.close();
  }
}
