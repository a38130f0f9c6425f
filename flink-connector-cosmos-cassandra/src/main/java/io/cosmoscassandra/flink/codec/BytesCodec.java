package io.cosmoscassandra.flink.codec;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.flink.core.memory.DataOutputSerializer;

/** BINARY, VARBINARY and BYTES in {@code blob}. */
final class BytesCodec extends ObjectCodec<byte[]> {

  BytesCodec() {
    super(FieldAccess.BYTES);
  }

  @Override
  void write(byte[] value, DataOutputSerializer out) throws IOException {
    out.write(value);
  }

  @Override
  Object read(ByteBuffer bytes) {
    byte[] value = new byte[bytes.remaining()];
    bytes.get(value);
    return value;
  }

  @Override
  boolean emptyIsAValue() {
    return true;
  }
}
