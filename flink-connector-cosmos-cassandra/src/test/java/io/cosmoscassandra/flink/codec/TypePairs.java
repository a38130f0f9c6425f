package io.cosmoscassandra.flink.codec;

import com.datastax.oss.driver.api.core.CqlIdentifier;
import com.datastax.oss.driver.api.core.type.DataType;
import com.datastax.oss.driver.api.core.type.DataTypes;
import com.datastax.oss.driver.api.core.type.UserDefinedType;
import com.datastax.oss.driver.internal.core.type.UserDefinedTypeBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.table.types.logical.ArrayType;
import org.apache.flink.table.types.logical.BigIntType;
import org.apache.flink.table.types.logical.BinaryType;
import org.apache.flink.table.types.logical.BooleanType;
import org.apache.flink.table.types.logical.DateType;
import org.apache.flink.table.types.logical.DayTimeIntervalType;
import org.apache.flink.table.types.logical.DecimalType;
import org.apache.flink.table.types.logical.DoubleType;
import org.apache.flink.table.types.logical.FloatType;
import org.apache.flink.table.types.logical.IntType;
import org.apache.flink.table.types.logical.LocalZonedTimestampType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.MapType;
import org.apache.flink.table.types.logical.MultisetType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.SmallIntType;
import org.apache.flink.table.types.logical.TimeType;
import org.apache.flink.table.types.logical.TimestampType;
import org.apache.flink.table.types.logical.TinyIntType;
import org.apache.flink.table.types.logical.VarBinaryType;
import org.apache.flink.table.types.logical.VarCharType;
import org.apache.flink.table.types.logical.YearMonthIntervalType;

/** The pairs of types that the connector promises to write and read. */
public final class TypePairs {

  private static final LogicalType STRING = VarCharType.STRING_TYPE;
  private static final LogicalType BYTES = new VarBinaryType(VarBinaryType.MAX_LENGTH);

  private TypePairs() {}

  /** The user-defined type that {@link #all} uses, in the keyspace. */
  public static UserDefinedType address(String keyspace) {
    return new UserDefinedTypeBuilder(
            CqlIdentifier.fromInternal(keyspace), CqlIdentifier.fromInternal("address"))
        .withField(CqlIdentifier.fromInternal("street"), DataTypes.TEXT)
        .withField(CqlIdentifier.fromInternal("zip"), DataTypes.INT)
        .withField(CqlIdentifier.fromInternal("phones"), DataTypes.frozenSetOf(DataTypes.TEXT))
        .withField(CqlIdentifier.fromInternal("moved"), DataTypes.TIMESTAMP)
        .frozen()
        .build();
  }

  /** Every pair of types that are not made of others, without the counter. */
  public static List<TypePair> scalars() {
    List<TypePair> pairs = new ArrayList<>();
    for (LogicalType type : List.of(STRING)) {
      for (DataType cqlType :
          List.of(
              DataTypes.TEXT,
              DataTypes.ASCII,
              DataTypes.UUID,
              DataTypes.TIMEUUID,
              DataTypes.INET,
              DataTypes.DURATION,
              DataTypes.TIME,
              DataTypes.VARINT,
              DataTypes.DECIMAL)) {
        pairs.add(new TypePair(type, cqlType));
      }
    }
    List<LogicalType> wholeTypes =
        List.of(
            new TinyIntType(),
            new SmallIntType(),
            new IntType(),
            new BigIntType(),
            new DecimalType(15, 0),
            new DecimalType(38, 0));
    for (LogicalType type : wholeTypes) {
      for (DataType cqlType :
          List.of(
              DataTypes.TINYINT,
              DataTypes.SMALLINT,
              DataTypes.INT,
              DataTypes.BIGINT,
              DataTypes.VARINT,
              DataTypes.DECIMAL)) {
        pairs.add(new TypePair(type, cqlType));
      }
    }
    pairs.addAll(
        List.of(
            new TypePair(new DecimalType(10, 2), DataTypes.DECIMAL),
            new TypePair(new DecimalType(38, 18), DataTypes.DECIMAL),
            new TypePair(new BooleanType(), DataTypes.BOOLEAN),
            new TypePair(new FloatType(), DataTypes.FLOAT),
            new TypePair(new FloatType(), DataTypes.DOUBLE),
            new TypePair(new DoubleType(), DataTypes.DOUBLE),
            new TypePair(BYTES, DataTypes.BLOB),
            new TypePair(new BinaryType(16), DataTypes.BLOB),
            new TypePair(new BinaryType(16), DataTypes.UUID),
            new TypePair(new BinaryType(16), DataTypes.TIMEUUID),
            new TypePair(new DateType(), DataTypes.DATE),
            new TypePair(new TimeType(3), DataTypes.TIME),
            new TypePair(new TimestampType(3), DataTypes.TIMESTAMP),
            new TypePair(new TimestampType(6), DataTypes.TIMESTAMP),
            new TypePair(new LocalZonedTimestampType(3), DataTypes.TIMESTAMP),
            new TypePair(new LocalZonedTimestampType(9), DataTypes.TIMESTAMP),
            new TypePair(
                new DayTimeIntervalType(DayTimeIntervalType.DayTimeResolution.DAY_TO_SECOND, 6, 3),
                DataTypes.DURATION),
            new TypePair(
                new YearMonthIntervalType(
                    YearMonthIntervalType.YearMonthResolution.YEAR_TO_MONTH, 4),
                DataTypes.DURATION)));
    return List.copyOf(pairs);
  }

