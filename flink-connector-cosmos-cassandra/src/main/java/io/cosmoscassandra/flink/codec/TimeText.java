package io.cosmoscassandra.flink.codec;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.LocalTime;
import java.time.format.DateTimeParseException;
import org.apache.flink.core.memory.DataOutputSerializer;

/** A time of day to the nanosecond, which TIME does not hold. */
final class TimeText implements TextForm {

  @Override
  public void write(String text, DataOutputSerializer out) throws IOException {
    try {
      out.writeLong(LocalTime.parse(text).toNanoOfDay());
    } catch (DateTimeParseException e) {
      throw ValueException.unfit(text, "time", "a text like 23:59:59.999999999", e);
    }
  }

  @Override
  public String read(ByteBuffer bytes) {
    return LocalTime.ofNanoOfDay(bytes.getLong()).toString();
  }
}
