package io.cosmoscassandra.flink.read;

import java.io.Serializable;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import org.apache.flink.annotation.Internal;

/** A value in the encoding of its CQL type. */
@Internal
public final class CqlValue implements Serializable {

  private static final long serialVersionUID = 1L;

  private final byte[] bytes;

  public CqlValue(byte[] bytes) {
    this.bytes = bytes.clone();
  }

  /** The bytes, in a buffer that belongs to the caller. */
  ByteBuffer bytes() {
    return ByteBuffer.wrap(bytes).asReadOnlyBuffer();
  }

  /** A copy of the bytes. */
  public byte[] toByteArray() {
    return bytes.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof CqlValue that && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return "0x" + HexFormat.of().formatHex(bytes);
  }
}
