package io.cosmoscassandra.flink.codec;

import com.datastax.oss.driver.api.core.data.CqlDuration;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import org.apache.flink.core.memory.DataOutputSerializer;

/**
 * INTERVAL DAY TO SECOND in the nanoseconds of a {@code duration}: Flink's days have 24 hours,
 * those of a duration may have more or less.
 */
final class DayTimeCodec extends WholeNumberCodec {

  private static final long NANOS_OF_MILLI = TimeUnit.MILLISECONDS.toNanos(1);
  private static final long MILLIS_OF_DAY = TimeUnit.DAYS.toMillis(1);
  private static final long MAX_MILLIS = Long.MAX_VALUE / NANOS_OF_MILLI;

  DayTimeCodec() {
    super(FlinkWholeNumber.BIGINT);
  }

  @Override
  void write(long value, DataOutputSerializer out) throws IOException {
    if (value < -MAX_MILLIS || value > MAX_MILLIS) {
      throw ValueException.unfit(
          value, "duration", "milliseconds from %d to %d".formatted(-MAX_MILLIS, MAX_MILLIS));
    }
    DurationBytes.write(CqlDuration.newInstance(0, 0, value * NANOS_OF_MILLI), out);
  }

  @Override
  Object read(ByteBuffer bytes) {
    CqlDuration duration = DurationBytes.read(bytes);
    if (duration.getMonths() != 0 || duration.getNanoseconds() % NANOS_OF_MILLI != 0) {
      throw ValueException.unfit(
          duration, "INTERVAL DAY TO SECOND", "days, which are 24 hours, and milliseconds");
    }
    return duration.getDays() * MILLIS_OF_DAY + duration.getNanoseconds() / NANOS_OF_MILLI;
  }
}
