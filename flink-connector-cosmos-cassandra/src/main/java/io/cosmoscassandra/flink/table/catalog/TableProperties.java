package io.cosmoscassandra.flink.table.catalog;

import static io.cosmoscassandra.flink.options.CassandraCatalogOptions.CQL_TYPE_PREFIX;
import static io.cosmoscassandra.flink.options.CassandraCatalogOptions.TABLE_PREFIX;

import io.cosmoscassandra.flink.config.UnknownOptions;
import io.cosmoscassandra.flink.options.CassandraConnectorOptions;
import io.cosmoscassandra.flink.schema.TableName;
import io.cosmoscassandra.flink.table.CassandraDynamicTableFactory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.table.catalog.CatalogTable;
import org.apache.flink.table.factories.FactoryUtil;

/** Divides the options of a table that is created: properties of CQL, and what is none. */
final class TableProperties {

  private final Map<String, String> properties = new LinkedHashMap<>();
  private final List<String> problems = new ArrayList<>();

  TableProperties(TableName name, CatalogTable table, List<String> columns) {
    new TreeMap<>(table.getOptions()).forEach((key, value) -> read(key, value, name, columns));
    if (table.getComment() != null && !table.getComment().isEmpty()) {
      properties.put("comment", CqlProperties.quoted(table.getComment()));
    }
  }

  /** The CQL that follows {@code WITH}; may be empty. */
  String cql() {
    return CqlProperties.cql(properties);
  }

  List<String> problems() {
    return problems;
  }

  private void read(String key, String value, TableName name, List<String> columns) {
    if (key.startsWith(CQL_TYPE_PREFIX)) {
      String column = key.substring(CQL_TYPE_PREFIX.length());
      if (!columns.contains(column)) {
        problems.add("Option '%s' names a column that the table does not have.".formatted(key));
      }
    } else if (!TableOptions.DESCRIBING.contains(key) && !isTheTableItself(key, value, name)) {
      problemOf(key).ifPresentOrElse(problems::add, () -> properties.put(key, value));
    }
  }

  /** What tables without a catalog must say may be said here, too, as long as it is true. */
  private static boolean isTheTableItself(String key, String value, TableName name) {
    return Map.of(
            FactoryUtil.CONNECTOR.key(), CassandraDynamicTableFactory.IDENTIFIER,
            CassandraConnectorOptions.KEYSPACE.key(), name.keyspace(),
            CassandraConnectorOptions.TABLE.key(), name.table())
        .getOrDefault(key, "")
        .equals(value);
  }

  /** The reason why an option is no property of CQL, if it is none. */
  static Optional<String> problemOf(String key) {
    CassandraDynamicTableFactory factory = new CassandraDynamicTableFactory();
    if (key.equals(FactoryUtil.CONNECTOR.key())
        || factory.requiredOptions().stream().map(ConfigOption::key).anyMatch(key::equals)) {
      return Optional.of(
          "Option '%s' has another value than the catalog gives it. Remove it.".formatted(key));
    }
    boolean isOption =
        key.startsWith(CassandraConnectorOptions.DRIVER_PREFIX)
            || factory.optionalOptions().stream().map(ConfigOption::key).anyMatch(key::equals);
    if (isOption) {
      return Optional.of(
          "Option '%s' cannot be kept with a table. Set it for all tables in CREATE CATALOG, those of the sink and the scan as '%s%s', or in a query by /*+ OPTIONS('%s' = '...') */."
              .formatted(key, TABLE_PREFIX, key, key));
    }
    return CqlProperties.isName(key)
        ? Optional.empty()
        : new UnknownOptions(TableOptions.DESCRIBING).problems(List.of(key)).stream().findFirst();
  }
}
