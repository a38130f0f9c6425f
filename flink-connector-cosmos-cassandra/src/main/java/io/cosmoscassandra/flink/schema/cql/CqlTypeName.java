package io.cosmoscassandra.flink.schema.cql;

import com.datastax.oss.driver.api.core.type.DataType;
import com.datastax.oss.driver.api.core.type.ListType;
import com.datastax.oss.driver.api.core.type.MapType;
import com.datastax.oss.driver.api.core.type.SetType;
import com.datastax.oss.driver.api.core.type.TupleType;
import com.datastax.oss.driver.api.core.type.UserDefinedType;
import com.datastax.oss.driver.api.core.type.VectorType;
import java.util.stream.Collectors;
import org.apache.flink.annotation.Internal;

/**
 * Writes the name of a CQL type as it stands in a statement, such as {@code frozen<list<uuid>>}.
 * User-defined types go by their names alone, since a table can only use those of its own keyspace.
 */
@Internal
public final class CqlTypeName {

  private CqlTypeName() {}

  /** The name of a type. */
  public static String of(DataType type) {
    if (type instanceof ListType list) {
      return frozen(list.isFrozen(), "list<%s>".formatted(of(list.getElementType())));
    }
    if (type instanceof SetType set) {
      return frozen(set.isFrozen(), "set<%s>".formatted(of(set.getElementType())));
    }
    if (type instanceof MapType map) {
      return frozen(
          map.isFrozen(), "map<%s, %s>".formatted(of(map.getKeyType()), of(map.getValueType())));
    }
    if (type instanceof VectorType vector) {
      return "vector<%s, %d>".formatted(of(vector.getElementType()), vector.getDimensions());
    }
    if (type instanceof UserDefinedType udt) {
      return frozen(udt.isFrozen(), udt.getName().asCql(true));
    }
    if (type instanceof TupleType tuple) {
      return frozen(
          true,
          tuple.getComponentTypes().stream()
              .map(CqlTypeName::of)
              .collect(Collectors.joining(", ", "tuple<", ">")));
    }
    return type.asCql(true, true);
  }

  private static String frozen(boolean frozen, String name) {
    return frozen ? "frozen<" + name + ">" : name;
  }
}
