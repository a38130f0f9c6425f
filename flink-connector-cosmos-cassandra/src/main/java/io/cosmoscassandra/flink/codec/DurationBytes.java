package io.cosmoscassandra.flink.codec;

import com.datastax.oss.driver.api.core.ProtocolVersion;
import com.datastax.oss.driver.api.core.data.CqlDuration;
import com.datastax.oss.driver.api.core.type.codec.TypeCodecs;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Objects;
import org.apache.flink.core.memory.DataOutputSerializer;

/** The bytes of a {@code duration}, which the driver knows how to pack. */
final class DurationBytes {

  private DurationBytes() {}

  static void write(CqlDuration value, DataOutputSerializer out) throws IOException {
    ByteBuffer bytes = TypeCodecs.DURATION.encode(value, ProtocolVersion.DEFAULT);
    out.write(bytes.array(), bytes.arrayOffset() + bytes.position(), bytes.remaining());
  }

  static CqlDuration read(ByteBuffer bytes) {
    return Objects.requireNonNull(TypeCodecs.DURATION.decode(bytes, ProtocolVersion.DEFAULT));
  }
}
