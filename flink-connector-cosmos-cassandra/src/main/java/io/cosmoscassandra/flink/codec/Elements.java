package io.cosmoscassandra.flink.codec;

import java.io.IOException;
import java.lang.reflect.Array;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.table.data.ArrayData;

/**
 * The elements of a collection, none of which may be null; a complaint about one says which,
 * counted from 1 as in SQL.
 *
 * @param codec the codec of every element
 * @param type their class in Flink's internal format
 * @param collection the name of the collection's type
 */
record Elements(ElementCodec codec, Class<?> type, String collection) {

  /** An array for elements that are read; Flink casts it to one of their class. */
  Object[] newArray(int size) {
    return (Object[]) Array.newInstance(type, size);
  }

  /** Appends an element with its length before it. */
  void writeSized(ArrayData array, int position, DataOutputSerializer out) throws IOException {
    refuseNull(array, position);
    try {
      codec.encodeSizedElement(array, position, out);
    } catch (ValueException e) {
      throw e.at("element " + (position + 1));
    }
  }

  /** Appends nothing but the bytes of an element. */
  void write(ArrayData array, int position, DataOutputSerializer out) throws IOException {
    refuseNull(array, position);
    try {
      codec.encodeElement(array, position, out);
    } catch (ValueException e) {
      throw e.at("element " + (position + 1));
    }
  }

  private void refuseNull(ArrayData array, int position) {
    if (array.isNullAt(position)) {
      throw new ValueException(
          "element %d: NULL cannot be stored in %s".formatted(position + 1, collection));
    }
  }
}
