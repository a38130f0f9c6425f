package io.cosmoscassandra.flink.schema;

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

  /** The name as it stands in a statement. */
  public String asCql() {
    return new CqlName(keyspace).asCql() + "." + new CqlName(table).asCql();
  }

  /** The same as {@link #asCql()}, because that is what a reader of a message can paste. */
  @Override
  public String toString() {
    return asCql();
  }
}
