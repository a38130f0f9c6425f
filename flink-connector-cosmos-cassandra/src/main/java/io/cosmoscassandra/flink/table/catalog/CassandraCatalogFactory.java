package io.cosmoscassandra.flink.table.catalog;

import static io.cosmoscassandra.flink.options.CassandraCatalogOptions.FLINK_TYPE_PREFIX;
import static io.cosmoscassandra.flink.options.CassandraCatalogOptions.TABLE_PREFIX;
import static io.cosmoscassandra.flink.options.CassandraConnectorOptions.DRIVER_PREFIX;
import static io.cosmoscassandra.flink.options.CassandraConnectorOptions.KEYSPACE;
import static io.cosmoscassandra.flink.options.CassandraConnectorOptions.TABLE;

import io.cosmoscassandra.flink.config.CatalogConfiguration;
import io.cosmoscassandra.flink.config.ConnectionConfiguration;
import io.cosmoscassandra.flink.config.InvalidOptionsException;
import io.cosmoscassandra.flink.config.SinkConfiguration;
import io.cosmoscassandra.flink.config.SourceConfiguration;
import io.cosmoscassandra.flink.config.UnknownOptions;
import io.cosmoscassandra.flink.table.ConnectionDefaults;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.annotation.Internal;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.table.api.ValidationException;
import org.apache.flink.table.catalog.Catalog;
import org.apache.flink.table.catalog.CommonCatalogOptions;
import org.apache.flink.table.factories.CatalogFactory;
import org.apache.flink.table.factories.FactoryUtil;

/** Creates catalogs {@code WITH ('type' = 'cassandra', ...)}. */
@Internal
public final class CassandraCatalogFactory implements CatalogFactory {

  /** The type of the catalog in SQL. */
  static final String IDENTIFIER = "cassandra";

  private static final Set<String> OF_FLINK =
      Set.of(CommonCatalogOptions.CATALOG_TYPE.key(), FactoryUtil.PROPERTY_VERSION.key());

  private static final List<String> PREFIXES =
      List.of(DRIVER_PREFIX, TABLE_PREFIX, FLINK_TYPE_PREFIX);

  @Override
  public String factoryIdentifier() {
    return IDENTIFIER;
  }

  @Override
  public Set<ConfigOption<?>> requiredOptions() {
    return Set.of();
  }

  @Override
  public Set<ConfigOption<?>> optionalOptions() {
    Set<ConfigOption<?>> options = new HashSet<>(ConnectionConfiguration.OPTIONS.all());
    options.addAll(CatalogConfiguration.OPTIONS);
    return options;
  }

  /** The options of the sink and the source that may hold for all tables. */
  static Set<ConfigOption<?>> tableOptions() {
    Set<ConfigOption<?>> options = new HashSet<>(SinkConfiguration.OPTIONS.all());
    options.addAll(SourceConfiguration.OPTIONS.all());
    options.add(FactoryUtil.SINK_PARALLELISM);
    options.add(FactoryUtil.SOURCE_PARALLELISM);
    return options;
  }

  @Override
  public Catalog createCatalog(Context context) {
    Map<String, String> options = new HashMap<>(context.getOptions());
    options.keySet().removeAll(OF_FLINK);
    Set<String> problems = new LinkedHashSet<>(unknownOptions(options.keySet()));
    Map<String, String> ofTables = optionsOfTables(options);
    ReadableConfig flink = context.getConfiguration();
    problems.addAll(ConnectionDefaults.problems(Configuration.fromMap(options), flink));
    ReadableConfig completed = ConnectionDefaults.added(Configuration.fromMap(options), flink);
    try {
      CatalogConfiguration configuration = CatalogConfiguration.of(completed);
      checkTableOptions(ofTables, flink);
      if (problems.isEmpty()) {
        return new CassandraCatalog(context.getName(), configuration, ofTables);
      }
    } catch (InvalidOptionsException e) {
      problems.addAll(e.problems());
    }
    InvalidOptionsException all = new InvalidOptionsException(problems);
    throw new ValidationException(all.getMessage(), all);
  }

  /** The options as a table without a catalog would have them. */
  private static Map<String, String> optionsOfTables(Map<String, String> options) {
    Set<String> connection = keys(ConnectionConfiguration.OPTIONS.all());
    Map<String, String> ofTables = new HashMap<>();
    options.forEach(
        (key, value) -> {
          if (key.startsWith(TABLE_PREFIX)) {
            ofTables.put(key.substring(TABLE_PREFIX.length()), value);
          } else if (connection.contains(key) || key.startsWith(DRIVER_PREFIX)) {
            ofTables.put(key, value);
          }
        });
    return ofTables;
  }

  private static void checkTableOptions(Map<String, String> ofTables, ReadableConfig flink) {
    Map<String, String> some = new HashMap<>(ofTables);
    some.put(KEYSPACE.key(), "any");
    some.put(TABLE.key(), "any");
    ReadableConfig completed = ConnectionDefaults.added(Configuration.fromMap(some), flink);
    SinkConfiguration.of(completed, null);
    SourceConfiguration.of(completed);
  }

  private List<String> unknownOptions(Collection<String> given) {
    Set<String> known = keys(optionalOptions());
    List<String> problems =
        new ArrayList<>(
            new UnknownOptions(known)
                .problems(
                    given.stream()
                        .filter(key -> PREFIXES.stream().noneMatch(key::startsWith))
                        .toList()));
    Set<String> ofTables =
        keys(tableOptions()).stream().map(TABLE_PREFIX::concat).collect(Collectors.toSet());
    Stream<String> givenToTables = given.stream().filter(key -> key.startsWith(TABLE_PREFIX));
    problems.addAll(new UnknownOptions(ofTables).problems(givenToTables.toList()));
    return problems;
  }

  private static Set<String> keys(Collection<ConfigOption<?>> options) {
    return options.stream().map(ConfigOption::key).collect(Collectors.toSet());
  }
}
