package io.cosmoscassandra.flink.table.catalog;

import com.datastax.oss.driver.api.core.CqlIdentifier;
import com.datastax.oss.driver.api.core.metadata.schema.ColumnMetadata;
import com.datastax.oss.driver.api.core.metadata.schema.RelationMetadata;
import com.datastax.oss.driver.api.core.metadata.schema.ViewMetadata;
import io.cosmoscassandra.flink.codec.ValueCodecs;
import io.cosmoscassandra.flink.config.CatalogConfiguration;
import io.cosmoscassandra.flink.schema.cql.CqlTypeName;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.api.Schema;
import org.apache.flink.table.catalog.CatalogTable;
import org.apache.flink.table.catalog.exceptions.CatalogException;
import org.apache.flink.table.types.DataType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.utils.TypeConversions;

/**
 * Describes a live table to Flink: the key first, then the other columns as the server lists them.
 *
 * @param table the table or the materialized view
 * @param configuration decides about types and metadata
 */
record InferredTable(RelationMetadata table, CatalogConfiguration configuration) {

  /** The comment of a column of which each partition has one value. */
  static final String STATIC = "static: one value for each partition";

  /** The table in the words of Flink. */
  CatalogTable describe() {
    Map<String, LogicalType> types = types();
    Schema.Builder schema = Schema.newBuilder();
    List<String> key = table.getPrimaryKey().stream().map(InferredTable::name).toList();
    for (ColumnMetadata column : table.getColumns().values()) {
      String name = name(column);
      if (!types.containsKey(name)) {
        continue;
      }
      DataType type = TypeConversions.fromLogicalToDataType(types.get(name));
      schema.column(name, key.contains(name) ? type.notNull() : type);
      if (column.isStatic()) {
        schema.withComment(STATIC);
      }
    }
    if (configuration.metadataColumns()) {
      schema
          .columnByMetadata("$writetime", DataTypes.TIMESTAMP_LTZ(6), "writetime", true)
          .columnByMetadata("$ttl", DataTypes.INT(), "ttl", true)
          .columnByMetadata("$token", DataTypes.BIGINT(), "token", true);
    }
    PartitionKeyIndex.declare(
        table.getPartitionKey().stream().map(InferredTable::name).toList(), schema);
    return CatalogTable.newBuilder()
        .schema(schema.primaryKey(key).build())
        .comment(comment())
        .options(TableOptions.of(table, types))
        .build();
  }

  /** The Flink types of all columns that have one. */
  private Map<String, LogicalType> types() {
    Map<String, LogicalType> types = new LinkedHashMap<>();
    for (ColumnMetadata column : table.getColumns().values()) {
      boolean inKey = table.getPrimaryKey().contains(column);
      Optional<LogicalType> type =
          ValueCodecs.inferredFlinkType(column.getType(), configuration.flinkTypes(), inKey);
      if (type.isEmpty() && inKey) {
        throw new CatalogException(
            "Table '%s' cannot be used: column '%s' of its primary key is of the CQL type %s, which is not supported."
                .formatted(
                    table.getName().asInternal(), name(column), CqlTypeName.of(column.getType())));
      }
      type.ifPresent(found -> types.put(name(column), found));
    }
    return types;
  }

  private String comment() {
    Object comment = table.getOptions().get(CqlIdentifier.fromInternal("comment"));
    String own = comment == null ? "" : comment.toString();
    return table instanceof ViewMetadata view && own.isEmpty()
        ? "Materialized view of %s, read-only".formatted(view.getBaseTable().asInternal())
        : own;
  }

  private static String name(ColumnMetadata column) {
    return column.getName().asInternal();
  }
}
