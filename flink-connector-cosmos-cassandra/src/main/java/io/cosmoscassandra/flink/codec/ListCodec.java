package io.cosmoscassandra.flink.codec;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.table.data.ArrayData;
import org.apache.flink.table.data.GenericArrayData;

/** ARRAY in {@code list}. */
final class ListCodec extends ObjectCodec<ArrayData> {

  private final Elements elements;

  ListCodec(Elements elements) {
    super(FieldAccess.ARRAY);
    this.elements = elements;
  }

  @Override
  void write(ArrayData value, DataOutputSerializer out) throws IOException {
    int size = value.size();
    out.writeInt(size);
    for (int i = 0; i < size; i++) {
      elements.writeSized(value, i, out);
    }
  }

  @Override
  Object read(ByteBuffer bytes) {
    Object[] values = elements.newArray(bytes.hasRemaining() ? bytes.getInt() : 0);
    for (int i = 0; i < values.length; i++) {
      values[i] = elements.codec().decodeSized(bytes);
    }
    return new GenericArrayData(values);
  }

  @Override
  boolean emptyIsAValue() {
    return true;
  }
}
