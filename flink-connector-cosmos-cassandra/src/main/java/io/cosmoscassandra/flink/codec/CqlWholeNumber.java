package io.cosmoscassandra.flink.codec;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.Locale;
import org.apache.flink.core.memory.DataOutputSerializer;

/** A CQL type of whole numbers. */
enum CqlWholeNumber {
  TINYINT(Byte.BYTES),
  SMALLINT(Short.BYTES),
  INT(Integer.BYTES),
  BIGINT(Long.BYTES),
  COUNTER(Long.BYTES),
  VARINT(0);

  /** 0 if there is no bound. */
  private final int bytes;

  private final long min;
  private final long max;

  CqlWholeNumber(int bytes) {
    this.bytes = bytes;
    this.min = bytes == 0 ? Long.MIN_VALUE : Long.MIN_VALUE >> (Long.SIZE - Byte.SIZE * bytes);
    this.max = ~min;
  }

  void write(long value, DataOutputSerializer out) throws IOException {
    if (value < min || value > max) {
      throw doesNotTake(value);
    }
    switch (this) {
      case TINYINT -> out.writeByte((int) value);
      case SMALLINT -> out.writeShort((int) value);
      case INT -> out.writeInt((int) value);
      case BIGINT, COUNTER -> out.writeLong(value);
      case VARINT -> writeShortest(value, out);
    }
  }

  void write(BigInteger value, DataOutputSerializer out) throws IOException {
    if (value.bitLength() < Long.SIZE) {
      write(value.longValue(), out);
    } else if (this == VARINT) {
      out.write(value.toByteArray());
    } else {
      throw doesNotTake(value);
    }
  }

  BigInteger read(ByteBuffer from) {
    byte[] value = new byte[from.remaining()];
    from.get(value);
    return new BigInteger(value);
  }

  /** Whether the bytes hold no more than a long. */
  static boolean isLong(ByteBuffer from) {
    return from.remaining() <= Long.BYTES;
  }

  /** Reads two's complement of at most eight bytes, which all these types are. */
  static long readLong(ByteBuffer from) {
    long value = from.get();
    while (from.hasRemaining()) {
      value = value << Byte.SIZE | (from.get() & 0xff);
    }
    return value;
  }

  /** Appends two's complement without the leading bytes that only repeat the sign. */
  static void writeShortest(long value, DataOutputSerializer out) throws IOException {
    int significantBits = Long.SIZE - Long.numberOfLeadingZeros(value ^ (value >> 63));
    for (int shift = significantBits / Byte.SIZE * Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
      out.writeByte((int) (value >> shift));
    }
  }

  ValueException doesNotTake(Object value) {
    String takes = bytes == 0 ? "whole numbers" : "whole numbers from %d to %d".formatted(min, max);
    return ValueException.unfit(value, name().toLowerCase(Locale.ROOT), takes);
  }
}
