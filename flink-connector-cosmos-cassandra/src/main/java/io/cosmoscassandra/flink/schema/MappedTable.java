package io.cosmoscassandra.flink.schema;

import com.datastax.oss.driver.api.core.type.DataTypes;
import io.cosmoscassandra.flink.options.CollectionWriteMode;
import java.util.List;
import java.util.Optional;
import org.apache.flink.annotation.Internal;

/**
 * The live table as far as a job uses it, with each column mapped to a field of Flink's rows. The
 * result of validating a declaration.
 *
 * @param name the table's full name
 * @param columns the columns in use: partition key, then clustering columns, both in key order,
 *     then the others in the order of the declaration
 */
@Internal
public record MappedTable(TableName name, List<MappedColumn> columns) {

  public MappedTable {
    columns = List.copyOf(columns);
  }

  /** The number of columns, from the first on, that make up the primary key. */
  public int keyLength() {
    return (int)
        columns.stream()
            .filter(
                c ->
                    c.kind() == MappedColumn.Kind.PARTITION_KEY
                        || c.kind() == MappedColumn.Kind.CLUSTERING)
            .count();
  }

  /** The number of columns, from the first on, that make up the partition key. */
  public int partitionKeyLength() {
    return (int) columns.stream().filter(c -> c.kind() == MappedColumn.Kind.PARTITION_KEY).count();
  }

  /** Whether the table contains counters, so that a write is an increment. */
  public boolean isCounterTable() {
    return columns.stream().anyMatch(c -> c.cqlType().equals(DataTypes.COUNTER));
  }

  /**
   * Whether only inserts can be written: an increment cannot be taken back, and deleting a row does
   * not remove static values.
   */
  public boolean takesInsertsOnly() {
    return isCounterTable() || columns.stream().anyMatch(c -> c.kind() == MappedColumn.Kind.STATIC);
  }

  /** Whether a write changes collections element by element, so that earlier writes stay. */
  public boolean merges() {
    return columns.stream().anyMatch(c -> c.writeMode() != CollectionWriteMode.OVERWRITE);
  }

  public Optional<MappedColumn> column(String columnName) {
    return columns.stream().filter(c -> c.name().equals(columnName)).findFirst();
  }
}
