package io.cosmoscassandra.flink.commit;

import io.cosmoscassandra.flink.commit.chunk.ChunkCutter;
import io.cosmoscassandra.flink.commit.chunk.TransactionId;
import io.cosmoscassandra.flink.commit.store.CommitMetrics;
import io.cosmoscassandra.flink.commit.store.CommitSettings;
import io.cosmoscassandra.flink.commit.store.CommitterTables;
import io.cosmoscassandra.flink.time.Timing;
import io.cosmoscassandra.flink.write.DeleteScope;
import io.cosmoscassandra.flink.write.Mutation;
import java.io.IOException;
import java.util.Optional;
import java.util.UUID;
import javax.annotation.Nullable;
import org.apache.flink.annotation.Internal;

/**
 * Stages each epoch of one run as a transaction, and promises it.
 *
 * <p>This rests on three assumptions. A run is never restored, so a sequence number identifies a
 * single epoch. The timestamps of a transaction are reserved before it is promised, so a
 * transaction that is prepared later, on any machine, gets later timestamps ({@link
 * TimestampReservation}). And where several subtasks may write one row, a checkpoint is prepared
 * when the one before it is no longer in flight ({@link CheckpointOrder}).
 */
@Internal
public final class TransactionWriter {

  /**
   * One life of one writer subtask.
   *
   * @param id a random identity that is drawn when the writer is created, and never restored
   * @param subtask the index of the subtask
   * @param parallelism the number of subtasks
   * @param attempt the number of the attempt of the subtask
   * @param schemaFingerprint identifies the columns that the mutations are encoded for
   * @param deletes what its deletes take
   * @param share the timestamps that it may use
   */
  public record Run(
      UUID id,
      int subtask,
      int parallelism,
      int attempt,
      long schemaFingerprint,
      DeleteScope deletes,
      TimestampShare share) {}

  private final Run run;
  private final CommitSettings settings;
  private final CommitterTables tables;
  private final CommitBrake brake;
  private final CheckpointOrder order;
  private final TimestampReservation timestamps;
  private final CommitMetrics metrics;
  private final Timing timing;
  private final EpochBuffer buffer;

  /** Cuts the transaction of this epoch; null until the first part of the epoch is sealed. */
  @Nullable private ChunkCutter cutter;

  private long seq;
  private boolean stagedAtBarrier;

  public TransactionWriter(
      Run run,
      CommitSettings settings,
      CommitterTables tables,
      CommitBrake brake,
      CheckpointOrder order,
      CommitMetrics metrics,
      Timing timing) {
    this.run = run;
    this.settings = settings;
    this.tables = tables;
    this.buffer = new EpochBuffer(run.deletes());
    this.brake = brake;
    this.order = order;
    this.timestamps = new TimestampReservation(settings.sink(), run, run.share(), tables, timing);
    this.metrics = metrics;
    this.timing = timing;
  }

  /**
   * Adds a mutation. Waits if too many chunks are in flight, or if too much was staged while a
   * commit runs.
   *
   * @throws IOException if a chunk of this epoch cannot be staged
   */
  public void write(Mutation mutation) throws IOException, InterruptedException {
    if (stagedAtBarrier) {
      hold();
      stagedAtBarrier = false;
    }
    buffer.add(mutation);
    if (buffer.bytes() >= settings.staging().bufferBytes()) {
      brake.count(seal());
      hold();
    }
  }

  /**
   * Promises the mutations since the last call, if there were any.
   *
   * @throws IOException if they cannot be staged
   */
  public Optional<Committable> prepare() throws IOException, InterruptedException {
    if (!buffer.isEmpty()) {
      // The barrier must not wait for a running commit; the next row does.
      brake.count(seal());
      stagedAtBarrier = true;
    }
    if (cutter == null) {
      order.prepared(timing);
      return Optional.empty();
    }
    tables.awaitStaged();
    if (run.share().isDivided()) {
      order.await(timing);
    }
    ChunkCutter sealed = cutter;
    long base = timestamps.reserve(sealed.effects());
    metrics.markAheadOfClock(base - timing.clock().micros());
    order.prepared(timing);
    cutter = null;
    metrics.prepared(sealed.effects(), sealed.bytes());
    return Optional.of(
        new Committable(
            settings.sink(),
            settings.target(),
            sealed.transaction(),
            sealed.chunks(),
            sealed.effects(),
            sealed.bytes(),
            sealed.digest(),
            base,
            run.share().stride(),
            run.share().group(),
            run.attempt(),
            run.schemaFingerprint(),
            run.subtask(),
            run.parallelism(),
            0));
  }

  /** Stages the buffered mutations, and returns their size in bytes. */
  private long seal() throws IOException, InterruptedException {
    if (cutter == null) {
      cutter =
          new ChunkCutter(
              new TransactionId(run.id(), ++seq),
              settings.chunks().bytes(),
              settings.chunks().compression(),
              tables::stage);
    }
    long before = cutter.bytes();
    cutter.seal(buffer.drain());
    return cutter.bytes() - before;
  }

  private void hold() throws InterruptedException {
    long start = timing.nanos().getAsLong();
    if (brake.hold()) {
      metrics.braked(timing.nanos().getAsLong() - start);
    }
  }
}
