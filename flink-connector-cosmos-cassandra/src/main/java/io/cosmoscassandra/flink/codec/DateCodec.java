package io.cosmoscassandra.flink.codec;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.flink.core.memory.DataOutputSerializer;

/** DATE in {@code date}: days that Flink counts from 1970 and Cassandra from 2^31 days before. */
final class DateCodec extends WholeNumberCodec {

  DateCodec() {
    super(FlinkWholeNumber.INT);
  }

  @Override
  void write(long value, DataOutputSerializer out) throws IOException {
    out.writeInt((int) value - Integer.MIN_VALUE);
  }

  @Override
  Object read(ByteBuffer bytes) {
    return bytes.getInt() + Integer.MIN_VALUE;
  }
}
