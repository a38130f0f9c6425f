package io.cosmoscassandra.flink.schema;

import com.datastax.oss.driver.api.core.type.DataType;
import com.datastax.oss.driver.api.core.type.DataTypes;
import com.datastax.oss.driver.api.core.type.ListType;
import com.datastax.oss.driver.api.core.type.MapType;
import com.datastax.oss.driver.api.core.type.SetType;
import com.datastax.oss.driver.api.core.type.TupleType;
import com.datastax.oss.driver.api.core.type.UserDefinedType;

/**
 * The CQL type of a column that the connector creates.
 *
 * @param type the type that values of the column have
 */
record CreatedType(DataType type) {

  /** The same with all collections frozen. */
  DataType frozen() {
    return freeze(type);
  }

  /**
   * Durations have no order, a counter has no value of its own before it is read, and what is not
   * frozen has several cells.
   */
  boolean isAllowedInKey() {
    return !type.equals(DataTypes.COUNTER) && !holdsDuration(type) && !isMultiCell(type);
  }

  private static boolean isMultiCell(DataType type) {
    return (type instanceof ListType list && !list.isFrozen())
        || (type instanceof SetType set && !set.isFrozen())
        || (type instanceof MapType map && !map.isFrozen())
        || (type instanceof UserDefinedType udt && !udt.isFrozen());
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
