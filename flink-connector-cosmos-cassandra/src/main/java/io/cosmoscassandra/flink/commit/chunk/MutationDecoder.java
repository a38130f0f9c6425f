package io.cosmoscassandra.flink.commit.chunk;

import io.cosmoscassandra.flink.write.Delete;
import io.cosmoscassandra.flink.write.Mutation;
import io.cosmoscassandra.flink.write.Upsert;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.annotation.Nullable;

/**
 * Decodes mutations from a stream of bytes that arrives in slices, which may be cut anywhere. The
 * slices of a row are joined once, when all of them have arrived, however many they are.
 */
public final class MutationDecoder {

  private ByteBuffer in = ByteBuffer.allocate(0);

  /** Slices that follow what is in the buffer, and the number of their bytes. */
  private final List<byte[]> following = new ArrayList<>();

  private int followingBytes;

  /** The bytes that the next mutation takes at least, from the position of the buffer on. */
  private int required = 1;

  /** Adds the next slice, which must not change any more. */
  public void feed(byte[] slice) {
    following.add(slice);
    followingBytes = Math.addExact(followingBytes, slice.length);
  }

  private int available() {
    return Math.addExact(in.remaining(), followingBytes);
  }

  private void join() {
    if (following.isEmpty()) {
      return;
    }
    if (following.size() == 1 && !in.hasRemaining()) {
      in = ByteBuffer.wrap(following.get(0));
    } else {
      ByteBuffer joined = ByteBuffer.allocate(available());
      joined.put(in);
      following.forEach(joined::put);
      in = joined.flip();
    }
    following.clear();
    followingBytes = 0;
  }

  /** The next mutation; empty until the slices contain all of it. */
  public Optional<Mutation> next() throws CorruptChunkException {
    if (available() < required) {
      return Optional.empty();
    }
    join();
    int start = in.position();
    try {
      Mutation mutation = read(start);
      if (mutation == null) {
        in.position(start);
      } else {
        required = 1;
      }
      return Optional.ofNullable(mutation);
    } catch (BufferUnderflowException e) {
      in.position(start);
      required = in.remaining() + 1;
      return Optional.empty();
    }
  }

  /** Whether all slices have been decoded, down to their last byte. */
  public boolean isBetweenMutations() {
    return available() == 0;
  }

  /** The mutation at a position; null if only its head is there, which says what it requires. */
  @Nullable
  private Mutation read(int start) throws CorruptChunkException {
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
      required = (int) Math.min(Integer.MAX_VALUE, in.position() - start + (long) length);
      return null;
    }
    byte[] cells = new byte[length];
    in.get(cells);
    return switch (kind & MutationEncoder.KIND_MASK) {
      case MutationEncoder.UPSERT ->
          new Upsert(cells, keyLength, ttl, writetime, (kind & MutationEncoder.MERGES) != 0);
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
