package io.cosmoscassandra.flink.schema;

import com.datastax.oss.driver.api.core.type.DataType;
import com.datastax.oss.driver.api.core.type.DataTypes;
import io.cosmoscassandra.flink.codec.IncompatibleTypeException;
import io.cosmoscassandra.flink.codec.TypePairing;
import org.apache.flink.table.types.logical.ArrayType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.MapType;
import org.apache.flink.table.types.logical.MultisetType;
import org.apache.flink.table.types.logical.RowType;

/**
 * A handful of type pairs, so that tests of declarations do not change with the codecs: each Flink
 * type goes with its default only, and BIGINT with a counter too.
 */
final class PlainTypes implements TypePairing {

  @Override
  public void requireCompatible(LogicalType flinkType, DataType cqlType)
      throws IncompatibleTypeException {
    boolean counter =
        cqlType.equals(DataTypes.COUNTER) && defaultCqlType(flinkType).equals(DataTypes.BIGINT);
    if (!counter && !defaultCqlType(flinkType).equals(cqlType)) {
      throw new IncompatibleTypeException(
          flinkType.asSummaryString() + " is not " + cqlType.asCql(true, true) + ".");
    }
  }

  @Override
  public DataType defaultCqlType(LogicalType flinkType) throws IncompatibleTypeException {
    return switch (flinkType.getTypeRoot()) {
      case CHAR, VARCHAR -> DataTypes.TEXT;
      case INTEGER -> DataTypes.INT;
      case BIGINT -> DataTypes.BIGINT;
      case DECIMAL -> DataTypes.DECIMAL;
      case DATE -> DataTypes.DATE;
      case INTERVAL_DAY_TIME -> DataTypes.DURATION;
      case ARRAY -> DataTypes.listOf(defaultCqlType(((ArrayType) flinkType).getElementType()));
      case MULTISET -> DataTypes.setOf(defaultCqlType(((MultisetType) flinkType).getElementType()));
      case MAP ->
          DataTypes.mapOf(
              defaultCqlType(((MapType) flinkType).getKeyType()),
              defaultCqlType(((MapType) flinkType).getValueType()));
      case ROW -> DataTypes.tupleOf(componentsOf((RowType) flinkType));
      default ->
          throw new IncompatibleTypeException(
              flinkType.asSummaryString() + " has no CQL type. Declare another.");
    };
  }

  private DataType[] componentsOf(RowType row) throws IncompatibleTypeException {
    DataType[] components = new DataType[row.getFieldCount()];
    for (int i = 0; i < components.length; i++) {
      components[i] = defaultCqlType(row.getTypeAt(i));
    }
    return components;
  }
}
