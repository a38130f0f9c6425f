package io.cosmoscassandra.flink.codec;

import com.datastax.oss.driver.api.core.type.DataType;
import com.datastax.oss.driver.api.core.type.DataTypes;
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
}
