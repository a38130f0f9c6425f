package io.cosmoscassandra.flink.commit;

import io.cosmoscassandra.flink.commit.chunk.TransactionId;
import org.apache.flink.annotation.Internal;

/**
 * The promise of a transaction: all that a committer has to know to apply it, wherever and whenever
 * it is restored. It holds no row; those wait in the committer's tables.
 *
 * @param sink the identity of the sink that staged it
 * @param target the full name of the table that it is to be applied to
 * @param transaction its own identity
 * @param chunks how many chunks it was cut into
 * @param effects how many mutations it has, each with a timestamp of its own
 * @param bytes how long the encoded mutations are, before compression
 * @param digest the digest of all chunks, in order
 * @param base the timestamp of the first effect; the second has the next microsecond, and so on
 * @param schemaFingerprint tells whether the encoded mutations fit the columns that a sink writes
 * @param subtask the index of the subtask that staged it
 * @param parallelism how many subtasks there were
 * @param checkpoint the checkpoint it belongs to, or 0 if that is not known
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
    long schemaFingerprint,
    int subtask,
    int parallelism,
    long checkpoint) {

  /** The same transaction, with the checkpoint known. */
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
        schemaFingerprint,
        subtask,
        parallelism,
        id);
  }
}
