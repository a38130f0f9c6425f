package io.cosmoscassandra.flink.schema;

import com.datastax.oss.driver.api.core.type.DataTypes;
import java.util.List;
import java.util.Optional;
import org.apache.flink.annotation.Internal;

/**
 * The live target table as far as the sink writes it; a declaration that passed validation becomes
 * one.
 *
 * @param keyspace the keyspace's name, not quoted
 * @param name the table's name, not quoted
 * @param columns the columns that are written: partition key, then clustering columns, both in key
 *     order, then the others in the order of the declaration
 */
@Internal
public record MappedTable(String keyspace, String name, List<MappedColumn> columns) {

  public MappedTable {
    columns = List.copyOf(columns);
  }

  /** How many columns, from the first on, are the primary key. */
  public int keyLength() {
    return (int)
        columns.stream()
            .filter(
                c ->
                    c.kind() == MappedColumn.Kind.PARTITION_KEY
                        || c.kind() == MappedColumn.Kind.CLUSTERING)
            .count();
  }

  /** How many columns, from the first on, are the partition key. */
  public int partitionKeyLength() {
    return (int) columns.stream().filter(c -> c.kind() == MappedColumn.Kind.PARTITION_KEY).count();
  }

  /** Whether rows are increments of counters rather than values. */
  public boolean isCounterTable() {
    return columns.stream().anyMatch(c -> c.cqlType().equals(DataTypes.COUNTER));
  }

  public Optional<MappedColumn> column(String columnName) {
    return columns.stream().filter(c -> c.name().equals(columnName)).findFirst();
  }
}
