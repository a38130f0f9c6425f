package io.cosmoscassandra.flink.commit;

import io.cosmoscassandra.flink.commit.chunk.ChunkCutter;
import io.cosmoscassandra.flink.commit.chunk.TransactionId;
import io.cosmoscassandra.flink.commit.store.CommitMetrics;
import io.cosmoscassandra.flink.commit.store.CommitSettings;
import io.cosmoscassandra.flink.commit.store.CommitterTables;
import io.cosmoscassandra.flink.commit.store.Register;
import io.cosmoscassandra.flink.commit.store.RegisterNote;
import io.cosmoscassandra.flink.time.Timing;
import io.cosmoscassandra.flink.write.Mutation;
import java.io.IOException;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import javax.annotation.Nullable;
import org.apache.flink.annotation.Internal;

/**
 * Stages each epoch of one run as a transaction, and promises it.
 *
 * <p>This rests on two assumptions. A run is never restored, so a sequence number identifies a
 * single epoch. And the timestamps of a transaction are reserved before it is promised, so a
 * transaction that is prepared later, on any machine, gets later timestamps.
 */
@Internal
public final class TransactionWriter {

  /**
   * One life of one writer subtask.
   *
   * @param id a random identity that is drawn when the writer is created, and never restored
   * @param subtask the index of the subtask
   * @param parallelism the number of subtasks
   * @param schemaFingerprint identifies the columns that the mutations are encoded for
   */
  public record Run(UUID id, int subtask, int parallelism, long schemaFingerprint) {}

  private final Run run;
  private final CommitSettings settings;
  private final CommitterTables tables;
  private final CommitBrake brake;
  private final CommitMetrics metrics;
  private final Timing timing;
  private final EpochBuffer buffer = new EpochBuffer();

  /** Cuts the transaction of this epoch; null until the first part of the epoch is sealed. */
  @Nullable private ChunkCutter cutter;

  private long seq;
  private long lastReserved = Long.MIN_VALUE;
  private boolean stagedAtBarrier;

  public TransactionWriter(
      Run run,
      CommitSettings settings,
      CommitterTables tables,
      CommitBrake brake,
      CommitMetrics metrics,
      Timing timing) {
    this.run = run;
    this.settings = settings;
    this.tables = tables;
    this.brake = brake;
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
      return Optional.empty();
    }
    tables.awaitStaged();
    ChunkCutter sealed = cutter;
    long base = reserve(sealed.effects());
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

  /** Reserves a timestamp for every effect, later than all that were reserved before. */
  private long reserve(long effects) throws IOException, InterruptedException {
    Register register = Register.reservedTimestamp(settings.sink());
    long reserved = tables.read(register).orElse(Long.MIN_VALUE);
    long now = timing.clock().micros();
    long base = Math.max(now, Math.max(lastReserved, reserved)) + 1;
    lastReserved = base + effects - 1;
    tables.raise(
        register,
        lastReserved,
        new RegisterNote(
            run.subtask(), run.parallelism(), 0, effects, TimeUnit.MICROSECONDS.toMillis(now)));
    metrics.markAheadOfClock(base - now);
    return base;
  }
}
