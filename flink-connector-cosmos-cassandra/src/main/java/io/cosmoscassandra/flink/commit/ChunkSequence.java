package io.cosmoscassandra.flink.commit;

import io.cosmoscassandra.flink.commit.chunk.Chunk;
import io.cosmoscassandra.flink.commit.chunk.ChunkCodec;
import io.cosmoscassandra.flink.commit.chunk.ChunkId;
import io.cosmoscassandra.flink.commit.chunk.CorruptChunkException;
import io.cosmoscassandra.flink.commit.store.CommitterTables;
import io.cosmoscassandra.flink.time.Timing;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import javax.annotation.Nullable;

/**
 * Reads the chunks of a transaction in order, each while the previous one is being applied. A chunk
 * that seems missing or damaged is read again for a while: another attempt may have committed and
 * deleted it, or a server may not have it yet.
 */
final class ChunkSequence implements AutoCloseable {

  /** Minimum number of reads of a chunk, and of the mark, before the chunk counts as lost. */
  private static final int MIN_LOOKS = 10;

  private final Committable committable;
  private final CommitMark mark;
  private final CommitterTables tables;
  private final Timing timing;
  private final Duration timeout;
  private int index;
  @Nullable private Long digest;
  @Nullable private CompletableFuture<Optional<byte[]>> ahead;

  /**
   * @param first the index of the first chunk to read
   * @param timeout how long to wait for a missing chunk
   */
  ChunkSequence(
      Committable committable,
      int first,
      CommitMark mark,
      CommitterTables tables,
      Duration timeout,
      Timing timing) {
    this.committable = committable;
    this.index = first;
    this.mark = mark;
    this.tables = tables;
    this.timeout = timeout;
    this.timing = timing;
    if (first == 0) {
      digest = ChunkCodec.EMPTY_DIGEST;
    }
  }

  boolean hasNext() {
    return index < committable.chunks();
  }

  /**
   * The next chunk.
   *
   * @throws OvertakenException if the transaction turns out to be committed
   * @throws LostTransactionException if the chunk is missing or damaged for good
   */
  Chunk next()
      throws OvertakenException, LostTransactionException, IOException, InterruptedException {
    ChunkId id = new ChunkId(committable.transaction(), index);
    CompletableFuture<Optional<byte[]>> reading = ahead == null ? tables.startReading(id) : ahead;
    ahead = null;
    Chunk chunk = await(id, reading);
    digest = chunk.digest();
    index++;
    if (hasNext()) {
      ahead = tables.startReading(new ChunkId(committable.transaction(), index));
    }
    return chunk;
  }

  private Chunk await(ChunkId id, CompletableFuture<Optional<byte[]>> first)
      throws OvertakenException, LostTransactionException, IOException, InterruptedException {
    CompletableFuture<Optional<byte[]>> reading = first;
    long lastRead = timing.nanos().getAsLong();
    long waited = 0;
    int attempts = 0;
    while (true) {
      CorruptChunkException damage = null;
      try {
        Optional<byte[]> stored = tables.awaitChunk(reading);
        if (stored.isPresent()) {
          return checked(ChunkCodec.decode(id, stored.get()));
        }
      } catch (CorruptChunkException e) {
        damage = e;
      }
      // The order matters: an attempt raises the mark before it deletes the chunks.
      mark.stopIfRaised();
      if (waited >= timeout.toNanos()) {
        throw lost(id, damage);
      }
      attempts++;
      tables.backOff(attempts);
      long now = timing.nanos().getAsLong();
      // A suspended process does not look for the chunk, so the time counts only in part.
      waited += Math.min(now - lastRead, timeout.toNanos() / MIN_LOOKS);
      lastRead = now;
      reading = tables.startReading(id);
    }
  }

  private Chunk checked(Chunk chunk) throws CorruptChunkException {
    if (digest != null && chunk.position().digestBefore() != digest) {
      throw new CorruptChunkException("it does not follow the chunk before it");
    }
    boolean last = index == committable.chunks() - 1;
    if (last && chunk.digest() != committable.digest()) {
      throw new CorruptChunkException(
          "it is the last chunk of the transaction, but its digest is not that of the committable");
    }
    if (last && !chunk.position().endsBuffer()) {
      throw new CorruptChunkException(
          "it is the last chunk of the transaction, but more must follow it");
    }
    return chunk;
  }

  private LostTransactionException lost(ChunkId id, @Nullable CorruptChunkException damage) {
    String place = "chunk %d of %d".formatted(id.index() + 1, committable.chunks());
    return damage == null
        ? new LostTransactionException(
            place + " is not in the committer tables, and no mark says that it was committed", null)
        : new LostTransactionException(place + " is damaged: " + damage.getMessage(), damage);
  }

  /** Stops reading ahead. */
  @Override
  public void close() {
    if (ahead != null) {
      ahead.cancel(false);
    }
  }
}
