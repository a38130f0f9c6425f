package io.cosmoscassandra.flink.codec;

import io.cosmoscassandra.flink.text.ShownValue;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.table.data.ArrayData;
import org.apache.flink.table.data.GenericMapData;
import org.apache.flink.table.data.MapData;

/** MAP, or MULTISET as a map from element to count, in {@code map}. */
final class MapCodec extends ObjectCodec<MapData> {

  private final ElementCodec keys;
  private final ElementCodec values;
  private final ArrayData.ElementGetter shownKey;
  private final String map;
  private final EntryOrder order;

  /**
   * @param shownKey takes out a key for an error message
   * @param map the name of the map's type
   */
  MapCodec(
      ElementCodec keys,
      ElementCodec values,
      ArrayData.ElementGetter shownKey,
      String map,
      ValueOrder keyOrder) {
    super(FieldAccess.MAP);
    this.keys = keys;
    this.values = values;
    this.shownKey = shownKey;
    this.map = map;
    this.order = new EntryOrder(keyOrder);
  }

  @Override
  void write(MapData value, DataOutputSerializer out) throws IOException {
    int size = value.size();
    int sizeAt = out.length();
    out.writeInt(size);
    ArrayData keyArray = value.keyArray();
    ArrayData valueArray = value.valueArray();
    order.clear();
    for (int i = 0; i < size; i++) {
      order.entryStartsAt(out.length());
      writeKey(keyArray, i, out);
      writeValue(keyArray, valueArray, i, out);
    }
    out.writeIntUnsafe(order.arrange(out), sizeAt);
  }

  private void writeKey(ArrayData keyArray, int position, DataOutputSerializer out)
      throws IOException {
    if (keyArray.isNullAt(position)) {
      throw new ValueException("key: NULL cannot be stored in " + map);
    }
    try {
      keys.encodeSizedElement(keyArray, position, out);
    } catch (ValueException e) {
      throw e.at("key");
    }
  }

  private void writeValue(
      ArrayData keyArray, ArrayData valueArray, int position, DataOutputSerializer out)
      throws IOException {
    if (valueArray.isNullAt(position)) {
      throw new ValueException("NULL cannot be stored in " + map).at(valueOf(keyArray, position));
    }
    try {
      values.encodeSizedElement(valueArray, position, out);
    } catch (ValueException e) {
      throw e.at(valueOf(keyArray, position));
    }
  }

  private String valueOf(ArrayData keyArray, int position) {
    return "value of key " + ShownValue.of(shownKey.getElementOrNull(keyArray, position));
  }

  @Override
  Object read(ByteBuffer bytes) {
    int size = bytes.hasRemaining() ? bytes.getInt() : 0;
    Map<Object, Object> entries = new LinkedHashMap<>(2 * size);
    for (int i = 0; i < size; i++) {
      Object key = keys.decodeSized(bytes);
      entries.put(key, values.decodeSized(bytes));
    }
    return new GenericMapData(entries);
  }

  @Override
  boolean emptyIsAValue() {
    return true;
  }
}
