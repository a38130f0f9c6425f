package io.cosmoscassandra.flink.schema;

import java.io.Serializable;
import java.util.List;
import org.apache.flink.annotation.Internal;
import org.apache.flink.table.types.logical.LogicalType;

/**
 * A table as the user declared it. It is validated against the live schema when a job starts.
 *
 * @param name the table's full name as given
 * @param fields the physical columns in the order of the declaration
 * @param primaryKey the names of the declared primary key; empty if none is declared
 */
@Internal
public record TableDeclaration(TableName name, List<Field> fields, List<String> primaryKey)
    implements Serializable {

  public TableDeclaration {
    fields = List.copyOf(fields);
    primaryKey = List.copyOf(primaryKey);
  }

  /** The names of the declared columns. */
  public List<String> columnNames() {
    return fields.stream().map(Field::name).toList();
  }

  /** A declared physical column. */
  public record Field(String name, LogicalType type) implements Serializable {}
}
