package io.cosmoscassandra.flink.codec;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import org.apache.flink.core.memory.DataOutputSerializer;

/** Whole numbers in a {@code decimal} of scale 0. */
final class IntegralDecimalCodec extends WholeNumberCodec {

  /** The digits of the longest number that a BIGINT takes. */
  private static final int MAX_DIGITS = 19;

  private final FlinkWholeNumber source;

  IntegralDecimalCodec(FlinkWholeNumber source) {
    super(source);
    this.source = source;
  }

  @Override
  void write(long value, DataOutputSerializer out) throws IOException {
    out.writeInt(0);
    CqlWholeNumber.writeShortest(value, out);
  }

  @Override
  Object read(ByteBuffer bytes) {
    BigDecimal value = CqlDecimal.read(bytes);
    if (value.signum() == 0) {
      return source.box(0);
    }
    // Asked first: a number of few bytes can have a thousand million digits.
    if (CqlDecimal.digitsBeforePoint(value) > MAX_DIGITS || CqlDecimal.hasFraction(value)) {
      throw source.doesNotTake(value);
    }
    try {
      return source.checkAndBox(value.longValueExact());
    } catch (ArithmeticException e) {
      throw source.doesNotTake(value);
    }
  }
}
