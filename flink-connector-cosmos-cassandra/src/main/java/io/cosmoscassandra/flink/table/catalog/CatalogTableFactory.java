package io.cosmoscassandra.flink.table.catalog;

import io.cosmoscassandra.flink.options.CassandraConnectorOptions;
import io.cosmoscassandra.flink.table.CassandraDynamicTableFactory;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.table.api.ValidationException;
import org.apache.flink.table.catalog.ObjectPath;
import org.apache.flink.table.connector.sink.DynamicTableSink;
import org.apache.flink.table.connector.source.DynamicTableSource;
import org.apache.flink.table.factories.DynamicTableSinkFactory;
import org.apache.flink.table.factories.DynamicTableSourceFactory;
import org.apache.flink.table.factories.FactoryUtil;

/**
 * Creates the sinks and sources of a catalog's tables. Adds the options that a table has from its
 * catalog, which Flink does not get to see, and leaves out those that only describe it.
 */
final class CatalogTableFactory implements DynamicTableSinkFactory, DynamicTableSourceFactory {

  private final CassandraDynamicTableFactory tables = new CassandraDynamicTableFactory();
  private final Map<String, String> inherited;
  private final Predicate<ObjectPath> isView;

  /**
   * A factory for one catalog.
   *
   * @param inherited the options of all of its tables
   * @param isView whether a table is a materialized view
   */
  CatalogTableFactory(Map<String, String> inherited, Predicate<ObjectPath> isView) {
    this.inherited = inherited;
    this.isView = isView;
  }

  @Override
  public String factoryIdentifier() {
    return tables.factoryIdentifier();
  }

  @Override
  public Set<ConfigOption<?>> requiredOptions() {
    return Set.of();
  }

  @Override
  public Set<ConfigOption<?>> optionalOptions() {
    return tables.optionalOptions();
  }

  @Override
  public Set<ConfigOption<?>> forwardOptions() {
    return tables.forwardOptions();
  }

  @Override
  public DynamicTableSink createDynamicTableSink(Context context) {
    if (isView.test(context.getObjectIdentifier().toObjectPath())) {
      throw new ValidationException(
          "%s is a materialized view, which the server derives from its base table, and cannot be written. Write the base table."
              .formatted(context.getObjectIdentifier().asSummaryString()));
    }
    return tables.createDynamicTableSink(completed(context));
  }

  @Override
  public DynamicTableSource createDynamicTableSource(Context context) {
    return tables.createDynamicTableSource(completed(context));
  }

  private Context completed(Context context) {
    Map<String, String> options = new HashMap<>(inherited);
    context
        .getCatalogTable()
        .getOptions()
        .forEach(
            (key, value) -> {
              if (!TableOptions.describes(key)) {
                options.put(key, value);
              }
            });
    ObjectPath path = context.getObjectIdentifier().toObjectPath();
    options.put(CassandraConnectorOptions.KEYSPACE.key(), path.getDatabaseName());
    options.put(CassandraConnectorOptions.TABLE.key(), path.getObjectName());
    return new FactoryUtil.DefaultDynamicTableContext(
        context.getObjectIdentifier(),
        context.getCatalogTable().copy(options),
        context.getEnrichmentOptions(),
        context.getConfiguration(),
        context.getClassLoader(),
        context.isTemporary());
  }
}
