package io.cosmoscassandra.flink.codec;

import com.datastax.oss.driver.api.core.type.DataType;
import com.datastax.oss.driver.api.core.type.DataTypes;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.table.types.logical.ArrayType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.MapType;
import org.apache.flink.table.types.logical.MultisetType;
import org.apache.flink.table.types.logical.RowType;

/**
 * Chooses the CQL type of a column in a table that the connector creates.
 *
 * <p>Collections are frozen. A frozen one is a single cell that a write replaces: it can be written
 * again without a change, which a list that is not frozen cannot, leaves no tombstone behind, and
 * tells an empty collection from NULL.
 */
final class DefaultCqlType {

  private DefaultCqlType() {}

  static DataType of(LogicalType type) throws IncompatibleTypeException {
    if (type instanceof ArrayType array) {
      return DataTypes.frozenListOf(part("element", array.getElementType()));
    }
    if (type instanceof MapType map) {
      return DataTypes.frozenMapOf(
          key(part("key", map.getKeyType())), part("value", map.getValueType()));
    }
    if (type instanceof MultisetType multiset) {
      return DataTypes.frozenMapOf(key(part("key", multiset.getElementType())), DataTypes.INT);
    }
    if (type instanceof RowType row) {
      List<DataType> fields = new ArrayList<>();
      for (RowType.RowField field : row.getFields()) {
        fields.add(part("field " + field.getName(), field.getType()));
      }
      return DataTypes.tupleOf(fields.toArray(DataType[]::new));
    }
    return FlinkKind.of(type)
        .map(FlinkKind::defaultCqlType)
        .orElseThrow(
            () ->
                new IncompatibleTypeException(
                    "there is no CQL type for %s".formatted(type.copy(true).asSummaryString())));
  }

  private static DataType key(DataType type) throws IncompatibleTypeException {
    if (type.equals(DataTypes.DURATION)) {
      throw new IncompatibleTypeException("key: an INTERVAL cannot be the key of a CQL map");
    }
    return type;
  }

  private static DataType part(String part, LogicalType type) throws IncompatibleTypeException {
    try {
      return of(type);
    } catch (IncompatibleTypeException e) {
      throw e.at(part);
    }
  }
}
