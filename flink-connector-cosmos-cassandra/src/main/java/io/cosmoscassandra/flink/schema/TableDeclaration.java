package io.cosmoscassandra.flink.schema;

import java.io.Serializable;
import java.util.List;
import org.apache.flink.annotation.Internal;
import org.apache.flink.table.types.logical.LogicalType;

/**
 * What a user declared: the target, the columns and what is wanted of them. It is held against the
 * live schema when the sink opens.
 *
 * @param keyspace the keyspace as given
 * @param table the table as given
 * @param fields the physical columns in the order of the declaration
 * @param primaryKey the names of the declared primary key; empty if none is declared
 * @param writtenFields the names of the columns that are written ({@code INSERT INTO t (a, b)});
 *     all of them unless the insert is partial
 * @param insertOnly whether the input holds nothing but inserts
 * @param exactlyOnce whether every write has to be repeatable without a change
 */
@Internal
public record TableDeclaration(
    String keyspace,
    String table,
    List<Field> fields,
    List<String> primaryKey,
    List<String> writtenFields,
    boolean insertOnly,
    boolean exactlyOnce)
    implements Serializable {

  public TableDeclaration {
    fields = List.copyOf(fields);
    primaryKey = List.copyOf(primaryKey);
    writtenFields = List.copyOf(writtenFields);
  }

  /** The full name of the target. */
  public TableName name() {
    return new TableName(keyspace, table);
  }

  /** A declared physical column. */
  public record Field(String name, LogicalType type) implements Serializable {}
}
