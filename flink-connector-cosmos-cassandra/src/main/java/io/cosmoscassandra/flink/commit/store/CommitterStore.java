package io.cosmoscassandra.flink.commit.store;

import io.cosmoscassandra.flink.commit.chunk.ChunkId;
import io.cosmoscassandra.flink.commit.chunk.TransactionId;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import org.apache.flink.annotation.Internal;

/**
 * Requests to the committer tables. Each call is one request, which may fail with an exception of
 * the driver, be lost, or complete late. {@link CommitterTables} decides on timestamps and retries.
 */
@Internal
public interface CommitterStore {

  /** Inserts a chunk. */
  CompletionStage<Void> insertChunk(ChunkId chunk, byte[] bytes, long timestamp, Duration ttl);

  /** Reads a chunk; empty if it does not exist, or not yet. */
  CompletionStage<Optional<byte[]>> readChunk(ChunkId chunk);

  /** Deletes all chunks of one bucket of a transaction. */
  CompletionStage<Void> deleteChunks(TransactionId transaction, int bucket, long timestamp);

  /** Writes a register, with a note beside it. */
  CompletionStage<Void> writeRegister(
      Register register, long value, RegisterNote note, long timestamp, Duration ttl);

  /** Reads when a register was written, in milliseconds; empty if it was never written. */
  CompletionStage<OptionalLong> readWrittenAt(Register register);

  /**
   * Reads the highest timestamp that each group of a sink has reserved, and beside {@link
   * Register#NO_RUN} the highest of all.
   */
  CompletionStage<Map<UUID, Long>> readReserved(String sink);

  /** Reads a register; empty if it was never written, or not yet. */
  CompletionStage<OptionalLong> readRegister(Register register);
}
