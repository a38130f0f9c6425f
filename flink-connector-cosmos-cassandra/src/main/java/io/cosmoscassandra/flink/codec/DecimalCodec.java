package io.cosmoscassandra.flink.codec;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.table.data.DecimalData;
import org.apache.flink.table.types.logical.DecimalType;

/** DECIMAL in {@code decimal}, with the scale that was declared. */
final class DecimalCodec extends ObjectCodec<DecimalData> {

  private final FlinkDecimal source;

  DecimalCodec(DecimalType type) {
    super(FieldAccess.decimal(type.getPrecision(), type.getScale()));
    this.source = new FlinkDecimal(type.getPrecision(), type.getScale());
  }

  @Override
  void write(DecimalData value, DataOutputSerializer out) throws IOException {
    if (value.isCompact()) {
      out.writeInt(value.scale());
      CqlWholeNumber.writeShortest(value.toUnscaledLong(), out);
    } else {
      CqlDecimal.write(value.toBigDecimal(), out);
    }
  }

  @Override
  Object read(ByteBuffer bytes) {
    BigDecimal value = CqlDecimal.read(bytes);
    return source.of(value);
  }
}
