package io.cosmoscassandra.flink.codec;

import static org.assertj.core.api.Assertions.assertThat;

import com.datastax.oss.driver.api.core.type.DataTypes;
import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.table.data.DecimalData;
import org.apache.flink.table.data.GenericArrayData;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.table.types.logical.ArrayType;
import org.apache.flink.table.types.logical.BigIntType;
import org.apache.flink.table.types.logical.DecimalType;
import org.apache.flink.table.types.logical.DoubleType;
import org.apache.flink.table.types.logical.FloatType;
import org.apache.flink.table.types.logical.IntType;
import org.apache.flink.table.types.logical.LocalZonedTimestampType;
import org.apache.flink.table.types.logical.VarCharType;
import org.junit.jupiter.api.Test;

/** Encoding an ordinary row leaves no garbage, whatever its size. */
class EncodingGarbageTest {

  private static final int WARM_UP = 20_000;
  private static final int ROWS = 20_000;
  private static final int MAX_BYTES_PER_ROW = 64;

  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  @Test
  void rowIsEncodedWithoutGarbage() throws Exception {
    List<ValueCodec> codecs =
        List.of(
            ValueCodecs.between(VarCharType.STRING_TYPE, DataTypes.TEXT),
            ValueCodecs.between(VarCharType.STRING_TYPE, DataTypes.TEXT),
            ValueCodecs.between(VarCharType.STRING_TYPE, DataTypes.UUID),
            ValueCodecs.between(new IntType(), DataTypes.INT),
            ValueCodecs.between(new BigIntType(), DataTypes.VARINT),
            ValueCodecs.between(new DecimalType(10, 2), DataTypes.DECIMAL),
            ValueCodecs.between(new DoubleType(), DataTypes.DOUBLE),
            ValueCodecs.between(new LocalZonedTimestampType(3), DataTypes.TIMESTAMP),
            ValueCodecs.between(
                new ArrayType(new FloatType()), DataTypes.vectorOf(DataTypes.FLOAT, 64)));
    RowData row =
        GenericRowData.of(
            StringData.fromString("an ordinary text"),
            StringData.fromBytes("another, in binary form".getBytes(StandardCharsets.UTF_8)),
            StringData.fromString("7ed3f0a4-9ab5-4a5c-8f3c-0242ac120002"),
            42,
            1L << 40,
            DecimalData.fromBigDecimal(new BigDecimal("12.50"), 10, 2),
            1.5d,
            TimestampData.fromEpochMillis(1_700_000_000_000L),
            new GenericArrayData(new float[64]));
    DataOutputSerializer out = new DataOutputSerializer(1024);

    encode(codecs, row, out, WARM_UP);
    long before = threads.getCurrentThreadAllocatedBytes();
    encode(codecs, row, out, ROWS);
    long perRow = (threads.getCurrentThreadAllocatedBytes() - before) / ROWS;

    assertThat(perRow).isLessThanOrEqualTo(MAX_BYTES_PER_ROW);
  }

  private static void encode(
      List<ValueCodec> codecs, RowData row, DataOutputSerializer out, int times)
      throws IOException {
    for (int n = 0; n < times; n++) {
      out.clear();
      for (int i = 0; i < codecs.size(); i++) {
        codecs.get(i).encodeField(row, i, out);
      }
    }
  }
}
