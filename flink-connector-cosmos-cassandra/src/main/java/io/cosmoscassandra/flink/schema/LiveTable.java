package io.cosmoscassandra.flink.schema;

import com.datastax.oss.driver.api.core.CqlIdentifier;
import com.datastax.oss.driver.api.core.metadata.Metadata;
import com.datastax.oss.driver.api.core.metadata.schema.ColumnMetadata;
import com.datastax.oss.driver.api.core.metadata.schema.KeyspaceMetadata;
import com.datastax.oss.driver.api.core.metadata.schema.RelationMetadata;
import com.datastax.oss.driver.api.core.type.DataTypes;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.apache.flink.annotation.Internal;

/**
 * A table of the live schema, or a materialized view, whose columns are looked up by plain names.
 *
 * @param metadata the driver's description of it
 */
@Internal
public record LiveTable(RelationMetadata metadata) {

  private static final CqlIdentifier DEFAULT_TIME_TO_LIVE =
      CqlIdentifier.fromInternal("default_time_to_live");

  /**
   * Finds a declared table in the live schema, to write it.
   *
   * @throws DeclarationException if there is no such table, or the connector cannot use it
   */
  static LiveTable find(TableName name, Metadata schema) {
    try {
      return new LiveTable(new SchemaLookup(schema, name).table());
    } catch (TableNotFoundException e) {
      throw new DeclarationException(name, List.of(e.getMessage()));
    }
  }

  /**
   * Finds a declared table or materialized view in the live schema, to read it.
   *
   * @throws DeclarationException if there is none, or the connector cannot use it
   */
  static LiveTable findReadable(TableName name, Metadata schema) {
    try {
      return new LiveTable(new SchemaLookup(schema, name).readable());
    } catch (TableNotFoundException e) {
      throw new DeclarationException(name, List.of(e.getMessage()));
    }
  }

  /** A table or materialized view of a keyspace. */
  public static Optional<RelationMetadata> relation(KeyspaceMetadata keyspace, CqlIdentifier name) {
    Optional<RelationMetadata> table = keyspace.getTable(name).map(found -> found);
    return table.or(() -> keyspace.getView(name));
  }

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

  /** The columns of these names, without names that do not exist. */
  Stream<ColumnMetadata> columns(Collection<String> names) {
    return names.stream().map(this::column).flatMap(Optional::stream);
  }

  /** The names of the counters, in the table's order. */
  List<String> counters() {
    return metadata.getColumns().values().stream()
        .filter(c -> c.getType().equals(DataTypes.COUNTER))
        .map(c -> c.getName().asInternal())
        .toList();
  }

  /** The time to live of rows that are written without one, in seconds; empty if they stay. */
  public OptionalInt defaultTimeToLive() {
    return metadata.getOptions().get(DEFAULT_TIME_TO_LIVE) instanceof Integer seconds && seconds > 0
        ? OptionalInt.of(seconds)
        : OptionalInt.empty();
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
