package io.cosmoscassandra.flink.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.datastax.oss.driver.api.core.type.DataType;
import com.datastax.oss.driver.api.core.type.DataTypes;
import com.datastax.oss.protocol.internal.util.Bytes;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.table.data.DecimalData;
import org.apache.flink.table.data.GenericArrayData;
import org.apache.flink.table.data.GenericMapData;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.table.types.logical.ArrayType;
import org.apache.flink.table.types.logical.BigIntType;
import org.apache.flink.table.types.logical.BinaryType;
import org.apache.flink.table.types.logical.DayTimeIntervalType;
import org.apache.flink.table.types.logical.DecimalType;
import org.apache.flink.table.types.logical.FloatType;
import org.apache.flink.table.types.logical.IntType;
import org.apache.flink.table.types.logical.LocalZonedTimestampType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.MapType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.TimeType;
import org.apache.flink.table.types.logical.TimestampType;
import org.apache.flink.table.types.logical.TinyIntType;
import org.apache.flink.table.types.logical.VarCharType;
import org.apache.flink.table.types.logical.YearMonthIntervalType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Messages about values that do not fit, none of which is changed to make it fit. Long because it
 * is a list: each message once, with the value that causes it.
 */
class ValueMessagesTest {

  private static final LogicalType STRING = VarCharType.STRING_TYPE;
  private static final LogicalType INT = new IntType();
  private static final LogicalType DAY_TO_SECOND =
      new DayTimeIntervalType(DayTimeIntervalType.DayTimeResolution.DAY_TO_SECOND, 6, 3);
  private static final LogicalType YEAR_TO_MONTH =
      new YearMonthIntervalType(YearMonthIntervalType.YearMonthResolution.YEAR_TO_MONTH, 4);

  @Test
  void wholeNumberOutOfRange() {
    refused(
        INT,
        DataTypes.TINYINT,
        300,
        "300 does not fit tinyint, which takes whole numbers from -128 to 127");
    refused(
        INT,
        DataTypes.SMALLINT,
        -32769,
        "-32769 does not fit smallint, which takes whole numbers from -32768 to 32767");
    refused(
        new BigIntType(),
        DataTypes.INT,
        1L << 31,
        "2147483648 does not fit int, which takes whole numbers from -2147483648 to 2147483647");
    refused(
        new DecimalType(20, 0),
        DataTypes.BIGINT,
        decimal("9223372036854775808", 20, 0),
        "9223372036854775808 does not fit bigint, which takes whole numbers from"
            + " -9223372036854775808 to 9223372036854775807");
    refused(
        new DecimalType(20, 0),
        DataTypes.COUNTER,
        decimal("-9223372036854775809", 20, 0),
        "-9223372036854775809 does not fit counter, which takes whole numbers from"
            + " -9223372036854775808 to 9223372036854775807");
  }

  @Test
  void decimalWithFractionAsWholeNumber() {
    refused(
        new DecimalType(10, 2),
        DataTypes.VARINT,
        decimal("1.50", 10, 2),
        "1.50 does not fit varint, which takes whole numbers");
    accepted(new DecimalType(10, 2), DataTypes.VARINT, decimal("2.00", 10, 2), "0x02");
  }

  @Test
  void decimalKeepsItsScale() {
    accepted(new DecimalType(10, 2), DataTypes.DECIMAL, decimal("1.50", 10, 2), "0x000000020096");
  }

  @Test
  void timestampFinerThanMilliseconds() {
    TimestampData finer = TimestampData.fromEpochMillis(1, 1000);
    refused(
        new TimestampType(6),
        DataTypes.TIMESTAMP,
        finer,
        "1970-01-01T00:00:00.001001 does not fit timestamp, which takes no more than"
            + " milliseconds; cast it to TIMESTAMP(3)");
    refused(
        new LocalZonedTimestampType(6),
        DataTypes.TIMESTAMP,
        finer,
        "1970-01-01T00:00:00.001001 does not fit timestamp, which takes no more than"
            + " milliseconds; cast it to TIMESTAMP_LTZ(3)");
  }

  @Test
  void timeOutsideOfTheDay() {
    refused(
        new TimeType(3),
        DataTypes.TIME,
        86_400_000,
        "86400000 does not fit time, which takes milliseconds of a day from 0 to 86399999");
    refused(
        new TimeType(3),
        DataTypes.TIME,
        -1,
        "-1 does not fit time, which takes milliseconds of a day from 0 to 86399999");
  }

