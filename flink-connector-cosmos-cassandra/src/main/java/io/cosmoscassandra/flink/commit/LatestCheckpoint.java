package io.cosmoscassandra.flink.commit;

import io.cosmoscassandra.flink.commit.store.CommitterTables;
import io.cosmoscassandra.flink.commit.store.Register;
import io.cosmoscassandra.flink.commit.store.RegisterNote;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/**
 * Records the latest checkpoint of which a subtask of a submitted job has begun to commit a
 * transaction, and finds out by it whether a restored transaction belongs to a branch that was
 * left.
 *
 * <p>Flink does not go back to a plain savepoint when a job fails. So an attempt of a subtask may
 * start from an older checkpoint, and commit later ones, while what the attempt before it promised
 * in the savepoint is never committed. If the savepoint is restored after all, its rows are older
 * than those that were written since. A commit that was only begun counts, too, because some of its
 * rows may have been written.
 *
 * <p>The register holds the attempt in the higher bits: what the same attempt has begun proves
 * nothing, because a job may be canceled when some subtasks have committed a checkpoint.
 */
final class LatestCheckpoint {

  /** Enough for a checkpoint in every second of eight years; later ones are not recorded. */
  private static final int CHECKPOINT_BITS = 28;

  /** Stands for rows after the last checkpoint of a bounded input, which belong to none. */
  private static final long END_OF_INPUT = (1L << CHECKPOINT_BITS) - 1;

  private final Committable committable;
  private final Register register;
  private final CommitterTables tables;

  /**
   * A checkpoint that the job had begun to commit though an earlier one is restored.
   *
   * @param restored the checkpoint that was restored
   * @param begun the later one
   * @param at when its commit began
   */
  record Later(long restored, long begun, Instant at) {

    /** What had been begun, for people. */
    String shown() {
      return begun == END_OF_INPUT ? "its last rows" : "checkpoint " + begun;
    }
  }

  LatestCheckpoint(Committable committable, CommitterTables tables) {
    this.committable = committable;
    this.tables = tables;
    String subtask = committable.group() + "/" + committable.subtask();
    this.register =
        Register.latestCheckpoint(
            committable.sink(), UUID.nameUUIDFromBytes(subtask.getBytes(StandardCharsets.UTF_8)));
  }

  private boolean isKnown() {
    return !committable.group().equals(Committable.NO_GROUP)
        && committable.checkpoint() < END_OF_INPUT;
  }

  private long checkpoint() {
    return committable.checkpoint() == 0 ? END_OF_INPUT : committable.checkpoint();
  }

  /** Records that the commit of the transaction begins. */
  void raise(RegisterNote note) throws IOException, InterruptedException {
    if (isKnown()) {
      tables.raise(register, (long) committable.attempt() << CHECKPOINT_BITS | checkpoint(), note);
    }
  }

  /**
   * A later checkpoint than the restored one that a later attempt of the subtask has begun to
   * commit.
   *
   * @param restored the checkpoint that was restored, or 0
   */
  Optional<Later> after(long restored) throws IOException, InterruptedException {
    // What came after the last checkpoint has none, whether it was restored or not.
    if (!isKnown() || restored == 0 || committable.checkpoint() > restored) {
      return Optional.empty();
    }
    OptionalLong value = tables.read(register);
    long attempt = value.orElse(0) >>> CHECKPOINT_BITS;
    long begun = value.orElse(0) & END_OF_INPUT;
    if (attempt <= committable.attempt() || begun <= restored) {
      return Optional.empty();
    }
    long millis = tables.readWrittenAt(register).orElse(0);
    return Optional.of(new Later(restored, begun, Instant.ofEpochMilli(millis)));
  }
}
