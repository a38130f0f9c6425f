package io.cosmoscassandra.flink.codec;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.table.data.DecimalData;
import org.apache.flink.table.types.logical.DecimalType;

/** DECIMAL in a CQL type of whole numbers; digits other than 0 after the point are refused. */
final class DecimalIntegralCodec extends ObjectCodec<DecimalData> {

  private final FlinkDecimal source;
  private final CqlWholeNumber target;

  DecimalIntegralCodec(DecimalType type, CqlWholeNumber target) {
    super(FieldAccess.decimal(type.getPrecision(), type.getScale()));
    this.source = new FlinkDecimal(type.getPrecision(), type.getScale());
    this.target = target;
  }

  @Override
  void write(DecimalData value, DataOutputSerializer out) throws IOException {
    if (value.isCompact() && value.scale() == 0) {
      target.write(value.toUnscaledLong(), out);
      return;
    }
    BigDecimal decimal = value.toBigDecimal();
    if (CqlDecimal.hasFraction(decimal)) {
      throw target.doesNotTake(decimal);
    }
    target.write(decimal.toBigIntegerExact(), out);
  }

  @Override
  Object read(ByteBuffer bytes) {
    return source.of(new BigDecimal(target.read(bytes)));
  }
}
