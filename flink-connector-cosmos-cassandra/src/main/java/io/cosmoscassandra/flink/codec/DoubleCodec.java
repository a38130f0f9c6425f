package io.cosmoscassandra.flink.codec;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.table.data.ArrayData;
import org.apache.flink.table.data.RowData;

/** DOUBLE in {@code double}. */
final class DoubleCodec extends ElementCodec {

  @Override
  public void encode(Object value, DataOutputSerializer out) throws IOException {
    out.writeDouble((double) value);
  }

  @Override
  public void encodeField(RowData row, int position, DataOutputSerializer out) throws IOException {
    out.writeDouble(row.getDouble(position));
  }

  @Override
  void encodeElement(ArrayData array, int position, DataOutputSerializer out) throws IOException {
    out.writeDouble(array.getDouble(position));
  }

  @Override
  Object read(ByteBuffer bytes) {
    return bytes.getDouble();
  }
}
