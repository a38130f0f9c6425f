package io.cosmoscassandra.flink.codec;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.table.data.ArrayData;
import org.apache.flink.table.data.GenericArrayData;

/** ARRAY in {@code set}: in the order of the set, each element once. */
final class SetCodec extends ObjectCodec<ArrayData> {

  private final Elements elements;
  private final EntryOrder order;

  SetCodec(Elements elements, ValueOrder elementOrder) {
    super(FieldAccess.ARRAY);
    this.elements = elements;
    this.order = new EntryOrder(elementOrder);
  }

  @Override
  void write(ArrayData value, DataOutputSerializer out) throws IOException {
    int size = value.size();
    int sizeAt = out.length();
    out.writeInt(size);
    order.clear();
    for (int i = 0; i < size; i++) {
      order.entryStartsAt(out.length());
      elements.writeSized(value, i, out);
    }
    out.writeIntUnsafe(order.arrange(out), sizeAt);
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
