package io.cosmoscassandra.flink.codec;

import java.io.IOException;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.table.data.ArrayData;
import org.apache.flink.table.data.RowData;

/**
 * A codec of values that are objects in Flink's internal format.
 *
 * @param <T> their class
 */
abstract class ObjectCodec<T> extends ElementCodec {

  private final FieldAccess<T> access;

  ObjectCodec(FieldAccess<T> access) {
    this.access = access;
  }

  abstract void write(T value, DataOutputSerializer out) throws IOException;

  @Override
  @SuppressWarnings("unchecked") // the column's type says what its values are
  public final void encode(Object value, DataOutputSerializer out) throws IOException {
    write((T) value, out);
  }

  @Override
  public final void encodeField(RowData row, int position, DataOutputSerializer out)
      throws IOException {
    write(access.fromRow().get(row, position), out);
  }

  @Override
  final void encodeElement(ArrayData array, int position, DataOutputSerializer out)
      throws IOException {
    write(access.fromArray().get(array, position), out);
  }
}
