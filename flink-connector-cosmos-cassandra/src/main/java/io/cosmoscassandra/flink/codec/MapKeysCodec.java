package io.cosmoscassandra.flink.codec;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.table.data.MapData;
import org.apache.flink.table.data.RowData;

/** The keys of a MAP in a {@code set}, as CQL wants those that it removes from a map. */
final class MapKeysCodec extends ValueCodec {

  private final SetCodec keys;

  MapKeysCodec(SetCodec keys) {
    this.keys = keys;
  }

  @Override
  public void encode(Object value, DataOutputSerializer out) throws IOException {
    keys.encode(((MapData) value).keyArray(), out);
  }

  @Override
  public void encodeField(RowData row, int position, DataOutputSerializer out) throws IOException {
    keys.encode(row.getMap(position).keyArray(), out);
  }

  @Override
  public Object decode(ByteBuffer bytes) {
    throw new UnsupportedOperationException();
  }
}
