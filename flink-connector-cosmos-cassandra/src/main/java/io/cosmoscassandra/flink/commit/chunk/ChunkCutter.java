package io.cosmoscassandra.flink.commit.chunk;

import io.cosmoscassandra.flink.write.Mutation;
import java.io.IOException;
import java.util.List;

/** Cuts the encoded mutations of one transaction into chunks; a row may span several chunks. */
public final class ChunkCutter {

  private final TransactionId transaction;
  private final byte[] slice;
  private final ChunkCompression compression;
  private final Taker taker;
  private final MutationEncoder encoder = new MutationEncoder(this::append);
  private int filled;
  private int chunks;
  private long effects;
  private long effectsBeforeBuffer;
  private long bytes;
  private long digest = ChunkCodec.EMPTY_DIGEST;

  /** Receives the chunks in order. */
  public interface Taker {
    void take(ChunkId id, byte[] stored, int rawLength) throws IOException, InterruptedException;
  }

  public ChunkCutter(
      TransactionId transaction, int chunkBytes, ChunkCompression compression, Taker taker) {
    this.transaction = transaction;
    this.slice = new byte[chunkBytes];
    this.compression = compression;
    this.taker = taker;
  }

  /** Cuts the mutations of a full buffer; its last chunk is marked as the end of the buffer. */
  public void seal(List<Mutation> mutations) throws IOException, InterruptedException {
    effectsBeforeBuffer = effects;
    for (Mutation mutation : mutations) {
      encoder.encode(mutation);
      effects++;
    }
    if (filled > 0) {
      cut(true);
    }
  }

  private void append(byte[] source, int length) throws IOException, InterruptedException {
    int copied = 0;
    while (copied < length) {
      // A full slice is cut only when more bytes follow: the last slice of a buffer is marked so.
      if (filled == slice.length) {
        cut(false);
      }
      int part = Math.min(slice.length - filled, length - copied);
      System.arraycopy(source, copied, slice, filled, part);
      filled += part;
      copied += part;
    }
  }

  private void cut(boolean endsBuffer) throws IOException, InterruptedException {
    ChunkId id = new ChunkId(transaction, chunks);
    ChunkCodec.Stored stored =
        ChunkCodec.encode(
            new Chunk.Position(id, endsBuffer, effectsBeforeBuffer, digest),
            compression,
            slice,
            filled);
    int rawLength = filled;
    chunks = Math.addExact(chunks, 1);
    bytes += rawLength;
    digest = stored.digest();
    filled = 0;
    taker.take(id, stored.bytes(), rawLength);
  }

  public TransactionId transaction() {
    return transaction;
  }

  public int chunks() {
    return chunks;
  }

  public long effects() {
    return effects;
  }

  /** The size of all encoded mutations so far, before compression. */
  public long bytes() {
    return bytes;
  }

  public long digest() {
    return digest;
  }
}
