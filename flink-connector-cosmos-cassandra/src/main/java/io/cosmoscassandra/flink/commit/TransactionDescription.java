package io.cosmoscassandra.flink.commit;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Describes a transaction to operators. */
final class TransactionDescription {

  private final Committable committable;

  TransactionDescription(Committable committable) {
    this.committable = committable;
  }

  /** The name of the transaction, with which a sentence can begin. */
  @Override
  public String toString() {
    return "Transaction %d of run %s of sink '%s' (%,d rows of subtask %d of %d, checkpoint %d, staged for table %s at %s)"
        .formatted(
            committable.transaction().seq(),
            committable.transaction().run(),
            committable.sink(),
            committable.effects(),
            committable.subtask() + 1,
            committable.parallelism(),
            committable.checkpoint(),
            committable.target(),
            stagedAt().truncatedTo(ChronoUnit.SECONDS));
  }

  /** Reason: another sink staged the transaction. */
  String belongsToOtherSink(String thisSink) {
    return "it was staged by sink '%s', but this is sink '%s'. If they are the same sink, set 'sink.id' = '%s'"
        .formatted(committable.sink(), thisSink, committable.sink());
  }

  /** Reason: the transaction was staged for another table. */
  String belongsInOtherTable(String thisTable) {
    return "it was staged for table %s, but this sink writes to table %s. Restore it with the table that it was staged for"
        .formatted(committable.target(), thisTable);
  }

  /** Reason: the columns of the sink have changed. */
  String hasOtherColumns() {
    return "it was staged with other columns than this sink writes to table %s. Restore once with the columns as they were declared, stop with a savepoint, and then change them"
        .formatted(committable.target());
  }

  /** Reason: staged rows are missing or damaged. */
  String isLost(LostTransactionException loss, Duration retention, Instant now) {
    Duration age = Duration.between(stagedAt(), now);
    String explanation =
        age.compareTo(retention) >= 0
            ? "Chunks are kept for %s ('sink.committer.retention'), but it was staged %s ago"
                .formatted(retention, age.truncatedTo(ChronoUnit.SECONDS))
            : "Chunks are kept for %s ('sink.committer.retention'), so it has not expired: these are not the committer tables that it was staged in (compare 'hosts', 'sink.committer.keyspace' and 'sink.committer.table-prefix'), or its chunks were deleted from them"
                .formatted(retention);
    return "%s. %s. Its rows, or some of them, are missing from table %s"
        .formatted(loss.getMessage(), explanation, committable.target());
  }

  /** Reason: the job was restored from an earlier checkpoint than it had begun to commit. */
  String isOfLeftBranch(LatestCheckpoint.Later later) {
    return "the job was restored from checkpoint %d, but the job that staged it began to commit %s at %s. So it belongs to a branch that was left: what was deleted since then could be missing from its input, and its rows are older than those in table %s. Restore the latest checkpoint of the job instead"
        .formatted(
            later.restored(),
            later.shown(),
            later.at().truncatedTo(ChronoUnit.SECONDS),
            committable.target());
  }

  /** Message of a commit whose mark has no effect. */
  String hasInvisibleMark() {
    return "%s is in the table, but the mark that says so cannot be read. Rows of this sink were deleted from the committer table of registers, and that hides what is written later. Nothing is lost, since its chunks are kept. Remove the deletion: when 'gc_grace_seconds' of that table have passed, run 'nodetool compact' for it on every node."
        .formatted(this);
  }

  /** Message of a commit that fails for a reason. */
  String failed(String reason) {
    return "%s To give up such transactions and lose their rows, set 'sink.committer.on-missing-transaction' = 'skip'."
        .formatted(cannotBeCommitted(reason));
  }

  /** Message of a transaction that is given up for a reason. */
  String skipped(String reason) {
    return "%s The transaction is given up and its rows are lost ('sink.committer.on-missing-transaction' = 'skip')."
        .formatted(cannotBeCommitted(reason));
  }

  private String cannotBeCommitted(String reason) {
    return "%s cannot be committed: %s.".formatted(this, reason);
  }

  private Instant stagedAt() {
    return Instant.EPOCH.plus(committable.base(), ChronoUnit.MICROS);
  }
}
