package io.cosmoscassandra.flink.codec;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.table.data.ArrayData;
import org.apache.flink.table.data.RowData;

/** FLOAT in {@code float}. */
final class FloatCodec extends ElementCodec {

  @Override
  public void encode(Object value, DataOutputSerializer out) throws IOException {
    out.writeFloat((float) value);
  }

  @Override
  public void encodeField(RowData row, int position, DataOutputSerializer out) throws IOException {
    out.writeFloat(row.getFloat(position));
  }

  @Override
  void encodeElement(ArrayData array, int position, DataOutputSerializer out) throws IOException {
    out.writeFloat(array.getFloat(position));
  }

  @Override
  Object read(ByteBuffer bytes) {
    return bytes.getFloat();
  }
}
