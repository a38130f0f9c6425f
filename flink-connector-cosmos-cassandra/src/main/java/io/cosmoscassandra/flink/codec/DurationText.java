package io.cosmoscassandra.flink.codec;

import com.datastax.oss.driver.api.core.data.CqlDuration;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.flink.core.memory.DataOutputSerializer;

/** A duration as CQL writes it ({@code 1y2mo3d4h5m6s7ms}), or in ISO 8601 ({@code P1Y2M3DT4H}). */
final class DurationText implements TextForm {

  @Override
  public void write(String text, DataOutputSerializer out) throws IOException {
    DurationBytes.write(parse(text), out);
  }

  @Override
  public String read(ByteBuffer bytes) {
    String text = DurationBytes.read(bytes).toString();
    // The driver writes a duration of nothing as nothing, which it does not read.
    return text.isEmpty() ? "0s" : text;
  }

  private static CqlDuration parse(String text) {
    try {
      return CqlDuration.from(text);
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw ValueException.unfit(
          text, "duration", "a text like 1y2mo3d4h5m6s7ms8us9ns or P1Y2M3DT4H5M6S", e);
    }
  }
}
