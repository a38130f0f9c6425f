package io.cosmoscassandra.flink.commit.chunk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.UUID;
import java.util.zip.CRC32C;

/**
 * Encodes chunks as they are stored: a header that identifies the chunk, the body, and a checksum
 * over both. Chunks of every released version stay readable.
 */
public final class ChunkCodec {

  /** The digest of no chunk at all, from which the digest of a transaction starts. */
  public static final long EMPTY_DIGEST = 0x5DEECE66DL;

  /** The most that a chunk holds, before compression: what claims to be longer is not a chunk. */
  public static final int MAX_RAW_BYTES = 1 << 20;

  private static final byte VERSION = 1;
  private static final byte ENDS_BUFFER = 1;
  private static final int HEADER_BYTES =
      3 * Byte.BYTES + 5 * Long.BYTES + 2 * Integer.BYTES; // see write
  private static final int CHECKSUM_BYTES = Integer.BYTES;

  /**
   * Stored form of a chunk.
   *
   * @param bytes header, body and checksum
   * @param digest the digest of all chunks up to and including this one
   */
  @SuppressWarnings("ArrayRecordComponent") // chunks are never compared
  record Stored(byte[] bytes, long digest) {}

  private ChunkCodec() {}

  static Stored encode(
      Chunk.Position position, ChunkCompression wanted, byte[] raw, int rawLength) {
    ChunkCompression compression = wanted;
    byte[] body = compression.compress(raw, rawLength);
    if (body.length >= rawLength) {
      compression = ChunkCompression.NONE;
      body = compression.compress(raw, rawLength);
    }
    ByteBuffer out = ByteBuffer.allocate(HEADER_BYTES + body.length + CHECKSUM_BYTES);
    out.put(VERSION).put(compression.id()).put(position.endsBuffer() ? ENDS_BUFFER : 0);
    TransactionId transaction = position.id().transaction();
    out.putLong(transaction.run().getMostSignificantBits());
    out.putLong(transaction.run().getLeastSignificantBits());
    out.putLong(transaction.seq());
    out.putInt(position.id().index());
    out.putLong(position.effectsBefore());
    out.putLong(position.digestBefore());
    out.putInt(rawLength);
    out.put(body);
    int checksum = checksum(out.array());
    out.putInt(checksum);
    return new Stored(out.array(), digestAfter(position.digestBefore(), checksum, out.capacity()));
  }

  /**
   * Decodes a stored chunk.
   *
   * @throws CorruptChunkException if the chunk is damaged or is another one than expected
   * @throws IOException if only a newer release can read the chunk
   */
  public static Chunk decode(ChunkId expected, byte[] stored) throws IOException {
    if (stored.length < HEADER_BYTES + CHECKSUM_BYTES) {
      throw new CorruptChunkException("it ends after %,d bytes".formatted(stored.length));
    }
    ByteBuffer in = ByteBuffer.wrap(stored);
    byte version = in.get();
    if (version < 1) {
      throw new CorruptChunkException("it has the impossible format version " + version);
    }
    if (version > VERSION) {
      throw new IOException(
          "A chunk of format version %d was staged by a newer release of the Cassandra connector; this one reads versions up to %d. Restore with the newer release."
              .formatted(version, VERSION));
    }
    int checksum = checksum(stored);
    if (checksum != in.getInt(stored.length - CHECKSUM_BYTES)) {
      throw new CorruptChunkException("its checksum does not match");
    }
    ChunkCompression compression = ChunkCompression.of(in.get());
    boolean endsBuffer = (in.get() & ENDS_BUFFER) != 0;
    ChunkId id =
        new ChunkId(
            new TransactionId(new UUID(in.getLong(), in.getLong()), in.getLong()), in.getInt());
    if (!id.equals(expected)) {
      throw new CorruptChunkException("it identifies itself as %s".formatted(id));
    }
    Chunk.Position position = new Chunk.Position(id, endsBuffer, in.getLong(), in.getLong());
    int rawLength = in.getInt();
    if (rawLength < 1 || rawLength > MAX_RAW_BYTES) {
      throw new CorruptChunkException("it claims the impossible length of " + rawLength);
    }
    byte[] raw =
        compression.decompress(
            stored, in.position(), stored.length - CHECKSUM_BYTES - in.position(), rawLength);
    return new Chunk(position, raw, digestAfter(position.digestBefore(), checksum, stored.length));
  }

  /** The digest of a transaction up to a chunk; it depends on the order of the chunks. */
  private static long digestAfter(long before, int checksum, int length) {
    long mixed = before + (((long) checksum << 32) ^ length) + 0x9E3779B97F4A7C15L;
    mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
    return mixed ^ (mixed >>> 31);
  }

  private static int checksum(byte[] stored) {
    CRC32C checksum = new CRC32C();
    checksum.update(stored, 0, stored.length - CHECKSUM_BYTES);
    return (int) checksum.getValue();
  }
}
