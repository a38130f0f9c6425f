package io.cosmoscassandra.flink.table;

import com.datastax.oss.driver.api.core.metadata.schema.TableMetadata;
import io.cosmoscassandra.flink.schema.TableDeclaration;
import io.cosmoscassandra.flink.schema.TableHandle;
import io.cosmoscassandra.flink.table.pushdown.PushableTable;
import java.util.List;
import java.util.Map;

/**
 * The primary key of a table as the database has it, which is asked while a query is planned.
 *
 * @param partition the names of the partition key, whether they are declared or not
 * @param pushable what the rules of push-down must know
 * @param vectors the columns of vectors by their names
 */
record LiveKey(List<String> partition, PushableTable pushable, Map<String, VectorColumn> vectors) {

  LiveKey {
    partition = List.copyOf(partition);
  }

  /**
   * The key of an open table, as far as it is declared.
   *
   * @param filtering whether the server may read rows only to find that they do not match
   */
  static LiveKey of(TableHandle handle, TableDeclaration declaration, boolean filtering) {
    return new LiveKey(
        handle.live().metadata().getPartitionKey().stream()
            .map(column -> column.getName().asInternal())
            .toList(),
        LivePushDown.of(handle, declaration, filtering),
        handle.live().metadata() instanceof TableMetadata table
            ? VectorColumn.of(table)
            : Map.of());
  }
}
