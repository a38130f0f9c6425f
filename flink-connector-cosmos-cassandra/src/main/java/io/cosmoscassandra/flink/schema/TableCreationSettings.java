package io.cosmoscassandra.flink.schema;

import java.io.Serializable;
import java.util.List;
import org.apache.flink.annotation.Internal;

/**
 * How a target table is created that does not exist yet ({@code sink.create-table}).
 *
 * @param partitionKey the columns of the primary key that make the partition key, in this order
 *     ({@code sink.create-table.partition-key}); if empty, the first column of the primary key, as
 *     in Cassandra's own {@code PRIMARY KEY (a, b)}. The rest of the primary key are clustering
 *     columns, in the order of the declaration.
 * @param options the CQL that follows {@code WITH} ({@code sink.create-table.options}); may be
 *     empty
 */
@Internal
public record TableCreationSettings(List<String> partitionKey, String options)
    implements Serializable {

  public TableCreationSettings {
    partitionKey = List.copyOf(partitionKey);
    options = options.strip();
  }
}
