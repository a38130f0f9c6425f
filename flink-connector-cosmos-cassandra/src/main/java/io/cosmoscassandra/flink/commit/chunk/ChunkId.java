package io.cosmoscassandra.flink.commit.chunk;

import org.apache.flink.annotation.Internal;

/**
 * Identity of a chunk.
 *
 * @param transaction the transaction that the chunk is a part of
 * @param index the number of the chunk, from 0
 */
@Internal
public record ChunkId(TransactionId transaction, int index) {

  /** With chunks of 256 KiB a partition of the chunk table stays at 16 MiB. */
  static final int CHUNKS_PER_BUCKET = 64;

  /** The part of the transaction that shares one partition of the chunk table. */
  public int bucket() {
    return index / CHUNKS_PER_BUCKET;
  }
}
