package io.cosmoscassandra.flink.commit;

import io.cosmoscassandra.flink.commit.store.CommitMetrics;
import io.cosmoscassandra.flink.commit.store.CommitSettings;
import io.cosmoscassandra.flink.commit.store.CommitterTables;
import io.cosmoscassandra.flink.time.Timing;
import io.cosmoscassandra.flink.write.Applier;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;
import javax.annotation.Nullable;
import org.apache.flink.annotation.Internal;
import org.apache.flink.util.function.SupplierWithException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Applies transactions to the target, each with the effect of exactly one application.
 *
 * <p>This rests on three assumptions:
 *
 * <ul>
 *   <li>The mark of a run is raised only when all effects of a transaction are acknowledged, and it
 *       is read first. So a transaction is never started again once its chunks may be deleted.
 *   <li>The transactions of one run are committed in order and by one committer at a time, except
 *       for a committer that was replaced and has not noticed yet.
 *   <li>The timestamp of each effect is fixed before the transaction is promised, so applying it
 *       again changes nothing.
 * </ul>
 *
 * <p>Therefore a commit may be interrupted anywhere, and the next attempt continues it.
 */
@Internal
public final class TransactionCommitter implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(TransactionCommitter.class);

  private final CommitSettings settings;
  private final CommitterTables tables;
  private final SupplierWithException<Applier, InterruptedException> appliers;
  private final Set<Long> schemaFingerprints;
  private final long restoredCheckpoint;
  private final CommitBrake brake;
  private final CommitMetrics metrics;
  private final Timing timing;
  @Nullable private Applier applier;

  /**
   * A committer for one subtask, used by one thread.
   *
   * @param appliers creates appliers for promised rows, which wait until schema and permissions are
   *     in order
   * @param schemaFingerprints identify the mutations that the appliers can write
   * @param restoredCheckpoint the checkpoint that the job was restored from, or 0
   */
  public TransactionCommitter(
      CommitSettings settings,
      CommitterTables tables,
      SupplierWithException<Applier, InterruptedException> appliers,
      Set<Long> schemaFingerprints,
      long restoredCheckpoint,
      CommitBrake brake,
      CommitMetrics metrics,
      Timing timing) {
    this.settings = settings;
    this.tables = tables;
    this.appliers = appliers;
    this.schemaFingerprints = Set.copyOf(schemaFingerprints);
    this.restoredCheckpoint = restoredCheckpoint;
    this.brake = brake;
    this.metrics = metrics;
    this.timing = timing;
  }

  /**
   * Applies a transaction to the target, unless it is there already.
   *
   * @throws IOException if that is not possible now; the next attempt continues where this one
   *     stopped
   */
  public CommitOutcome commit(Committable committable) throws IOException, InterruptedException {
    long start = timing.nanos().getAsLong();
    long ageMicros = Math.max(0, timing.clock().micros() - committable.base());
    metrics.commitStarted(ageMicros / 1_000, committable.effects(), committable.bytes());
    brake.commitStarted();
    boolean failed = true;
    try {
      CommitOutcome outcome = bringIn(committable);
      failed = false;
      return outcome;
    } catch (RuntimeException e) {
      throw new IOException(
          "Committing %s failed".formatted(new TransactionDescription(committable)), e);
    } finally {
      brake.commitEnded();
      if (failed) {
        // The applier may have failed for good, or may still have writes in flight.
        discardApplier();
      }
      metrics.commitEnded(
          timing.nanos().getAsLong() - start, committable.effects(), committable.bytes(), failed);
    }
  }

  private CommitOutcome bringIn(Committable committable) throws IOException, InterruptedException {
    TransactionDescription transaction = new TransactionDescription(committable);
    CommitMark mark =
        new CommitMark(
            committable, tables, settings.zombieGuard(), settings.retry().timeout(), timing);
    if (mark.isRaised()) {
      // The attempt that raised it may have died before it could clean up.
      tidy(committable);
      return CommitOutcome.ALREADY_COMMITTED;
    }
    Optional<String> misfit = misfit(committable, transaction);
    if (misfit.isPresent()) {
      // Its mark stays as it is: the sink that it belongs to may commit it yet.
      return giveUp(transaction, misfit.get(), null);
    }
    try {
      Optional<LatestCheckpoint.Later> later =
          new LatestCheckpoint(committable, tables).after(restoredCheckpoint);
      if (later.isPresent()) {
        // If this committer was replaced, its successor may have committed the transaction first.
        mark.stopIfRaised();
        return giveUp(transaction, transaction.isOfLeftBranch(later.get()), null);
      }
      mark.begin();
      apply(committable, mark);
    } catch (OvertakenException e) {
      LOG.info("{} was committed by another attempt meanwhile", transaction);
      standDown();
      return CommitOutcome.ALREADY_COMMITTED;
    } catch (LostTransactionException e) {
      CommitOutcome outcome =
          giveUp(transaction, transaction.isLost(e, settings.chunks().retention(), now()), e);
      applier().drain();
      // Later transactions must not be held up, and a later restore must not raise another alarm.
      mark.raise();
      return outcome;
    }
    mark.raise();
    tidy(committable);
    return CommitOutcome.COMMITTED;
  }

  private void apply(Committable committable, CommitMark mark)
      throws OvertakenException, LostTransactionException, IOException, InterruptedException {
    AppliedProgress progress = new AppliedProgress(committable, tables, timing);
    int first = progress.chunks();
    if (first > 0) {
      LOG.info(
          "{} resumes after {} of its {} chunks",
          new TransactionDescription(committable),
          first,
          committable.chunks());
    }
    try (ChunkSequence chunks =
        new ChunkSequence(committable, first, mark, tables, settings.retry().timeout(), timing)) {
      new TransactionReplay(committable, mark, progress, chunks, applier()).run();
    }
  }

  private Applier applier() throws IOException, InterruptedException {
    if (applier == null) {
      applier = appliers.get();
    }
    return applier;
  }

  /**
   * Sends nothing more, and waits a limited time for requests in flight: the next transaction may
   * write the same rows, and two writes of one row must not be in flight together.
   */
  private void standDown() throws InterruptedException {
    if (applier == null) {
      return;
    }
    Applier old = applier;
    discardApplier();
    long start = timing.nanos().getAsLong();
    for (int i = 1;
        old.requestsInFlight() > 0
            && timing.nanos().getAsLong() - start < settings.zombieGuard().toNanos();
        i++) {
      tables.backOff(i);
    }
  }

  private Instant now() {
    return Instant.EPOCH.plus(timing.clock().micros(), ChronoUnit.MICROS);
  }

  private void discardApplier() {
    if (applier != null) {
      applier.close();
      applier = null;
    }
  }

  /** Deletes chunks that are not needed any more. If that fails, they expire. */
  private void tidy(Committable committable) throws InterruptedException {
    if (!settings.chunks().deletedWhenCommitted()) {
      return;
    }
    try {
      tables.drop(committable.transaction(), committable.chunks());
    } catch (IOException e) {
      LOG.warn(
          "{} is committed, but its chunks could not be deleted. No action is needed: they"
              + " expire {} after they were staged ('sink.committer.retention').",
          new TransactionDescription(committable),
          settings.chunks().retention(),
          e);
    }
  }

  /** The reason why this sink must not apply the transaction, if there is one. */
  private Optional<String> misfit(Committable committable, TransactionDescription transaction) {
    if (!committable.sink().equals(settings.sink())) {
      return Optional.of(transaction.belongsToOtherSink(settings.sink()));
    }
    if (!committable.target().equals(settings.target())) {
      return Optional.of(transaction.belongsInOtherTable(settings.target()));
    }
    if (!schemaFingerprints.contains(committable.schemaFingerprint())) {
      return Optional.of(transaction.hasOtherColumns());
    }
    return Optional.empty();
  }

  private CommitOutcome giveUp(
      TransactionDescription transaction, String reason, @Nullable Throwable cause)
      throws IOException {
    return switch (settings.onMissing()) {
      case FAIL -> throw new IOException(transaction.failed(reason), cause);
      case SKIP -> {
        LOG.warn(transaction.skipped(reason), cause);
        yield CommitOutcome.SKIPPED;
      }
    };
  }

  /** Abandons the writes in flight. */
  @Override
  public void close() {
    discardApplier();
  }
}
