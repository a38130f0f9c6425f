package io.cosmoscassandra.flink.codec;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.LocalTime;
import java.util.concurrent.TimeUnit;
import org.apache.flink.core.memory.DataOutputSerializer;

/** TIME, which Flink counts in milliseconds whatever its precision, in {@code time}. */
final class TimeCodec extends WholeNumberCodec {

  private static final long MILLIS_OF_DAY = TimeUnit.DAYS.toMillis(1);
  private static final long NANOS_OF_MILLI = TimeUnit.MILLISECONDS.toNanos(1);

  TimeCodec() {
    super(FlinkWholeNumber.INT);
  }

  @Override
  void write(long value, DataOutputSerializer out) throws IOException {
    if (value < 0 || value >= MILLIS_OF_DAY) {
      throw ValueException.unfit(
          value, "time", "milliseconds of a day from 0 to " + (MILLIS_OF_DAY - 1));
    }
    out.writeLong(value * NANOS_OF_MILLI);
  }

  @Override
  Object read(ByteBuffer bytes) {
    long nanos = bytes.getLong();
    if (nanos % NANOS_OF_MILLI != 0) {
      throw ValueException.unfit(
          LocalTime.ofNanoOfDay(nanos), "TIME", "no more than milliseconds (STRING takes all)");
    }
    return (int) (nanos / NANOS_OF_MILLI);
  }
}
