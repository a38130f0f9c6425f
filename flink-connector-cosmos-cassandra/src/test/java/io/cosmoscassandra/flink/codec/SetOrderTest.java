package io.cosmoscassandra.flink.codec;

import static org.assertj.core.api.Assertions.assertThat;

import com.datastax.oss.driver.api.core.type.DataType;
import com.datastax.oss.driver.api.core.type.DataTypes;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.table.data.ArrayData;
import org.apache.flink.table.data.GenericArrayData;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.types.logical.ArrayType;
import org.apache.flink.table.types.logical.DateType;
import org.apache.flink.table.types.logical.FloatType;
import org.apache.flink.table.types.logical.IntType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.VarCharType;
import org.junit.jupiter.api.Test;

/** Sets are written in the order in which the server keeps them. */
class SetOrderTest {

  private static final LogicalType STRING = VarCharType.STRING_TYPE;

  @Test
  void numbersByValue() throws Exception {
    inOrder(new IntType(), DataTypes.INT, Integer.MIN_VALUE, -1, 0, 1, 256, Integer.MAX_VALUE);
    inOrder(new DateType(), DataTypes.DATE, -1, 0, 1);
    inOrder(new FloatType(), DataTypes.FLOAT, Float.NEGATIVE_INFINITY, -1f, -0f, 0f, 1f, Float.NaN);
    inOrder(STRING, DataTypes.VARINT, texts("-1000000", "-129", "-1", "0", "127", "128", "99999"));
    inOrder(STRING, DataTypes.DECIMAL, texts("-2", "-1.5", "0.001", "1.25", "2", "1E+2"));
  }

  @Test
  void textByItsBytes() throws Exception {
    inOrder(STRING, DataTypes.TEXT, texts("", "A", "AB", "B", "a", "é", "€", "😀"));
  }

  @Test
  void uuidsByVersionAndThoseOfVersionOneByTime() throws Exception {
    inOrder(
        STRING,
        DataTypes.UUID,
        texts(
            "ffffffff-0000-1000-8000-000000000000",
            "00000000-0001-1000-8000-000000000000",
            "00000000-0000-1001-8000-000000000000",
            "00000000-0000-4000-8000-000000000000",
            "ffffffff-0000-4000-8000-000000000000"));
  }

  @Test
  void timeUuidsByTimeAndThenBySignedBytes() throws Exception {
    inOrder(
        STRING,
        DataTypes.TIMEUUID,
        texts(
            "00000000-0000-1000-8000-000000000000",
            "00000000-0000-1000-8000-00000000007f",
            "ffffffff-0000-1000-8000-000000000000",
            "00000000-0001-1000-8000-000000000080",
            "00000000-0001-1000-8000-000000000000"));
  }

  @Test
  void listsByTheirElementsAndThenByTheirLength() throws Exception {
    List<ArrayData> sorted =
        List.of(
            new GenericArrayData(new int[] {}),
            new GenericArrayData(new int[] {-1, 5}),
            new GenericArrayData(new int[] {1}),
            new GenericArrayData(new int[] {1, -7}));
    List<ArrayData> decoded =
        arrange(
                new ArrayType(new IntType()),
                DataTypes.frozenListOf(DataTypes.INT),
                sorted.toArray())
            .stream()
            .map(ArrayData.class::cast)
            .toList();

    assertThat(decoded.stream().map(ArrayData::toIntArray))
        .containsExactlyElementsOf(sorted.stream().map(ArrayData::toIntArray).toList());
  }

  @Test
  void tuplesFieldByFieldWithNullFirst() throws Exception {
    RowType row = RowType.of(new IntType(), STRING);
    DataType tuple = DataTypes.tupleOf(DataTypes.INT, DataTypes.TEXT);
    RowData[] sorted = {
      GenericRowData.of(null, StringData.fromString("z")),
      GenericRowData.of(-1, StringData.fromString("z")),
      GenericRowData.of(1, null),
      GenericRowData.of(1, StringData.fromString("a"))
    };

    inOrder(row, tuple, (Object[]) sorted);
  }

  private static void inOrder(LogicalType type, DataType cqlType, Object... sorted)
      throws Exception {
    assertThat(arrange(type, cqlType, sorted)).containsExactly(sorted);
  }

  /** Writes the values backwards, and twice, into a set that is then read. */
  private static List<Object> arrange(LogicalType type, DataType cqlType, Object... sorted)
      throws Exception {
    List<Object> values = new ArrayList<>(List.of(sorted));
    values.addAll(List.of(sorted));
    Collections.reverse(values);
    LogicalType arrayType = new ArrayType(type);
    ValueCodec codec = ValueCodecs.between(arrayType, DataTypes.frozenSetOf(cqlType));
    DataOutputSerializer out = new DataOutputSerializer(16);
    codec.encode(new GenericArrayData(values.toArray()), out);
    ArrayData decoded = (ArrayData) codec.decode(ByteBuffer.wrap(out.getCopyOfBuffer()));
    return List.of(((GenericArrayData) decoded).toObjectArray());
  }

  private static Object[] texts(String... texts) {
    return List.of(texts).stream().map(StringData::fromString).toArray();
  }
}
