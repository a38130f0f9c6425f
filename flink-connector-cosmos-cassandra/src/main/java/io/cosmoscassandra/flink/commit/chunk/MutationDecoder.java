package io.cosmoscassandra.flink.commit.chunk;

import io.cosmoscassandra.flink.write.Delete;
import io.cosmoscassandra.flink.write.Mutation;
import io.cosmoscassandra.flink.write.Upsert;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Optional;

/** Decodes mutations from a stream of bytes that arrives in slices, which may be cut anywhere. */
public final class MutationDecoder {

  private ByteBuffer in = ByteBuffer.allocate(0);

  /** Adds the next slice, which must not change any more. */
  public void feed(byte[] slice) {
    if (in.hasRemaining()) {
      ByteBuffer joined = ByteBuffer.allocate(Math.addExact(in.remaining(), slice.length));
      joined.put(in).put(slice).flip();
      in = joined;
    } else {
      in = ByteBuffer.wrap(slice);
    }
  }

  /** The next mutation; empty until the slices contain all of it. */
  public Optional<Mutation> next() throws CorruptChunkException {
    if (!in.hasRemaining()) {
      return Optional.empty();
    }
    int start = in.position();
    try {
      Mutation mutation = read();
      if (mutation == null) {
        in.position(start);
      }
      return Optional.ofNullable(mutation);
    } catch (BufferUnderflowException e) {
      in.position(start);
      return Optional.empty();
    }
  }

  /** Whether all slices have been decoded, down to their last byte. */
  public boolean isBetweenMutations() {
    return !in.hasRemaining();
  }

  private Mutation read() throws CorruptChunkException {
    int kind = in.get();
    int length = length();
    int keyLength =
        (kind & MutationEncoder.KIND_MASK) == MutationEncoder.UPSERT ? length() : length;
    int ttl = (kind & MutationEncoder.HAS_TTL) != 0 ? length() : Mutation.NO_TTL;
    long writetime =
        (kind & MutationEncoder.HAS_WRITETIME) != 0 ? in.getLong() : Mutation.NO_WRITETIME;
    if (keyLength > length) {
      throw new CorruptChunkException(
          "a row of %,d bytes has a key of %,d bytes".formatted(length, keyLength));
    }
    if (in.remaining() < length) {
      return null;
    }
    byte[] cells = new byte[length];
    in.get(cells);
    return switch (kind & MutationEncoder.KIND_MASK) {
      case MutationEncoder.UPSERT -> new Upsert(cells, keyLength, ttl, writetime);
      case MutationEncoder.DELETE -> new Delete(cells, writetime);
      default ->
          throw new CorruptChunkException(
              "a row has the unknown kind " + (kind & MutationEncoder.KIND_MASK));
    };
  }

  private int length() throws CorruptChunkException {
    int length = 0;
    for (int shift = 0; shift < Integer.SIZE; shift += 7) {
      byte next = in.get();
      length |= (next & 0x7F) << shift;
      if (next >= 0) {
        if (length < 0) {
          break;
        }
        return length;
      }
    }
    throw new CorruptChunkException("the length of a row is impossible");
  }
}
