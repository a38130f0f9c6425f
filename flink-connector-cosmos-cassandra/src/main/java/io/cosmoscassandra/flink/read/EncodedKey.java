package io.cosmoscassandra.flink.read;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.flink.annotation.Internal;

/** The values of a key in the encodings of their columns. Equal keys find the same rows. */
@Internal
public final class EncodedKey {

  /** Each value with its length before it. */
  private final byte[] bytes;

  private final int hash;

  /** A key of bytes that no caller changes afterwards. */
  EncodedKey(byte[] bytes) {
    this.bytes = bytes;
    this.hash = Arrays.hashCode(bytes);
  }

  /** The values, each in a buffer of its own. */
  List<ByteBuffer> values() {
    List<ByteBuffer> values = new ArrayList<>();
    ByteBuffer all = ByteBuffer.wrap(bytes);
    while (all.hasRemaining()) {
      int length = all.getInt();
      values.add(all.slice(all.position(), length));
      all.position(all.position() + length);
    }
    return values;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof EncodedKey that && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return hash;
  }
}
