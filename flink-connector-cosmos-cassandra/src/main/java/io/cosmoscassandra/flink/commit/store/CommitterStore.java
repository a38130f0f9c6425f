package io.cosmoscassandra.flink.commit.store;

import io.cosmoscassandra.flink.commit.chunk.ChunkId;
import io.cosmoscassandra.flink.commit.chunk.TransactionId;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletionStage;
import org.apache.flink.annotation.Internal;

/**
 * The committer's tables as a database offers them: each call is one request, which may fail with
 * the driver's exceptions, be lost, or be answered late. What is to be written, with which
 * timestamp, and when to try again is decided by {@link CommitterTables}.
 */
@Internal
public interface CommitterStore {

  /** Inserts a chunk. */
  CompletionStage<Void> insertChunk(ChunkId chunk, byte[] bytes, long timestamp, Duration ttl);

  /** Reads a chunk; empty if there is none, or none yet. */
  CompletionStage<Optional<byte[]>> readChunk(ChunkId chunk);

  /** Deletes all chunks of one bucket of a transaction. */
  CompletionStage<Void> deleteChunks(TransactionId transaction, int bucket, long timestamp);

  /** Writes a register, with notes for people beside it. */
  CompletionStage<Void> writeRegister(
      Register register, long value, RegisterNote note, long timestamp, Duration ttl);

  /** Reads a register; empty if it was never written, or not yet. */
  CompletionStage<OptionalLong> readRegister(Register register);
}
