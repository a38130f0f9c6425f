package io.cosmoscassandra.flink.codec;

import com.datastax.oss.driver.api.core.data.CqlDuration;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.flink.core.memory.DataOutputSerializer;

/** INTERVAL YEAR TO MONTH in the months of a {@code duration}. */
final class YearMonthCodec extends WholeNumberCodec {

  YearMonthCodec() {
    super(FlinkWholeNumber.INT);
  }

  @Override
  void write(long value, DataOutputSerializer out) throws IOException {
    DurationBytes.write(CqlDuration.newInstance((int) value, 0, 0), out);
  }

  @Override
  Object read(ByteBuffer bytes) {
    CqlDuration duration = DurationBytes.read(bytes);
    if (duration.getDays() != 0 || duration.getNanoseconds() != 0) {
      throw ValueException.unfit(duration, "INTERVAL YEAR TO MONTH", "years and months");
    }
    return duration.getMonths();
  }
}
