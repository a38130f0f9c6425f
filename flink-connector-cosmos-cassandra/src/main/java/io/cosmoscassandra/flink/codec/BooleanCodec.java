package io.cosmoscassandra.flink.codec;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.table.data.ArrayData;
import org.apache.flink.table.data.RowData;

/** BOOLEAN in {@code boolean}. */
final class BooleanCodec extends ElementCodec {

  @Override
  public void encode(Object value, DataOutputSerializer out) throws IOException {
    out.writeBoolean((boolean) value);
  }

  @Override
  public void encodeField(RowData row, int position, DataOutputSerializer out) throws IOException {
    out.writeBoolean(row.getBoolean(position));
  }

  @Override
  void encodeElement(ArrayData array, int position, DataOutputSerializer out) throws IOException {
    out.writeBoolean(array.getBoolean(position));
  }

  @Override
  Object read(ByteBuffer bytes) {
    return bytes.get() != 0;
  }
}