  /** Pairs of types that are made of others; the vectors need Cassandra 5. */
  public static List<TypePair> composed(UserDefinedType address) {
    LogicalType ltz = new LocalZonedTimestampType(3);
    RowType addressRow =
        RowType.of(
            new LogicalType[] {new IntType(), ltz, STRING, new ArrayType(STRING)},
            new String[] {"zip", "moved", "street", "phones"});
    RowType shortAddressRow =
        RowType.of(new LogicalType[] {STRING, new IntType()}, new String[] {"street", "zip"});
    RowType pairRow = RowType.of(new IntType(), STRING, new BooleanType());
    DataType tuple = DataTypes.tupleOf(DataTypes.INT, DataTypes.TEXT, DataTypes.BOOLEAN);
    List<TypePair> pairs = new ArrayList<>();
    for (TypePair element : scalars()) {
      LogicalType array = new ArrayType(element.flinkType());
      boolean comparable = !element.cqlType().equals(DataTypes.DURATION);
      pairs.add(new TypePair(array, DataTypes.listOf(element.cqlType())));
      if (comparable) {
        pairs.add(new TypePair(array, DataTypes.setOf(element.cqlType())));
      }
    }
    pairs.addAll(
        List.of(
            new TypePair(
                new MapType(STRING, new IntType()), DataTypes.mapOf(DataTypes.TEXT, DataTypes.INT)),
            new TypePair(
                new MapType(new BigIntType(), new ArrayType(new DoubleType())),
                DataTypes.mapOf(DataTypes.BIGINT, DataTypes.frozenListOf(DataTypes.DOUBLE))),
            new TypePair(
                new MapType(new DecimalType(20, 4), BYTES),
                DataTypes.frozenMapOf(DataTypes.DECIMAL, DataTypes.BLOB)),
            new TypePair(
                new MultisetType(STRING), DataTypes.frozenMapOf(DataTypes.TEXT, DataTypes.INT)),
            new TypePair(
                new ArrayType(new ArrayType(new IntType())),
                DataTypes.frozenListOf(DataTypes.frozenSetOf(DataTypes.INT))),
            new TypePair(
                new ArrayType(new ArrayType(new IntType())),
                DataTypes.setOf(DataTypes.frozenListOf(DataTypes.INT))),
            new TypePair(
                new ArrayType(new MapType(STRING, new IntType())),
                DataTypes.setOf(DataTypes.frozenMapOf(DataTypes.TEXT, DataTypes.INT))),
            new TypePair(new ArrayType(pairRow), DataTypes.setOf(tuple)),
            new TypePair(pairRow, tuple),
            new TypePair(addressRow, address),
            new TypePair(shortAddressRow, address),
            new TypePair(new MapType(STRING, addressRow), DataTypes.mapOf(DataTypes.TEXT, address)),
            new TypePair(new ArrayType(addressRow), DataTypes.frozenSetOf(address))));
    pairs.addAll(vectors());
    return List.copyOf(pairs);
  }

  /** Vectors of elements that have a fixed length, and of others. */
  public static List<TypePair> vectors() {
    DataType inner = DataTypes.vectorOf(DataTypes.FLOAT, 3);
    return List.of(
        new TypePair(
            new ArrayType(new FloatType(false)), DataTypes.vectorOf(DataTypes.FLOAT, 1536)),
        new TypePair(new ArrayType(new FloatType()), DataTypes.vectorOf(DataTypes.DOUBLE, 4)),
        new TypePair(new ArrayType(new IntType()), DataTypes.vectorOf(DataTypes.INT, 3)),
        new TypePair(new ArrayType(new SmallIntType()), DataTypes.vectorOf(DataTypes.SMALLINT, 3)),
        new TypePair(new ArrayType(new TinyIntType()), DataTypes.vectorOf(DataTypes.TINYINT, 3)),
        new TypePair(new ArrayType(new DateType()), DataTypes.vectorOf(DataTypes.DATE, 2)),
        new TypePair(new ArrayType(new TimeType(3)), DataTypes.vectorOf(DataTypes.TIME, 2)),
        new TypePair(new ArrayType(STRING), DataTypes.vectorOf(DataTypes.UUID, 2)),
        new TypePair(new ArrayType(STRING), DataTypes.vectorOf(DataTypes.TIMEUUID, 2)),
        new TypePair(new ArrayType(STRING), DataTypes.vectorOf(DataTypes.TEXT, 5)),
        new TypePair(
            new ArrayType(new DecimalType(38, 0)), DataTypes.vectorOf(DataTypes.VARINT, 2)),
        new TypePair(
            new ArrayType(new LocalZonedTimestampType(3)),
            DataTypes.vectorOf(DataTypes.TIMESTAMP, 2)),
        new TypePair(new ArrayType(new ArrayType(new FloatType())), DataTypes.vectorOf(inner, 2)),
        new TypePair(
            new ArrayType(new ArrayType(new IntType())),
            DataTypes.vectorOf(DataTypes.frozenListOf(DataTypes.INT), 2)),
        new TypePair(new ArrayType(new ArrayType(new FloatType())), DataTypes.frozenSetOf(inner)),
        new TypePair(
            new ArrayType(new ArrayType(STRING)),
            DataTypes.frozenSetOf(DataTypes.vectorOf(DataTypes.TEXT, 2))));
  }

  /** Every pair, without the counter. */
  public static List<TypePair> all(UserDefinedType address) {
    return Stream.concat(scalars().stream(), composed(address).stream()).toList();
  }
}
