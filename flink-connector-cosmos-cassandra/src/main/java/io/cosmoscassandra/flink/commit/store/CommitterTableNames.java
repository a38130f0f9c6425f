package io.cosmoscassandra.flink.commit.store;

import io.cosmoscassandra.flink.schema.TableName;
import java.io.Serializable;
import org.apache.flink.annotation.Internal;

/**
 * Names of the committer tables.
 *
 * @param keyspace the keyspace of both tables
 * @param prefix the beginning of both names
 */
@Internal
public record CommitterTableNames(String keyspace, String prefix) implements Serializable {

  /** The table of chunks. */
  public TableName chunks() {
    return new TableName(keyspace, prefix + "_chunks");
  }

  /** The table of registers. */
  public TableName progress() {
    return new TableName(keyspace, prefix + "_progress");
  }
}
