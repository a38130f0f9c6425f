package io.cosmoscassandra.flink.schema;

import com.datastax.oss.driver.api.core.CqlIdentifier;
import com.datastax.oss.driver.api.core.metadata.schema.ColumnMetadata;
import com.datastax.oss.driver.api.core.metadata.schema.TableMetadata;
import com.datastax.oss.driver.api.core.type.DataTypes;
import java.util.List;
import java.util.Optional;

/**
 * A table of the live schema, asked for by plain names.
 *
 * @param metadata what the driver knows of the table
 */
record LiveTable(TableMetadata metadata) {

  TableName name() {
    return new TableName(metadata.getKeyspace().asInternal(), metadata.getName().asInternal());
  }

  /** The names of the primary key: partition key, then clustering columns. */
  List<String> key() {
    return metadata.getPrimaryKey().stream().map(c -> c.getName().asInternal()).toList();
  }

  List<String> columnNames() {
    return metadata.getColumns().keySet().stream().map(CqlIdentifier::asInternal).toList();
  }

  Optional<ColumnMetadata> column(String name) {
    return metadata.getColumn(CqlIdentifier.fromInternal(name));
  }

  /** The names of the counters, in the table's order. */
  List<String> counters() {
    return metadata.getColumns().values().stream()
        .filter(c -> c.getType().equals(DataTypes.COUNTER))
        .map(c -> c.getName().asInternal())
        .toList();
  }

  MappedColumn.Kind kindOf(ColumnMetadata column) {
    if (metadata.getPartitionKey().contains(column)) {
      return MappedColumn.Kind.PARTITION_KEY;
    }
    if (metadata.getClusteringColumns().containsKey(column)) {
      return MappedColumn.Kind.CLUSTERING;
    }
    return column.isStatic() ? MappedColumn.Kind.STATIC : MappedColumn.Kind.REGULAR;
  }
}
