package io.cosmoscassandra.flink.codec;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.table.data.StringData;

/** CHAR, VARCHAR and STRING in {@code text} or {@code ascii}. */
final class TextCodec extends ObjectCodec<StringData> {

  private final boolean asciiOnly;
  private final TextBytes text = new TextBytes();

  TextCodec(boolean asciiOnly) {
    super(FieldAccess.STRING);
    this.asciiOnly = asciiOnly;
  }

  @Override
  void write(StringData value, DataOutputSerializer out) throws IOException {
    boolean ascii = text.write(value, out);
    if (asciiOnly && !ascii) {
      throw ValueException.unfit(value, "ascii", "ASCII characters");
    }
  }

  @Override
  Object read(ByteBuffer bytes) {
    byte[] value = new byte[bytes.remaining()];
    bytes.get(value);
    return StringData.fromBytes(value);
  }

  @Override
  boolean emptyIsAValue() {
    return true;
  }
}
