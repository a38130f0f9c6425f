package io.cosmoscassandra.flink.schema;

import com.datastax.oss.driver.api.core.type.DataType;
import com.datastax.oss.driver.api.core.type.DataTypes;
import com.datastax.oss.driver.api.core.type.ListType;
import com.datastax.oss.driver.api.core.type.MapType;
import com.datastax.oss.driver.api.core.type.SetType;
import com.datastax.oss.driver.api.core.type.TupleType;

/**
 * The CQL type of a column that the connector creates.
 *
 * @param type the type that values of the column have
 */
record CreatedType(DataType type) {

  /** As it is in the table: a frozen value is replaced by a write, and a write can be repeated. */
  DataType frozen() {
    return freeze(type);
  }

  /** Durations have no order, and a counter has no value of its own before it is read. */
  boolean isAllowedInKey() {
    return !type.equals(DataTypes.COUNTER) && !holdsDuration(type);
  }

  private static boolean holdsDuration(DataType type) {
    if (type instanceof ListType list) {
      return holdsDuration(list.getElementType());
    }
    if (type instanceof SetType set) {
      return holdsDuration(set.getElementType());
    }
    if (type instanceof MapType map) {
      return holdsDuration(map.getKeyType()) || holdsDuration(map.getValueType());
    }
    if (type instanceof TupleType tuple) {
      return tuple.getComponentTypes().stream().anyMatch(CreatedType::holdsDuration);
    }
    return type.equals(DataTypes.DURATION);
  }

  private static DataType freeze(DataType type) {
    if (type instanceof ListType list) {
      return DataTypes.frozenListOf(freeze(list.getElementType()));
    }
    if (type instanceof SetType set) {
      return DataTypes.frozenSetOf(freeze(set.getElementType()));
    }
    if (type instanceof MapType map) {
      return DataTypes.frozenMapOf(freeze(map.getKeyType()), freeze(map.getValueType()));
    }
    if (type instanceof TupleType tuple) {
      return DataTypes.tupleOf(
          tuple.getComponentTypes().stream().map(CreatedType::freeze).toArray(DataType[]::new));
    }
    return type;
  }
}
