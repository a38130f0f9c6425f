package io.cosmoscassandra.flink.table;

import com.datastax.oss.driver.api.core.metadata.schema.TableMetadata;
import io.cosmoscassandra.flink.table.pushdown.PushableTable;
import java.util.List;
import java.util.Map;

/**
 * A table as the database has it, as far as lookups use it.
 *
 * @param partition the names of the partition key, whether they are declared or not
 * @param pushable what the rules of push-down must know
 * @param vectors the columns of vectors by their names
 */
record LiveKey(List<String> partition, PushableTable pushable, Map<String, VectorColumn> vectors) {

  LiveKey {
    partition = List.copyOf(partition);
  }

  static LiveKey of(TableMetadata table, PushableTable pushable) {
    return new LiveKey(
        table.getPartitionKey().stream().map(column -> column.getName().asInternal()).toList(),
        pushable,
        VectorColumn.of(table));
  }
}
