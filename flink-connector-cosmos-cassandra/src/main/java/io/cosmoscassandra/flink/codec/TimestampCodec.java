package io.cosmoscassandra.flink.codec;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.table.data.TimestampData;

/**
 * TIMESTAMP or TIMESTAMP_LTZ in {@code timestamp}, which counts milliseconds. A TIMESTAMP, which
 * has no time zone, is taken as UTC.
 */
final class TimestampCodec extends ObjectCodec<TimestampData> {

  /** How many milliseconds the declared precision can tell apart. */
  private final long step;

  private final String family;
  private final int precision;

  TimestampCodec(String family, int precision) {
    super(FieldAccess.timestamp(precision));
    this.family = family;
    this.precision = precision;
    this.step =
        switch (precision) {
          case 0 -> 1000;
          case 1 -> 100;
          case 2 -> 10;
          default -> 1;
        };
  }

  @Override
  void write(TimestampData value, DataOutputSerializer out) throws IOException {
    if (value.getNanoOfMillisecond() != 0) {
      throw ValueException.unfit(
          value, "timestamp", "no more than milliseconds; cast it to %s(3)".formatted(family));
    }
    out.writeLong(value.getMillisecond());
  }

  @Override
  Object read(ByteBuffer bytes) {
    TimestampData value = TimestampData.fromEpochMillis(bytes.getLong());
    if (value.getMillisecond() % step != 0) {
      throw ValueException.unfit(
          value, "%s(%d)".formatted(family, precision), "steps of %d ms".formatted(step));
    }
    return value;
  }
}
