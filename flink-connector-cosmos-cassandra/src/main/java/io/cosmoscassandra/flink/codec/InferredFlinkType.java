package io.cosmoscassandra.flink.codec;

import com.datastax.oss.driver.api.core.CqlIdentifier;
import com.datastax.oss.driver.api.core.type.DataType;
import com.datastax.oss.driver.api.core.type.DataTypes;
import com.datastax.oss.driver.api.core.type.ListType;
import com.datastax.oss.driver.api.core.type.MapType;
import com.datastax.oss.driver.api.core.type.SetType;
import com.datastax.oss.driver.api.core.type.TupleType;
import com.datastax.oss.driver.api.core.type.UserDefinedType;
import com.datastax.oss.driver.api.core.type.VectorType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.flink.table.types.logical.ArrayType;
import org.apache.flink.table.types.logical.BigIntType;
import org.apache.flink.table.types.logical.BooleanType;
import org.apache.flink.table.types.logical.DateType;
import org.apache.flink.table.types.logical.DecimalType;
import org.apache.flink.table.types.logical.DoubleType;
import org.apache.flink.table.types.logical.FloatType;
import org.apache.flink.table.types.logical.IntType;
import org.apache.flink.table.types.logical.LocalZonedTimestampType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.SmallIntType;
import org.apache.flink.table.types.logical.TimeType;
import org.apache.flink.table.types.logical.TinyIntType;
import org.apache.flink.table.types.logical.VarBinaryType;
import org.apache.flink.table.types.logical.VarCharType;

/**
 * Chooses the Flink type of a column that the live table has and no declaration describes.
 *
 * @param chosen the user's own choices for CQL types that are not made of others
 * @param exact whether a value must be written as the same bytes that were read, as keys must be: a
 *     DECIMAL is written with its own scale, so that a decimal becomes a STRING
 */
record InferredFlinkType(Map<DataType, LogicalType> chosen, boolean exact) {

  private static final LogicalType TEXT = VarCharType.STRING_TYPE;
  private static final int MILLIS = 3;
  private static final int SCALE = 18;

  private static final Map<DataType, LogicalType> SCALARS =
      Map.ofEntries(
          Map.entry(DataTypes.TEXT, TEXT),
          Map.entry(DataTypes.ASCII, TEXT),
          Map.entry(DataTypes.BOOLEAN, new BooleanType()),
          Map.entry(DataTypes.TINYINT, new TinyIntType()),
          Map.entry(DataTypes.SMALLINT, new SmallIntType()),
          Map.entry(DataTypes.INT, new IntType()),
          Map.entry(DataTypes.BIGINT, new BigIntType()),
          Map.entry(DataTypes.COUNTER, new BigIntType()),
          Map.entry(DataTypes.VARINT, new DecimalType(DecimalType.MAX_PRECISION, 0)),
          Map.entry(DataTypes.DECIMAL, new DecimalType(DecimalType.MAX_PRECISION, SCALE)),
          Map.entry(DataTypes.FLOAT, new FloatType()),
          Map.entry(DataTypes.DOUBLE, new DoubleType()),
          Map.entry(DataTypes.BLOB, new VarBinaryType(VarBinaryType.MAX_LENGTH)),
          Map.entry(DataTypes.DATE, new DateType()),
          Map.entry(DataTypes.TIME, new TimeType(MILLIS)),
          Map.entry(DataTypes.TIMESTAMP, new LocalZonedTimestampType(MILLIS)),
          Map.entry(DataTypes.DURATION, TEXT),
          Map.entry(DataTypes.UUID, TEXT),
          Map.entry(DataTypes.TIMEUUID, TEXT),
          Map.entry(DataTypes.INET, TEXT));

  /** The type, nullable; empty if the connector does not support the CQL type. */
  Optional<LogicalType> of(DataType cqlType) {
    if (cqlType instanceof ListType list) {
      return of(list.getElementType()).map(ArrayType::new);
    }
    if (cqlType instanceof SetType set) {
      return of(set.getElementType()).map(ArrayType::new);
    }
    if (cqlType instanceof VectorType vector) {
      return of(vector.getElementType()).map(ArrayType::new);
    }
    if (cqlType instanceof MapType map) {
      return of(map.getKeyType())
          .flatMap(
              key ->
                  of(map.getValueType())
                      .map(value -> new org.apache.flink.table.types.logical.MapType(key, value)));
    }
    if (cqlType instanceof UserDefinedType udt) {
      return row(
          udt.getFieldNames().stream().map(CqlIdentifier::asInternal).toList(),
          udt.getFieldTypes());
    }
    if (cqlType instanceof TupleType tuple) {
      List<DataType> types = tuple.getComponentTypes();
      return row(IntStream.range(0, types.size()).mapToObj(i -> "f" + i).toList(), types);
    }
    if (chosen.containsKey(cqlType)) {
      return Optional.of(chosen.get(cqlType).copy(true));
    }
    return exact && cqlType.equals(DataTypes.DECIMAL)
        ? Optional.of(TEXT)
        : Optional.ofNullable(SCALARS.get(cqlType));
  }

  private Optional<LogicalType> row(List<String> names, List<DataType> types) {
    List<RowType.RowField> fields = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      Optional<LogicalType> type = of(types.get(i));
      if (type.isEmpty()) {
        return Optional.empty();
      }
      fields.add(new RowType.RowField(names.get(i), type.get()));
    }
    return Optional.of(new RowType(fields));
  }
}
