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
 * Stages the epochs of one run, each as a transaction, and promises them.
 *
 * <p>What it rests on: a run is never restored, so that a sequence number names one epoch only; and
 * the timestamps of a transaction are reserved before it is promised, so that whoever prepares
 * later, on whatever machine, gets later ones.
 */
@Internal
public final class TransactionWriter {

  /**
   * One life of one writer subtask.
   *
   * @param id drawn at random when the writer is created, never restored
   * @param subtask the index of the subtask
   * @param parallelism how many subtasks there are
   * @param schemaFingerprint stands for the columns that the mutations are encoded for
   */
  public record Run(UUID id, int subtask, int parallelism, long schemaFingerprint) {}

  private final Run run;
  private final CommitSettings settings;
  private final CommitterTables tables;
  private final CommitBrake brake;
  private final CommitMetrics metrics;
  private final Timing timing;
  private final EpochBuffer buffer = new EpochBuffer();

  /** The transaction of this epoch, once a part of it is sealed. */
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
   * Takes a mutation; waits while too much is being staged, or was staged while a commit runs.
   *
   * @throws IOException if something of this epoch can't be staged
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
   * Promises what was written since the last call, if anything was.
   *
   * @throws IOException if it can't be promised
   */
  public Optional<Committable> prepare() throws IOException, InterruptedException {
    if (!buffer.isEmpty()) {
      // A barrier is not held up here: it is the next row that waits.
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

  /** Stages what the buffer holds, and returns how many bytes that takes. */
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

  /** Takes a timestamp for every effect; later ones than any that was reserved before. */
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
