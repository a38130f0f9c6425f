package io.cosmoscassandra.flink.codec;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import org.apache.flink.core.memory.DataOutputSerializer;

/** The bytes of a {@code decimal}: the scale, then the unscaled value as a {@code varint}. */
final class CqlDecimal {

  private CqlDecimal() {}

  static void write(BigDecimal value, DataOutputSerializer out) throws IOException {
    out.writeInt(value.scale());
    out.write(value.unscaledValue().toByteArray());
  }

  static BigDecimal read(ByteBuffer bytes) {
    int scale = bytes.getInt();
    byte[] unscaled = new byte[bytes.remaining()];
    bytes.get(unscaled);
    return new BigDecimal(new BigInteger(unscaled), scale);
  }

  /** How long the number is before its point, found without writing it out. */
  static long digitsBeforePoint(BigDecimal value) {
    return (long) value.precision() - value.scale();
  }

  /** Whether there are digits other than 0 after the point. */
  static boolean hasFraction(BigDecimal value) {
    return value.signum() != 0 && value.scale() > 0 && value.stripTrailingZeros().scale() > 0;
  }
}
