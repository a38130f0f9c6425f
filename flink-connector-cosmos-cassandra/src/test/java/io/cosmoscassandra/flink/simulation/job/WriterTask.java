package io.cosmoscassandra.flink.simulation.job;

import io.cosmoscassandra.flink.commit.CheckpointOrder;
import io.cosmoscassandra.flink.commit.Committable;
import io.cosmoscassandra.flink.commit.TimestampShare;
import io.cosmoscassandra.flink.commit.TransactionWriter;
import io.cosmoscassandra.flink.commit.store.CommitMetrics;
import io.cosmoscassandra.flink.commit.store.CommitterTables;
import io.cosmoscassandra.flink.simulation.judge.Epoch;
import io.cosmoscassandra.flink.simulation.judge.StagingWatch;
import io.cosmoscassandra.flink.simulation.scenario.SourceRow;
import io.cosmoscassandra.flink.simulation.world.Slot;
import io.cosmoscassandra.flink.write.Mutation;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;

/** A source and its writer: reads partitions, and prepares transactions at barriers. */
final class WriterTask implements AutoCloseable {

  private static final long HANDOVER_NANOS = 20_000_000;

  private final Experiment experiment;
  private final Slot slot;
  private final Assignment assignment;
  private final CommitterTables tables;
  private final TransactionWriter writer;
  private final Map<Integer, Mutation> latest = new HashMap<>();
  private Epoch epoch = new Epoch();
  private long lastBarrier;

  /**
   * A writer that starts from a checkpoint.
   *
   * @param lastBarrier the number of that checkpoint
   */
  WriterTask(
      Experiment experiment,
      Slot slot,
      Assignment assignment,
      long lastBarrier,
      CheckpointOrder order) {
    this.experiment = experiment;
    this.slot = slot;
    this.assignment = assignment;
    this.lastBarrier = lastBarrier;
    this.tables =
        new CommitterTables(
            new StagingWatch(
                experiment.store(slot), slot, experiment.scenario(), experiment.findings()),
            experiment.settings(),
            slot.process().timing(),
            CommitMetrics.NONE,
            experiment.chance()::fraction);
    this.writer =
        new TransactionWriter(
            new TransactionWriter.Run(
                experiment.sabotage().run(experiment.chance().uuid(), slot),
                slot.subtask(),
                slot.parallelism(),
                slot.attempt(),
                CommitAttempts.FINGERPRINT,
                experiment.deletes(),
                experiment.sabotage().share(share())),
            experiment.settings(),
            tables,
            slot.brake(),
            order,
            CommitMetrics.NONE,
            slot.process().timing());
  }

  private TimestampShare share() {
    UUID group = experiment.group(slot.sink());
    return assignment.isKeyed()
        ? TimestampShare.whole(group)
        : TimestampShare.of(group, slot.subtask(), slot.parallelism());
  }

  /** Whether all changes of its partitions have been written. */
  boolean isAtEnd() {
    for (int partition = 0; partition < experiment.scenario().partitions(); partition++) {
      if ((assignment.isRotating() || reads(partition)) && hasNext(partition)) {
        return false;
      }
    }
    return true;
  }

  /** Writes the next change of some partition; returns false if none is available now. */
  boolean writeNext() throws IOException, InterruptedException {
    int partitions = experiment.scenario().partitions();
    int first = experiment.chance().between(0, partitions - 1);
    for (int i = 0; i < partitions; i++) {
      int partition = (first + i) % partitions;
      if (reads(partition)
          && hasNext(partition)
          && isBeforeNextBarrier(partition)
          && assignment.isHandedOver(partition, lastBarrier)) {
        write(rows(partition).get(assignment.advance(slot.subtask(), partition)));
        return true;
      }
    }
    return false;
  }

  /**
   * Brings the writer to a barrier: waits until every partition of this writer has been handed over
   * to it, and writes the rows that come before the barrier.
   */
  void reach(long barrier) throws IOException, InterruptedException {
    if (assignment.isSpread()) {
      int[] unused = assignment.cut(barrier, sizes());
      while (writeNext()) {
        pause();
      }
    }
    for (int partition = 0; partition < experiment.scenario().partitions(); partition++) {
      while (reads(partition) && !assignment.isHandedOver(partition, lastBarrier)) {
        experiment.scheduler().sleep(HANDOVER_NANOS);
      }
    }
  }

  /** Hands partitions over at a barrier; returns how far each was read. */
  int[] passBarrier(long barrier) {
    if (assignment.isSpread()) {
      lastBarrier = barrier;
      return assignment.cut(barrier, sizes());
    }
    int[] positions = new int[experiment.scenario().partitions()];
    for (int partition = 0; partition < positions.length; partition++) {
      if (reads(partition)) {
        positions[partition] = assignment.position(slot.subtask(), partition);
        assignment.handOver(partition, barrier);
      }
    }
    lastBarrier = barrier;
    return positions;
  }

  long lastBarrier() {
    return lastBarrier;
  }

  private void write(SourceRow row) throws IOException, InterruptedException {
    Mutation mutation = row.mutation(experiment.ledger().taken(row, epoch));
    Mutation earlier = latest.get(row.key());
    Mutation written = earlier == null ? mutation : experiment.sabotage().merge(earlier, mutation);
    latest.put(row.key(), written);
    writer.write(written);
  }

  private boolean reads(int partition) {
    return assignment.isReader(slot.subtask(), partition, lastBarrier);
  }

  private boolean hasNext(int partition) {
    return assignment.position(slot.subtask(), partition) < rows(partition).size();
  }

  private boolean isBeforeNextBarrier(int partition) {
    return assignment.position(slot.subtask(), partition)
        < assignment.limit(partition, lastBarrier);
  }

  private int[] sizes() {
    return IntStream.range(0, experiment.scenario().partitions())
        .map(partition -> rows(partition).size())
        .toArray();
  }

  private List<SourceRow> rows(int partition) {
    return experiment.log().of(slot.sink(), partition);
  }

  Optional<Committable> prepare() throws IOException, InterruptedException {
    Optional<Committable> committable = writer.prepare();
    epoch.prepared(experiment.world().seconds());
    committable.ifPresent(c -> experiment.ledger().prepared(c, epoch));
    committable.ifPresent(c -> experiment.scheduler().trace(() -> slot + " prepared " + c));
    epoch = new Epoch();
    latest.clear();
    return committable;
  }

  void pause() throws InterruptedException {
    experiment
        .scheduler()
        .sleep(experiment.chance().between(0L, experiment.scenario().rowGapMicros() * 1_000));
  }

  @Override
  public void close() {
    tables.close();
  }
}
