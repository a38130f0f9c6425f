package io.cosmoscassandra.flink.codec;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.flink.core.memory.DataOutputSerializer;

/** BINARY(16) in {@code uuid} or {@code timeuuid}. */
final class UuidBytesCodec extends ObjectCodec<byte[]> {

  private final CqlUuid target;

  UuidBytesCodec(CqlUuid target) {
    super(FieldAccess.BYTES);
    this.target = target;
  }

  @Override
  void write(byte[] value, DataOutputSerializer out) throws IOException {
    if (value.length != CqlUuid.BYTES || !target.takesVersion(CqlUuid.version(value[6]))) {
      throw target.doesNotTake(value);
    }
    out.write(value);
  }

  @Override
  Object read(ByteBuffer bytes) {
    byte[] value = new byte[CqlUuid.BYTES];
    bytes.get(value);
    return value;
  }
}
