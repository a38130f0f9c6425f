package io.cosmoscassandra.flink.commit.chunk;

import org.apache.flink.annotation.Internal;

/**
 * The place of a chunk.
 *
 * @param transaction the transaction it is a part of
 * @param index 0 for the first chunk, and so on
 */
@Internal
public record ChunkId(TransactionId transaction, int index) {

  /** With chunks of 256 KiB a partition of the chunk table stays at 16 MiB. */
  static final int CHUNKS_PER_BUCKET = 64;

  /** The partition of the chunk table that it lies in. */
  public int bucket() {
    return index / CHUNKS_PER_BUCKET;
  }
}
