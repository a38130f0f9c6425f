package io.cosmoscassandra.flink.commit.store;

import io.cosmoscassandra.flink.schema.TableName;
import java.io.Serializable;
import org.apache.flink.annotation.Internal;

/**
 * What the committer's tables are called.
 *
 * @param keyspace the keyspace that holds them
 * @param prefix what their names begin with
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
