package io.cosmoscassandra.flink.codec;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.table.data.ArrayData;
import org.apache.flink.table.data.RowData;

/** FLOAT in {@code double}, which holds every FLOAT exactly. */
final class FloatDoubleCodec extends ElementCodec {

  @Override
  public void encode(Object value, DataOutputSerializer out) throws IOException {
    out.writeDouble((float) value);
  }

  @Override
  public void encodeField(RowData row, int position, DataOutputSerializer out) throws IOException {
    out.writeDouble(row.getFloat(position));
  }

  @Override
  void encodeElement(ArrayData array, int position, DataOutputSerializer out) throws IOException {
    out.writeDouble(array.getFloat(position));
  }

  @Override
  Object read(ByteBuffer bytes) {
    double value = bytes.getDouble();
    float narrow = (float) value;
    if (Double.compare(narrow, value) != 0) {
      throw ValueException.unfit(value, "FLOAT", "what 24 bits of precision can hold");
    }
    return narrow;
  }
}
