package io.cosmoscassandra.flink.codec;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.table.data.StringData;

/** CHAR, VARCHAR and STRING in a CQL type whose values have a text form. */
final class TextFormCodec extends ObjectCodec<StringData> {

  private final TextForm form;

  TextFormCodec(TextForm form) {
    super(FieldAccess.STRING);
    this.form = form;
  }

  @Override
  void write(StringData value, DataOutputSerializer out) throws IOException {
    form.write(value.toString(), out);
  }

  @Override
  Object read(ByteBuffer bytes) {
    return StringData.fromString(form.read(bytes));
  }
}
