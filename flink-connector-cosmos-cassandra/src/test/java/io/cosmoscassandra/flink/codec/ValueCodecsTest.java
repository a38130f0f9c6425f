package io.cosmoscassandra.flink.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.datastax.oss.driver.api.core.type.DataType;
import com.datastax.oss.driver.api.core.type.DataTypes;
import org.apache.flink.table.types.logical.ArrayType;
import org.apache.flink.table.types.logical.BinaryType;
import org.apache.flink.table.types.logical.BooleanType;
import org.apache.flink.table.types.logical.CharType;
import org.apache.flink.table.types.logical.DayTimeIntervalType;
import org.apache.flink.table.types.logical.DecimalType;
import org.apache.flink.table.types.logical.DoubleType;
import org.apache.flink.table.types.logical.IntType;
import org.apache.flink.table.types.logical.LocalZonedTimestampType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.MapType;
import org.apache.flink.table.types.logical.MultisetType;
import org.apache.flink.table.types.logical.NullType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.VarCharType;
import org.apache.flink.table.types.logical.ZonedTimestampType;
import org.junit.jupiter.api.Test;

class ValueCodecsTest {

  private static final LogicalType STRING = VarCharType.STRING_TYPE;
  private static final LogicalType INT = new IntType();

  @Test
  void incompatibleTypesComeWithTheTypesThatFit() {
    incompatible(
        new IntType(false),
        DataTypes.UUID,
        "INT cannot be stored as uuid; declare the column as STRING or BINARY(16)");
    incompatible(
        new DoubleType(),
        DataTypes.FLOAT,
        "DOUBLE cannot be stored as float; declare the column as FLOAT");
    incompatible(
        new BooleanType(),
        DataTypes.INT,
        "BOOLEAN cannot be stored as int; declare the column as INT, TINYINT, SMALLINT, BIGINT or"
            + " DECIMAL");
    incompatible(
        new BinaryType(15),
        DataTypes.UUID,
        "BINARY(15) cannot be stored as uuid; declare the column as STRING or BINARY(16)");
    incompatible(
        STRING,
        DataTypes.mapOf(DataTypes.TEXT, DataTypes.frozenListOf(DataTypes.INT)),
        "STRING cannot be stored as map<text, list<int>>; declare the column as"
            + " MAP<STRING, ARRAY<INT>>");
    incompatible(
        STRING,
        TypePairs.address("ks"),
        "STRING cannot be stored as ks.address; declare the column as ROW<`street` STRING, `zip`"
            + " INT, `phones` ARRAY<STRING>, `moved` TIMESTAMP_LTZ>");
  }

  @Test
  void partOfAType() {
    incompatible(
        new ArrayType(INT),
        DataTypes.listOf(DataTypes.UUID),
        "element: INT cannot be stored as uuid; declare the element as STRING or BINARY(16)");
    incompatible(
        new MapType(INT, INT),
        DataTypes.mapOf(DataTypes.TEXT, DataTypes.INT),
        "key: INT cannot be stored as text; declare the key as STRING");
    incompatible(
        new MapType(STRING, RowType.of(new LogicalType[] {STRING}, new String[] {"zip"})),
        DataTypes.mapOf(DataTypes.TEXT, TypePairs.address("ks")),
        "value: field zip: STRING cannot be stored as int; declare the field zip as INT, TINYINT,"
            + " SMALLINT, BIGINT or DECIMAL");
  }

  @Test
  void fieldThatTheUserDefinedTypeLacks() {
    incompatible(
        RowType.of(new LogicalType[] {INT}, new String[] {"Zip"}),
        TypePairs.address("ks"),
        "ks.address has no field Zip; names are case-sensitive, did you mean zip?");
    incompatible(
        RowType.of(new LogicalType[] {INT}, new String[] {"plz"}),
        TypePairs.address("ks"),
        "ks.address has no field plz; it has street, zip, phones, moved");
  }

  @Test
  void tupleOfAnotherLength() {
    incompatible(
        RowType.of(INT),
        DataTypes.tupleOf(DataTypes.INT, DataTypes.TEXT),
        "a ROW of 1 fields cannot be stored as tuple<int, text>, which has 2; declare the column as"
            + " ROW<`f0` INT, `f1` STRING>");
  }

  @Test
  void unknownCqlType() {
    incompatible(
        STRING,
        DataTypes.custom("com.example.Shape"),
        "the CQL type 'com.example.Shape' is not supported");
  }

  @Test
  void createdTypes() throws Exception {
    created(new CharType(3), "text");
    created(new DecimalType(10, 2), "decimal");
    created(new LocalZonedTimestampType(3), "timestamp");
    created(new BinaryType(16), "blob");
    created(new ArrayType(new ArrayType(INT)), "frozen<list<frozen<list<int>>>>");
    created(new MapType(STRING, INT), "frozen<map<text, int>>");
    created(new MultisetType(STRING), "frozen<map<text, int>>");
    created(RowType.of(INT, new ArrayType(STRING)), "frozen<tuple<int, frozen<list<text>>>>");
  }

  @Test
  void everyCreatedTypeTakesItsFlinkType() throws Exception {
    for (TypePair pair : TypePairs.all(TypePairs.address("ks"))) {
      DataType created = ValueCodecs.defaultCqlType(pair.flinkType());
      assertThat(ValueCodecs.between(pair.flinkType(), created)).as("%s", pair).isNotNull();
    }
  }

  @Test
  void typesThatNoneIsCreatedFor() {
    assertThatExceptionOfType(IncompatibleTypeException.class)
        .isThrownBy(() -> ValueCodecs.defaultCqlType(new ArrayType(new NullType())))
        .withMessage("element: there is no CQL type for NULL");
    assertThatExceptionOfType(IncompatibleTypeException.class)
        .isThrownBy(() -> ValueCodecs.defaultCqlType(new ZonedTimestampType(3)))
        .withMessage("there is no CQL type for TIMESTAMP(3) WITH TIME ZONE");
    LogicalType interval =
        new DayTimeIntervalType(DayTimeIntervalType.DayTimeResolution.DAY_TO_SECOND);
    assertThatExceptionOfType(IncompatibleTypeException.class)
        .isThrownBy(() -> ValueCodecs.defaultCqlType(new MapType(interval, INT)))
        .withMessage("key: an INTERVAL cannot be the key of a CQL map");
  }

  private static void created(LogicalType type, String cqlType) throws Exception {
    assertThat(ValueCodecs.defaultCqlType(type).asCql(true, true)).isEqualTo(cqlType);
  }

  private static void incompatible(LogicalType type, DataType cqlType, String message) {
    assertThatExceptionOfType(IncompatibleTypeException.class)
        .isThrownBy(() -> ValueCodecs.between(type, cqlType))
        .withMessage(message);
  }
}
