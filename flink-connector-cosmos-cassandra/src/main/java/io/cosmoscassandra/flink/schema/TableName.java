package io.cosmoscassandra.flink.schema;

import io.cosmoscassandra.flink.schema.cql.CqlName;
import java.io.Serializable;
import org.apache.flink.annotation.Internal;

/**
 * The full name of a table.
 *
 * @param keyspace the keyspace's name, not quoted
 * @param table the table's name, not quoted
 */
@Internal
public record TableName(String keyspace, String table) implements Serializable {

  /** The name as it is written in a statement. */
  public String asCql() {
    return new CqlName(keyspace).asCql() + "." + new CqlName(table).asCql();
  }

  /**
   * The two names with a dot in between, without quotes: the identity of a table in committer
   * tables, savepoints and lineage, where its form must not change.
   */
  public String unquoted() {
    return keyspace + "." + table;
  }

  /** The same as {@link #asCql()}, which the reader of a message can paste. */
  @Override
  public String toString() {
    return asCql();
  }
}
