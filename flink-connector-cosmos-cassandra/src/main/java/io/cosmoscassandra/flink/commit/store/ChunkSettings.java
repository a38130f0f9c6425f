package io.cosmoscassandra.flink.commit.store;

import io.cosmoscassandra.flink.commit.chunk.ChunkCompression;
import java.io.Serializable;
import java.time.Duration;
import org.apache.flink.annotation.Internal;

/**
 * Form and lifetime of the chunks that a sink stages.
 *
 * @param bytes how many bytes of mutations make a chunk, before compression
 * @param compression how the body of a chunk is compressed
 * @param retention how long a chunk is kept if its transaction is never committed
 * @param deletedWhenCommitted whether a commit deletes its chunks, rather than leave them to expire
 */
@Internal
public record ChunkSettings(
    int bytes, ChunkCompression compression, Duration retention, boolean deletedWhenCommitted)
    implements Serializable {

  public ChunkSettings {
    if (bytes < 1) {
      throw new IllegalArgumentException(
          "The size of a chunk must be greater than zero, but is %d.".formatted(bytes));
    }
  }
}
