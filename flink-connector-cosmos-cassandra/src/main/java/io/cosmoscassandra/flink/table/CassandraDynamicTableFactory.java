package io.cosmoscassandra.flink.table;

import static io.cosmoscassandra.flink.options.CassandraConnectorOptions.*;

import io.cosmoscassandra.flink.config.ConnectionConfiguration;
import io.cosmoscassandra.flink.config.InvalidOptionsException;
import io.cosmoscassandra.flink.config.LookupConfiguration;
import io.cosmoscassandra.flink.config.SinkConfiguration;
import io.cosmoscassandra.flink.config.SourceConfiguration;
import io.cosmoscassandra.flink.config.UnknownOptions;
import io.cosmoscassandra.flink.options.CassandraCatalogOptions;
import io.cosmoscassandra.flink.schema.TableDeclaration;
import io.cosmoscassandra.flink.schema.TableName;
import io.cosmoscassandra.flink.sink.SinkSettings;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.flink.annotation.Internal;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.table.api.ValidationException;
import org.apache.flink.table.catalog.Column;
import org.apache.flink.table.catalog.ResolvedSchema;
import org.apache.flink.table.catalog.UniqueConstraint;
import org.apache.flink.table.connector.sink.DynamicTableSink;
import org.apache.flink.table.connector.source.DynamicTableSource;
import org.apache.flink.table.factories.DynamicTableSinkFactory;
import org.apache.flink.table.factories.DynamicTableSourceFactory;
import org.apache.flink.table.factories.FactoryUtil;

