package io.cosmoscassandra.flink.commit.store;

import io.cosmoscassandra.flink.client.failure.RetrySettings;
import io.cosmoscassandra.flink.commit.chunk.ChunkCompression;
import io.cosmoscassandra.flink.options.MissingTransactionPolicy;
import java.io.Serializable;
import java.time.Duration;
import org.apache.flink.annotation.Internal;

/**
 * How transactions are staged and committed, with every default settled.
 *
 * @param sink the identity of the sink in the committer's tables
 * @param target the full name of the table that is written
 * @param bufferBytes how many bytes of mutations a writer holds before they are staged
 * @param chunkBytes how many bytes of mutations make a chunk, before compression
 * @param compression how chunks are stored
 * @param retention how long chunks are kept if nobody commits them
 * @param maxStagedAheadBytes how many bytes may be staged while a commit runs
 * @param onMissing what becomes of a transaction that can't be applied any more
 * @param retry how requests are retried; a missing chunk is waited for as long
 * @param maxStagingRequests how many chunks of one writer are being staged at a time
 * @param deletesChunks whether chunks are deleted when committed, rather than left to expire
 * @param zombieGuard how old the latest look at the mark may be while rows are being applied
 */
@Internal
public record CommitSettings(
    String sink,
    String target,
    long bufferBytes,
    int chunkBytes,
    ChunkCompression compression,
    Duration retention,
    long maxStagedAheadBytes,
    MissingTransactionPolicy onMissing,
    RetrySettings retry,
    int maxStagingRequests,
    boolean deletesChunks,
    Duration zombieGuard)
    implements Serializable {

  public CommitSettings {
    if (chunkBytes < 1 || maxStagingRequests < 1) {
      throw new IllegalArgumentException(
          "A chunk of %d bytes and %d staging requests are too few"
              .formatted(chunkBytes, maxStagingRequests));
    }
  }
}
