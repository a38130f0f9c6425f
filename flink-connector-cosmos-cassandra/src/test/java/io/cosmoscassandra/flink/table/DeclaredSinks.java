package io.cosmoscassandra.flink.table;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.api.Schema;
import org.apache.flink.table.catalog.CatalogTable;
import org.apache.flink.table.catalog.Column;
import org.apache.flink.table.catalog.ResolvedCatalogTable;
import org.apache.flink.table.catalog.ResolvedSchema;
import org.apache.flink.table.catalog.UniqueConstraint;
import org.apache.flink.table.factories.FactoryUtil;
import org.apache.flink.table.factories.utils.FactoryMocks;

/** Creates table sinks and table sources from the fewest options, and some more. */
final class DeclaredSinks {

  private static final ResolvedSchema SCHEMA =
      new ResolvedSchema(
          List.of(
              Column.physical("id", DataTypes.INT().notNull()),
              Column.physical("day", DataTypes.DATE().notNull()),
              Column.physical("name", DataTypes.STRING())),
          List.of(),
          UniqueConstraint.primaryKey("key", List.of("id", "day")),
          List.of());

  static final Map<String, String> MINIMUM =
      Map.of("connector", "cassandra", "hosts", "one:9042", "keyspace", "shop", "table", "orders");

  private DeclaredSinks() {}

  static Map<String, String> with(String key, String value) {
    Map<String, String> options = new HashMap<>(MINIMUM);
    options.put(key, value);
    return options;
  }

  static CassandraDynamicTableSink sink(Map<String, String> options) {
    return (CassandraDynamicTableSink) FactoryMocks.createTableSink(SCHEMA, options);
  }

  /** The sink of a table in a Flink with this configuration. */
  static CassandraDynamicTableSink sink(Map<String, String> options, Configuration flink) {
    return (CassandraDynamicTableSink)
        FactoryUtil.createDynamicTableSink(
            null,
            FactoryMocks.IDENTIFIER,
            new ResolvedCatalogTable(
                CatalogTable.newBuilder()
                    .schema(Schema.newBuilder().fromResolvedSchema(SCHEMA).build())
                    .options(options)
                    .build(),
                SCHEMA),
            Map.of(),
            flink,
            DeclaredSinks.class.getClassLoader(),
            false);
  }

  static CassandraDynamicTableSource source(Map<String, String> options) {
    return (CassandraDynamicTableSource) FactoryMocks.createTableSource(SCHEMA, options);
  }
}
