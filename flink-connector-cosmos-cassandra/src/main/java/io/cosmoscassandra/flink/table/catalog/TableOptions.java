package io.cosmoscassandra.flink.table.catalog;

import static io.cosmoscassandra.flink.options.CassandraCatalogOptions.CLUSTERING_ORDER;
import static io.cosmoscassandra.flink.options.CassandraCatalogOptions.CQL_TYPE_PREFIX;
import static io.cosmoscassandra.flink.options.CassandraCatalogOptions.PARTITION_KEY;
import static io.cosmoscassandra.flink.options.CassandraCatalogOptions.PRIMARY_KEY;
import static io.cosmoscassandra.flink.options.CassandraCatalogOptions.STATIC_COLUMNS;

import com.datastax.oss.driver.api.core.CqlIdentifier;
import com.datastax.oss.driver.api.core.metadata.schema.ClusteringOrder;
import com.datastax.oss.driver.api.core.metadata.schema.ColumnMetadata;
import com.datastax.oss.driver.api.core.metadata.schema.RelationMetadata;
import io.cosmoscassandra.flink.codec.IncompatibleTypeException;
import io.cosmoscassandra.flink.schema.TableLayout;
import io.cosmoscassandra.flink.schema.cql.CqlTypeName;
import io.cosmoscassandra.flink.table.CassandraDynamicTableFactory;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.flink.table.factories.FactoryUtil;
import org.apache.flink.table.types.logical.LogicalType;

/**
 * Options of a table that say what a Flink schema cannot: with them, {@code CREATE TABLE LIKE}
 * makes the same table again. They are shown with each table of the catalog, and have no effect on
 * reading and writing it.
 */
final class TableOptions {

  /** The time to live that the table gives to rows, a property of CQL that decides about rows. */
  private static final String DEFAULT_TIME_TO_LIVE = "default_time_to_live";

  /** The options that describe a table, beside those with {@code cql-type.}. */
  static final Set<String> DESCRIBING =
      Set.of(PRIMARY_KEY.key(), PARTITION_KEY.key(), CLUSTERING_ORDER.key(), STATIC_COLUMNS.key());

  private TableOptions() {}

  /** The options of a live table. */
  static Map<String, String> of(RelationMetadata table, Map<String, LogicalType> flinkTypes) {
    Map<String, String> options = new LinkedHashMap<>();
    options.put(FactoryUtil.CONNECTOR.key(), CassandraDynamicTableFactory.IDENTIFIER);
    if (table.getPartitionKey().size() > 1) {
      options.put(PARTITION_KEY.key(), names(table.getPartitionKey()));
    }
    if (table.getClusteringColumns().containsValue(ClusteringOrder.DESC)) {
      options.put(
          CLUSTERING_ORDER.key(),
          table.getClusteringColumns().entrySet().stream()
              .map(column -> name(column.getKey()) + " " + column.getValue())
              .collect(Collectors.joining(", ")));
    }
    List<ColumnMetadata> statics =
        table.getColumns().values().stream().filter(ColumnMetadata::isStatic).toList();
    if (!statics.isEmpty()) {
      options.put(STATIC_COLUMNS.key(), names(statics));
    }
    for (ColumnMetadata column : table.getColumns().values()) {
      LogicalType flinkType = flinkTypes.get(name(column));
      if (flinkType != null && !isDefault(column, flinkType)) {
        options.put(CQL_TYPE_PREFIX + name(column), CqlTypeName.of(column.getType()));
      }
    }
    if (table.getOptions().get(CqlIdentifier.fromInternal(DEFAULT_TIME_TO_LIVE))
            instanceof Integer seconds
        && seconds > 0) {
      options.put(DEFAULT_TIME_TO_LIVE, seconds.toString());
    }
    return options;
  }

  private static boolean isDefault(ColumnMetadata column, LogicalType flinkType) {
    try {
      return CqlTypeName.of(TableLayout.defaultType(flinkType))
          .equals(CqlTypeName.of(column.getType()));
    } catch (IncompatibleTypeException e) {
      return false;
    }
  }

  /** Whether an option describes a table, so that it has no effect on reading and writing it. */
  static boolean describes(String key) {
    return DESCRIBING.contains(key)
        || key.startsWith(CQL_TYPE_PREFIX)
        || key.equals(DEFAULT_TIME_TO_LIVE);
  }

  /** The names in a list that is separated by commas. */
  static List<String> names(String list) {
    return Arrays.stream(list.split(","))
        .map(String::strip)
        .filter(name -> !name.isEmpty())
        .toList();
  }

  private static String names(List<ColumnMetadata> columns) {
    return columns.stream().map(TableOptions::name).collect(Collectors.joining(", "));
  }

  private static String name(ColumnMetadata column) {
    return column.getName().asInternal();
  }
}
