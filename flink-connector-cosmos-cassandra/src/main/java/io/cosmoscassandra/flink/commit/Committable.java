package io.cosmoscassandra.flink.commit;

import io.cosmoscassandra.flink.commit.chunk.TransactionId;
import java.util.Comparator;
import java.util.UUID;
import org.apache.flink.annotation.Internal;

/**
 * Promise of a transaction: all that a committer must know to apply it, wherever and whenever the
 * promise is restored. Its rows are in the committer tables.
 *
 * @param sink the identity of the sink that staged the transaction
 * @param target the full name of the table that the transaction is applied to
 * @param transaction the identity of the transaction
 * @param chunks the number of chunks that the transaction was cut into
 * @param effects the number of mutations, each with a timestamp of its own
 * @param bytes the size of the encoded mutations, before compression
 * @param digest the digest of all chunks, in order
 * @param base the timestamp of the first effect
 * @param stride the distance in microseconds from one effect's timestamp to that of the next
 * @param group identifies the subtasks of one submitted job that share the timestamps, or {@link
 *     #NO_GROUP} if it is not known
 * @param attempt the number of the attempt of the subtask that staged the transaction
 * @param schemaFingerprint identifies the columns that the mutations are encoded for
 * @param subtask the index of the subtask that staged the transaction
 * @param parallelism the number of subtasks at that time
 * @param checkpoint the checkpoint that the transaction belongs to, or 0 if it is not known
 */
@Internal
public record Committable(
    String sink,
    String target,
    TransactionId transaction,
    int chunks,
    long effects,
    long bytes,
    long digest,
    long base,
    int stride,
    UUID group,
    int attempt,
    long schemaFingerprint,
    int subtask,
    int parallelism,
    long checkpoint) {

  /**
   * The order in which transactions of one call of Flink are committed: after a rescaling it may
   * hold what several subtasks wrote. Their rows have timestamps of their own, so that no result
   * rests on it.
   */
  public static final Comparator<Committable> OLDEST_FIRST =
      Comparator.comparingLong(Committable::base);

  /** Group of transactions that the first version promised. */
  static final UUID NO_GROUP = new UUID(0, 0);

  /** The timestamp of an effect, which are counted from 0. */
  public long timestamp(long effect) {
    return base + effect * stride;
  }

  /** The same transaction with its checkpoint. */
  public Committable withCheckpoint(long id) {
    return new Committable(
        sink,
        target,
        transaction,
        chunks,
        effects,
        bytes,
        digest,
        base,
        stride,
        group,
        attempt,
        schemaFingerprint,
        subtask,
        parallelism,
        id);
  }
}
