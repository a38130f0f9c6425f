package io.cosmoscassandra.flink.codec;

import com.datastax.oss.driver.api.core.type.DataType;
import com.datastax.oss.driver.api.core.type.DataTypes;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.flink.annotation.Internal;
import org.apache.flink.table.types.logical.LogicalType;

/** Which Flink type goes with which CQL type: the one place where this is decided. */
@Internal
public final class ValueCodecs {

  private ValueCodecs() {}

  /**
   * The codec between a declared Flink type and the type of a live column.
   *
   * @throws IncompatibleTypeException if the two do not go together
   */
  public static ValueCodec between(LogicalType flinkType, DataType cqlType)
      throws IncompatibleTypeException {
    return new CodecBuilder("column").build(flinkType, cqlType);
  }

  /**
   * The codec for elements that are removed from a collection: of a map, the keys.
   *
   * @throws IncompatibleTypeException if the two do not go together
   */
  public static ValueCodec removing(LogicalType flinkType, DataType cqlType)
      throws IncompatibleTypeException {
    return new CodecBuilder("column").removing(flinkType, cqlType);
  }

  /**
   * The codec of a clustering column. Values that the server takes for one, such as the numbers 1.0
   * and 1.00, get the same bytes, so that the connector takes them for one row as well.
   *
   * @throws IncompatibleTypeException if the two do not go together
   */
  public static ValueCodec ofClustering(LogicalType flinkType, DataType cqlType)
      throws IncompatibleTypeException {
    ValueCodec codec = between(flinkType, cqlType);
    return cqlType.equals(DataTypes.DECIMAL) && codec instanceof TextFormCodec
        ? new TextFormCodec(new NormalDecimalText())
        : codec;
  }

  /**
   * Returns if a declared Flink type goes with the type of a live column.
   *
   * @throws IncompatibleTypeException if the two do not go together
   */
  public static void requireCompatible(LogicalType flinkType, DataType cqlType)
      throws IncompatibleTypeException {
    ValueCodec unused = between(flinkType, cqlType);
  }

  /**
   * The CQL type that a column of the Flink type gets when the connector creates the table.
   *
   * @throws IncompatibleTypeException if there is none
   */
  public static DataType defaultCqlType(LogicalType flinkType) throws IncompatibleTypeException {
    return DefaultCqlType.of(flinkType);
  }

  /**
   * The Flink type of a column that the live table has and no declaration describes, nullable;
   * empty if the connector does not support the CQL type.
   *
   * @param chosen the user's own choices for CQL types that are not made of others
   * @param exact whether a value must be written as the same bytes that were read, as keys must be
   */
  public static Optional<LogicalType> inferredFlinkType(
      DataType cqlType, Map<DataType, LogicalType> chosen, boolean exact) {
    return new InferredFlinkType(chosen, exact).of(cqlType);
  }

  /** The CQL types that are not made of others, by their names. */
  public static Map<String, DataType> scalarTypes() {
    return ScalarMappings.ALL.stream()
        .map(ScalarMapping::cqlType)
        .collect(Collectors.toUnmodifiableMap(type -> type.asCql(false, false), type -> type));
  }

  /**
   * Whether a value that was read is written as the bytes that it was read from, so that it
   * identifies what it was read from.
   */
  public static boolean keepBytes(LogicalType flinkType, DataType cqlType) {
    return ReadBytes.areKept(flinkType, cqlType);
  }
}
