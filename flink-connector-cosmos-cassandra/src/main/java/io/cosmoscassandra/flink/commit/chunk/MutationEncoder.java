package io.cosmoscassandra.flink.commit.chunk;

import io.cosmoscassandra.flink.write.Delete;
import io.cosmoscassandra.flink.write.Increment;
import io.cosmoscassandra.flink.write.Mutation;
import io.cosmoscassandra.flink.write.Upsert;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Encodes mutations one after the other into a stream of bytes: a byte that says what follows, the
 * lengths, the TTL and the write time if the mutation has its own, and its cells.
 */
final class MutationEncoder {

  static final int UPSERT = 0;
  static final int DELETE = 1;
  static final int KIND_MASK = 0x0F;
  static final int HAS_TTL = 0x10;
  static final int HAS_WRITETIME = 0x20;
  static final int MERGES = 0x40;

  /** Upper limit of a head: a byte, three lengths of up to five bytes, and a time. */
  static final int MAX_HEAD_BYTES = 32;

  private final ByteBuffer head = ByteBuffer.allocate(MAX_HEAD_BYTES);
  private final Bytes out;

  /** Receives the stream in pieces. */
  interface Bytes {
    void write(byte[] bytes, int length) throws IOException, InterruptedException;
  }

  MutationEncoder(Bytes out) {
    this.out = out;
  }

  void encode(Mutation mutation) throws IOException, InterruptedException {
    head.clear();
    head.put((byte) (kind(mutation) | flags(mutation)));
    putLength(mutation.cells().length);
    if (mutation instanceof Upsert) {
      putLength(mutation.keyLength());
    }
    if (mutation.ttl() != Mutation.NO_TTL) {
      putLength(mutation.ttl());
    }
    if (mutation.writetime() != Mutation.NO_WRITETIME) {
      head.putLong(mutation.writetime());
    }
    out.write(head.array(), head.position());
    out.write(mutation.cells(), mutation.cells().length);
  }

  private static int kind(Mutation mutation) {
    if (mutation instanceof Upsert) {
      return UPSERT;
    }
    if (mutation instanceof Delete) {
      return DELETE;
    }
    throw new IllegalArgumentException(
        "%s cannot be repeated, so it cannot be staged".formatted(Increment.class.getSimpleName()));
  }

  private static int flags(Mutation mutation) {
    return (mutation instanceof Upsert upsert && upsert.merges() ? MERGES : 0)
        | (mutation.ttl() == Mutation.NO_TTL ? 0 : HAS_TTL)
        | (mutation.writetime() == Mutation.NO_WRITETIME ? 0 : HAS_WRITETIME);
  }

  /** Seven bits per byte, the lowest first; the highest bit is set in all bytes but the last. */
  private void putLength(int length) {
    int rest = length;
    while (rest >>> 7 != 0) {
      head.put((byte) (rest | 0x80));
      rest >>>= 7;
    }
    head.put((byte) rest);
  }
}