  @Test
  void intervalLongerThanADuration() {
    refused(
        DAY_TO_SECOND,
        DataTypes.DURATION,
        Long.MAX_VALUE,
        "9223372036854775807 does not fit duration, which takes milliseconds from -9223372036854 to"
            + " 9223372036854");
  }

  @Test
  void textThatIsNotAscii() {
    refused(
        STRING,
        DataTypes.ASCII,
        text("café"),
        "'café' does not fit ascii, which takes ASCII characters");
    refused(
        STRING,
        DataTypes.ASCII,
        StringData.fromBytes(text("café").toBytes()),
        "'café' does not fit ascii, which takes ASCII characters");
  }

  @Test
  void textThatIsNotUnicode() {
    refused(
        STRING,
        DataTypes.TEXT,
        StringData.fromBytes(new byte[] {'a', (byte) 0xff}),
        "0x61ff does not fit text, which takes well-formed UTF-8");
    refused(
        STRING,
        DataTypes.TEXT,
        StringData.fromBytes(new byte[] {'a', (byte) 0xc3}),
        "0x61c3 does not fit text, which takes well-formed UTF-8");
    refused(
        STRING,
        DataTypes.TEXT,
        text("a\ud800"),
        "'a\ud800' does not fit text, which takes well-formed Unicode, no half surrogate pairs");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "1-1-1-1-1",
        "00000000-0000-0000-0000-00000000000",
        "00000000-0000-0000-0000-00000000000g",
        "00000000-0000-0000-0000-0000000000000",
        "0000000000-0000-0000-0000-0000000000",
        "{0000000-0000-0000-0000-00000000000}",
        "00000000-0000-0000-0000-0000000000é"
      })
  void malformedUuid(String malformed) {
    refused(
        STRING,
        DataTypes.UUID,
        text(malformed),
        "'%s' does not fit uuid, which takes 16 bytes or 32 hex digits as 8-4-4-4-12"
            .formatted(malformed));
  }

  @Test
  void uuidIsReadInBothCases() {
    accepted(
        STRING,
        DataTypes.UUID,
        text("ABCDEF01-2345-6789-abcd-ef0123456789"),
        "0xabcdef0123456789abcdef0123456789");
  }

  @Test
  void uuidWithoutATime() {
    refused(
        STRING,
        DataTypes.TIMEUUID,
        text("7ed3f0a4-9ab5-4a5c-8f3c-0242ac120002"),
        "'7ed3f0a4-9ab5-4a5c-8f3c-0242ac120002' does not fit timeuuid, which takes a UUID of"
            + " version 1");
    refused(
        new BinaryType(16),
        DataTypes.TIMEUUID,
        new byte[16],
        "0x00000000000000000000000000000000 does not fit timeuuid, which takes a UUID of"
            + " version 1");
  }

  @Test
  void bytesThatAreNoUuid() {
    refused(
        new BinaryType(16),
        DataTypes.UUID,
        new byte[] {1, 2, 3},
        "0x010203 does not fit uuid, which takes 16 bytes or 32 hex digits as 8-4-4-4-12");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "localhost", "1.2.3", "1.2.3.256", "fe80::1%eth0", "a.b.c.d", "::g"})
  void noAddress(String text) {
    refused(
        STRING,
        DataTypes.INET,
        text(text),
        "'%s' does not fit inet, which takes an IPv4 or IPv6 address, no host name"
            .formatted(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-", "5", "1h1y", "PT1.5S", "99999999999999999999h", "3000000000d"})
  void noDuration(String text) {
    refused(
        STRING,
        DataTypes.DURATION,
        text(text),
        "'%s' does not fit duration, which takes a text like 1y2mo3d4h5m6s7ms8us9ns or"
                .formatted(text)
            + " P1Y2M3DT4H5M6S");
  }

  @Test
  void noTime() {
    refused(
        STRING,
        DataTypes.TIME,
        text("24:00:00"),
        "'24:00:00' does not fit time, which takes a text like 23:59:59.999999999");
  }

  @Test
  void noNumber() {
    refused(
        STRING,
        DataTypes.VARINT,
        text("1.5"),
        "'1.5' does not fit varint, which takes a whole number");
    refused(
        STRING,
        DataTypes.DECIMAL,
        text("1,5"),
        "'1,5' does not fit decimal, which takes a number like -12.50 or 1E+9");
  }

  @Test
  void longValuesAreCut() {
    refused(
        STRING,
        DataTypes.VARINT,
        text("x".repeat(1000)),
        "'%s…' (1000 characters) does not fit varint, which takes a whole number"
            .formatted("x".repeat(64)));
    refused(
        new BinaryType(16),
        DataTypes.UUID,
        new byte[100],
        "0x%s… (100 bytes) does not fit uuid, which takes 16 bytes or 32 hex digits as 8-4-4-4-12"
            .formatted("00".repeat(32)));
  }

  @Test
  void nullInACollection() {
    GenericArrayData array = new GenericArrayData(new Object[] {1, 2, null});
    refused(
        new ArrayType(INT),
        DataTypes.listOf(DataTypes.INT),
        array,
        "element 3: NULL cannot be stored in list<int>");
    refused(
        new ArrayType(INT),
        DataTypes.setOf(DataTypes.INT),
        array,
        "element 3: NULL cannot be stored in set<int>");
    refused(
        new ArrayType(INT),
        DataTypes.vectorOf(DataTypes.INT, 3),
        array,
        "element 3: NULL cannot be stored in vector<int, 3>");
  }

  @Test
  void nullInAMap() {
    LogicalType type = new MapType(STRING, INT);
    DataType cqlType = DataTypes.mapOf(DataTypes.TEXT, DataTypes.INT);
    Map<StringData, Integer> entries = new LinkedHashMap<>();
    entries.put(text("a"), null);
    refused(
        type,
        cqlType,
        new GenericMapData(entries),
        "value of key 'a': NULL cannot be stored in map<text, int>");
    Map<StringData, Integer> nullKey = new LinkedHashMap<>();
    nullKey.put(null, 1);
    refused(
        type, cqlType, new GenericMapData(nullKey), "key: NULL cannot be stored in map<text, int>");
  }

  @Test
  void vectorOfAnotherLength() {
    refused(
        new ArrayType(new FloatType()),
        DataTypes.vectorOf(DataTypes.FLOAT, 3),
        new GenericArrayData(new float[] {1, 2}),
        "an ARRAY of 2 elements does not fit vector<float, 3>, which takes 3");
  }

  @Test
  void partOfAValue() {
    RowType row =
        RowType.of(
            new LogicalType[] {INT, new ArrayType(STRING), new MapType(STRING, INT)},
            new String[] {"zip", "ips", "marks"});
    DataType tuple =
        DataTypes.tupleOf(
            DataTypes.SMALLINT,
            DataTypes.frozenListOf(DataTypes.INET),
            DataTypes.frozenMapOf(DataTypes.UUID, DataTypes.TINYINT));
    refused(
        row,
        tuple,
        GenericRowData.of(40_000, null, null),
        "field zip: 40000 does not fit smallint, which takes whole numbers from -32768 to 32767");
    refused(
        row,
        tuple,
        GenericRowData.of(1, new GenericArrayData(new Object[] {text("::1"), text("host")}), null),
        "field ips: element 2: 'host' does not fit inet, which takes an IPv4 or IPv6 address, no"
            + " host name");
    refused(
        row,
        tuple,
        GenericRowData.of(1, null, new GenericMapData(Map.of(text("u"), 1))),
        "field marks: key: 'u' does not fit uuid, which takes 16 bytes or 32 hex digits as"
            + " 8-4-4-4-12");
    refused(
        row,
        tuple,
        GenericRowData.of(
            1, null, new GenericMapData(Map.of(text("00000000-0000-0000-0000-000000000000"), 200))),
        "field marks: value of key '00000000-0000-0000-0000-000000000000': 200 does not fit"
            + " tinyint, which takes whole numbers from -128 to 127");
  }

  @Test
  void setIsSortedAndHoldsEachElementOnce() {
    accepted(
        new ArrayType(INT),
        DataTypes.setOf(DataTypes.INT),
        new GenericArrayData(new int[] {2, -1, 2, 1}),
        "0x00000003" + "00000004ffffffff" + "0000000400000001" + "0000000400000002");
  }

  @Test
  void fieldsThatTheRowLacksAreNull() {
    accepted(
        RowType.of(new LogicalType[] {INT}, new String[] {"zip"}),
        TypePairs.address("ks"),
        GenericRowData.of(7),
        "0xffffffff" + "0000000400000007" + "ffffffff" + "ffffffff");
  }

  @Test
  void emptyTextAndBytesAreValues() throws Exception {
    accepted(STRING, DataTypes.TEXT, text(""), "0x");
    assertThat(ValueCodecs.between(STRING, DataTypes.TEXT).decode(ByteBuffer.allocate(0)))
        .isEqualTo(text(""));
    assertThat(ValueCodecs.between(INT, DataTypes.INT).decode(ByteBuffer.allocate(0))).isNull();
  }

  @Test
  void readingRefusesWhatFlinkCannotHold() {
    unreadable(
        new TinyIntType(),
        DataTypes.INT,
        "0x0000012c",
        "300 does not fit TINYINT, which takes whole numbers from -128 to 127");
    unreadable(
        INT,
        DataTypes.VARINT,
        "0x010000000000000000",
        "18446744073709551616 does not fit INT, which takes whole numbers from -2147483648 to"
            + " 2147483647");
    unreadable(
        INT,
        DataTypes.DECIMAL,
        "0x000000010f",
        "1.5 does not fit INT, which takes whole numbers from -2147483648 to 2147483647");
    unreadable(
        INT,
        DataTypes.DECIMAL,
        "0x8000000101",
        "1E+2147483647 does not fit INT, which takes whole numbers from -2147483648 to"
            + " 2147483647");
    unreadable(
        new DecimalType(4, 2),
        DataTypes.DECIMAL,
        "0x8000000101",
        "1E+2147483647 does not fit DECIMAL(4, 2), which takes 2 digits before and 2 after the"
            + " point");
    unreadable(
        new DecimalType(4, 2),
        DataTypes.DECIMAL,
        "0x0000000301",
        "0.001 does not fit DECIMAL(4, 2), which takes 2 digits before and 2 after the point");
    unreadable(
        new FloatType(),
        DataTypes.DOUBLE,
        "0x3fb999999999999a",
        "0.1 does not fit FLOAT, which takes what 24 bits of precision can hold");
    unreadable(
        new TimeType(3),
        DataTypes.TIME,
        "0x0000000000000001",
        "00:00:00.000000001 does not fit TIME, which takes no more than milliseconds (STRING"
            + " takes all)");
    unreadable(
        new TimestampType(0),
        DataTypes.TIMESTAMP,
        "0x0000000000000001",
        "1970-01-01T00:00:00.001 does not fit TIMESTAMP(0), which takes steps of 1000 ms");
    unreadable(
        YEAR_TO_MONTH,
        DataTypes.DURATION,
        "0x000200",
        "1d does not fit INTERVAL YEAR TO MONTH, which takes years and months");
    unreadable(
        DAY_TO_SECOND,
        DataTypes.DURATION,
        "0x020000",
        "1mo does not fit INTERVAL DAY TO SECOND, which takes days, which are 24 hours, and"
            + " milliseconds");
  }

  private static void refused(LogicalType type, DataType cqlType, Object value, String message) {
    assertThatExceptionOfType(ValueException.class)
        .isThrownBy(() -> encode(type, cqlType, value))
        .withMessage(message);
  }

  private static void accepted(LogicalType type, DataType cqlType, Object value, String bytes) {
    assertThat(encode(type, cqlType, value)).isEqualTo(bytes);
  }

  private static void unreadable(LogicalType type, DataType cqlType, String bytes, String message) {
    assertThatExceptionOfType(ValueException.class)
        .isThrownBy(() -> ValueCodecs.between(type, cqlType).decode(Bytes.fromHexString(bytes)))
        .withMessage(message);
  }

  private static String encode(LogicalType type, DataType cqlType, Object value) {
    try {
      DataOutputSerializer out = new DataOutputSerializer(16);
      ValueCodecs.between(type, cqlType).encode(value, out);
      return Bytes.toHexString(out.getCopyOfBuffer());
    } catch (IOException | IncompatibleTypeException e) {
      throw new AssertionError(e);
    }
  }

  private static StringData text(String text) {
    return StringData.fromString(text);
  }

  private static DecimalData decimal(String value, int precision, int scale) {
    return DecimalData.fromBigDecimal(new BigDecimal(value), precision, scale);
  }
}
