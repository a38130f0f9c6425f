package io.cosmoscassandra.flink.codec;

import com.datastax.oss.driver.internal.core.type.util.VIntCoding;
import java.nio.ByteBuffer;

/** Goes through the parts of an encoded value that is made of others. */
final class PartCursor {

  private enum Lengths {
    /** Before each part, in four bytes; -1 means null. */
    INT,
    /** Before each part, in as few bytes as it needs. */
    VINT,
    /** The same for all, written nowhere. */
    FIXED
  }

  private final byte[] bytes;
  private final Lengths lengths;
  private int remaining;
  private int start;
  private int length;
  private int end;

  private PartCursor(byte[] bytes, int start, int parts, Lengths lengths, int fixedLength) {
    this.bytes = bytes;
    this.end = start;
    this.remaining = parts;
    this.lengths = lengths;
    this.length = fixedLength;
  }

  /** The parts of a collection, which begins with the number of its entries. */
  static PartCursor ofCounted(byte[] bytes, int start, int partsPerEntry) {
    int parts = partsPerEntry * BigEndian.intAt(bytes, start);
    return new PartCursor(bytes, start + Integer.BYTES, parts, Lengths.INT, 0);
  }

  /** The fields of a tuple. */
  static PartCursor ofFields(byte[] bytes, int start, int fields) {
    return new PartCursor(bytes, start, fields, Lengths.INT, 0);
  }

  /** The elements of a vector that all have one length. */
  static PartCursor ofFixed(byte[] bytes, int start, int elements, int length) {
    return new PartCursor(bytes, start, elements, Lengths.FIXED, length);
  }

  /** The elements of a vector that have each their own length. */
  static PartCursor ofVariable(byte[] bytes, int start, int elements) {
    return new PartCursor(bytes, start, elements, Lengths.VINT, 0);
  }

  /** Goes to the next part, if there is one. */
  boolean next() {
    if (remaining == 0) {
      return false;
    }
    remaining--;
    switch (lengths) {
      case INT -> {
        length = BigEndian.intAt(bytes, end);
        start = end + Integer.BYTES;
      }
      case VINT -> {
        length = VIntCoding.getUnsignedVInt32(ByteBuffer.wrap(bytes), end);
        start = end + VIntCoding.computeUnsignedVIntSize(length);
      }
      case FIXED -> start = end;
    }
    end = start + Math.max(length, 0);
    return true;
  }

  /** Compares the parts that both are at. */
  int compareTo(PartCursor other, ValueOrder order) {
    if (length < 0 || other.length < 0) {
      return Boolean.compare(length >= 0, other.length >= 0);
    }
    return order.compare(bytes, start, length, other.start, other.length);
  }
}