/** Creates the sinks and sources of tables {@code WITH ('connector' = 'cassandra', ...)}. */
@Internal
public final class CassandraDynamicTableFactory
    implements DynamicTableSinkFactory, DynamicTableSourceFactory {

  /** The name of the connector in SQL. */
  public static final String IDENTIFIER = "cassandra";

  @Override
  public String factoryIdentifier() {
    return IDENTIFIER;
  }

  @Override
  public Set<ConfigOption<?>> requiredOptions() {
    return Set.of(KEYSPACE, TABLE);
  }

  @Override
  public Set<ConfigOption<?>> optionalOptions() {
    Set<ConfigOption<?>> options = new HashSet<>(ConnectionConfiguration.OPTIONS.all());
    options.addAll(SinkConfiguration.OPTIONS.all());
    options.addAll(SourceConfiguration.OPTIONS.all());
    options.addAll(LookupConfiguration.OPTIONS.all());
    options.add(FactoryUtil.SINK_PARALLELISM);
    options.add(FactoryUtil.SOURCE_PARALLELISM);
    return options;
  }

  @Override
  public Set<ConfigOption<?>> forwardOptions() {
    Set<ConfigOption<?>> options = new HashSet<>(ConnectionConfiguration.OPTIONS.forwarded());
    options.addAll(SinkConfiguration.OPTIONS.forwarded());
    options.addAll(SourceConfiguration.OPTIONS.forwarded());
    options.addAll(LookupConfiguration.OPTIONS.forwarded());
    return options;
  }

  @Override
  public DynamicTableSink createDynamicTableSink(Context context) {
    FactoryUtil.TableFactoryHelper helper = FactoryUtil.createTableFactoryHelper(this, context);
    // Before Flink's own validation, which stops at the first problem and does not name the option.
    SinkConfiguration configuration = configuration(context, helper.getOptions());
    helper.validateExcept(DRIVER_PREFIX, SINK_COLUMNS_PREFIX);
    ResolvedSchema schema = context.getCatalogTable().getResolvedSchema();
    return new CassandraDynamicTableSink(
        new TableSinkConfig(
            SinkSettings.of(configuration, declaration(configuration.target(), schema)),
            fieldPositions(schema),
            helper.getOptions().getOptional(FactoryUtil.SINK_PARALLELISM).orElse(null),
            TableSinkConfig.Planned.NOTHING));
  }

  @Override
  public DynamicTableSource createDynamicTableSource(Context context) {
    FactoryUtil.TableFactoryHelper helper = FactoryUtil.createTableFactoryHelper(this, context);
    SourceConfiguration configuration =
        checked(context, helper.getOptions(), SourceConfiguration::of);
    helper.validateExcept(DRIVER_PREFIX, SINK_COLUMNS_PREFIX);
    return TableSources.of(
        new CassandraDynamicTableSource.Table(
            configuration.connection(),
            declaration(configuration.table(), context.getCatalogTable().getResolvedSchema()),
            context.getPhysicalRowDataType(),
            configuration.reading(),
            configuration.lookup(),
            helper.getOptions().getOptional(FactoryUtil.SOURCE_PARALLELISM).orElse(null)));
  }

  private SinkConfiguration configuration(Context context, ReadableConfig options) {
    return checked(
        context,
        options,
        all -> SinkConfiguration.of(all, context.getObjectIdentifier().asSummaryString()));
  }

  /** A configuration, unless there are problems: all of them are reported at once. */
  private <C> C checked(
      Context context, ReadableConfig options, Function<ReadableConfig, C> configuration) {
    List<String> problems = new ArrayList<>(unknownOptions(context));
    problems.addAll(ConnectionDefaults.problems(options, context.getConfiguration()));
    try {
      C checked =
          configuration.apply(ConnectionDefaults.added(options, context.getConfiguration()));
      if (problems.isEmpty()) {
        return checked;
      }
    } catch (InvalidOptionsException e) {
      problems.addAll(e.problems());
    }
    InvalidOptionsException all = new InvalidOptionsException(problems);
    throw new ValidationException(all.getMessage(), all);
  }

  private List<String> unknownOptions(Context context) {
    Set<String> known = new HashSet<>(Set.of(FactoryUtil.CONNECTOR.key()));
    requiredOptions().forEach(option -> known.add(option.key()));
    optionalOptions().forEach(option -> known.add(option.key()));
    List<String> given =
        context.getCatalogTable().getOptions().keySet().stream()
            .filter(key -> !key.startsWith(DRIVER_PREFIX))
            .filter(key -> !key.startsWith(SINK_COLUMNS_PREFIX))
            .filter(key -> !key.equals(FactoryUtil.PROPERTY_VERSION.key()))
            .toList();
    List<String> problems = new ArrayList<>();
    given.stream()
        .filter(CassandraDynamicTableFactory::describesTableOfCatalog)
        .sorted()
        .map(CassandraDynamicTableFactory::withoutEffect)
        .forEach(problems::add);
    problems.addAll(
        new UnknownOptions(known)
            .problems(given.stream().filter(key -> !describesTableOfCatalog(key)).toList()));
    return problems;
  }

  private static String withoutEffect(String key) {
    return "Option '%s' describes a table of a catalog and has no effect here. Remove it, which LIKE does with (EXCLUDING OPTIONS)."
        .formatted(key);
  }

  private static boolean describesTableOfCatalog(String key) {
    return key.startsWith(CassandraCatalogOptions.CQL_TYPE_PREFIX)
        || Stream.of(
                CassandraCatalogOptions.PARTITION_KEY,
                CassandraCatalogOptions.CLUSTERING_ORDER,
                CassandraCatalogOptions.STATIC_COLUMNS)
            .anyMatch(option -> option.key().equals(key));
  }

  private static TableDeclaration declaration(TableName name, ResolvedSchema schema) {
    return new TableDeclaration(
        name,
        fields(schema),
        schema.getPrimaryKey().map(UniqueConstraint::getColumns).orElse(List.of()));
  }

  private static List<TableDeclaration.Field> fields(ResolvedSchema schema) {
    return schema.getColumns().stream()
        .filter(Column::isPhysical)
        .map(c -> new TableDeclaration.Field(c.getName(), c.getDataType().getLogicalType()))
        .toList();
  }

  private static List<Integer> fieldPositions(ResolvedSchema schema) {
    return IntStream.range(0, schema.getColumnCount())
        .filter(i -> schema.getColumns().get(i).isPhysical())
        .boxed()
        .toList();
  }
}
