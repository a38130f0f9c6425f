package io.cosmoscassandra.flink.table;

import static io.cosmoscassandra.flink.options.CassandraConnectorOptions.*;

import io.cosmoscassandra.flink.client.InvalidSettingsException;
import io.cosmoscassandra.flink.config.CassandraConfiguration;
import io.cosmoscassandra.flink.schema.TableDeclaration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.flink.annotation.Internal;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.table.api.ValidationException;
import org.apache.flink.table.catalog.Column;
import org.apache.flink.table.catalog.ResolvedSchema;
import org.apache.flink.table.catalog.UniqueConstraint;
import org.apache.flink.table.connector.sink.DynamicTableSink;
import org.apache.flink.table.factories.DynamicTableSinkFactory;
import org.apache.flink.table.factories.FactoryUtil;

/** Makes table sinks of {@code CREATE TABLE ... WITH ('connector' = 'cassandra', ...)}. */
@Internal
public final class CassandraDynamicTableFactory implements DynamicTableSinkFactory {

  /** The name of the connector in SQL. */
  public static final String IDENTIFIER = "cassandra";

  private static final Set<ConfigOption<?>> SINK_OPTIONS =
      Set.of(
          SINK_DELIVERY_GUARANTEE,
          SINK_ID,
          SINK_COMMITTER_KEYSPACE,
          SINK_COMMITTER_TABLE_PREFIX,
          SINK_COMMITTER_CREATE_TABLES,
          SINK_COMMITTER_CREATE_TABLES_OPTIONS,
          SINK_COMMITTER_RETENTION,
          SINK_COMMITTER_CHUNK_SIZE,
          SINK_COMMITTER_CONSISTENCY_LEVEL,
          SINK_COMMITTER_ON_MISSING_TRANSACTION,
          SINK_MAX_STAGED_AHEAD,
          SINK_TTL,
          SINK_IGNORE_NULL_VALUE,
          SINK_BUFFER_SIZE,
          SINK_MAX_IN_FLIGHT_REQUESTS,
          SINK_BATCH_GROUPING,
          SINK_BATCH_MAX_ROWS,
          SINK_BATCH_MAX_SIZE,
          SINK_RETRY_TIMEOUT,
          SINK_RETRY_INITIAL_BACKOFF,
          SINK_RETRY_MAX_BACKOFF,
          SINK_RATE_LIMIT_ROWS_PER_SECOND,
          SINK_RATE_LIMIT_REQUEST_UNITS_PER_SECOND,
          SINK_ON_ROW_ERROR,
          SINK_CREATE_TABLE,
          SINK_CREATE_TABLE_PARTITION_KEY,
          SINK_CREATE_TABLE_OPTIONS,
          FactoryUtil.SINK_PARALLELISM);

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
    Set<ConfigOption<?>> options = new HashSet<>(SINK_OPTIONS);
    options.addAll(ConnectionDefaults.OPTIONS);
    return options;
  }

  /** What may change in a compiled plan: everything but what decides how the plan looks. */
  @Override
  public Set<ConfigOption<?>> forwardOptions() {
    return Set.of(
        HOSTS,
        PORT,
        LOCAL_DATACENTER,
        USERNAME,
        PASSWORD,
        PASSWORD_SUPPLIER,
        SSL_TRUSTSTORE_PATH,
        SSL_TRUSTSTORE_PASSWORD,
        SSL_KEYSTORE_PATH,
        SSL_KEYSTORE_PASSWORD,
        SECURE_CONNECT_BUNDLE,
        CONNECTION_POOL_SIZE,
        CONNECTION_TIMEOUT,
        REQUEST_TIMEOUT,
        CONNECTION_COMPRESSION,
        CONNECTION_HEARTBEAT_INTERVAL,
        SINK_BUFFER_SIZE,
        SINK_MAX_IN_FLIGHT_REQUESTS,
        SINK_BATCH_GROUPING,
        SINK_BATCH_MAX_ROWS,
        SINK_BATCH_MAX_SIZE,
        SINK_RETRY_TIMEOUT,
        SINK_RETRY_INITIAL_BACKOFF,
        SINK_RETRY_MAX_BACKOFF,
        SINK_RATE_LIMIT_ROWS_PER_SECOND,
        SINK_RATE_LIMIT_REQUEST_UNITS_PER_SECOND,
        SINK_ON_ROW_ERROR,
        SINK_COMMITTER_RETENTION,
        SINK_COMMITTER_CHUNK_SIZE,
        SINK_COMMITTER_ON_MISSING_TRANSACTION,
        SINK_MAX_STAGED_AHEAD);
  }

  @Override
  public DynamicTableSink createDynamicTableSink(Context context) {
    FactoryUtil.TableFactoryHelper helper = FactoryUtil.createTableFactoryHelper(this, context);
    // Ours first: it tells all problems at once, and names the option of each.
    CassandraConfiguration configuration = configuration(context, helper);
    helper.validateExcept(DRIVER_PREFIX);
    ResolvedSchema schema = context.getCatalogTable().getResolvedSchema();
    return new CassandraDynamicTableSink(
        new TableSinkConfig(
            configuration.connection(),
            configuration.creation().orElse(null),
            configuration.writing(),
            configuration.committerTables(),
            configuration.commit(context.getObjectIdentifier().asSummaryString()),
            configuration.guarantee(),
            configuration.keyspace(),
            configuration.table(),
            fields(schema),
            fieldPositions(schema),
            schema.getPrimaryKey().map(UniqueConstraint::getColumns).orElse(List.of()),
            helper.getOptions().getOptional(FactoryUtil.SINK_PARALLELISM).orElse(null),
            TableSinkConfig.Planned.NOTHING));
  }

  private static CassandraConfiguration configuration(
      Context context, FactoryUtil.TableFactoryHelper helper) {
    try {
      return CassandraConfiguration.of(
          ConnectionDefaults.added(helper.getOptions(), context.getConfiguration()),
          driverOptions(context.getCatalogTable().getOptions()));
    } catch (InvalidSettingsException e) {
      throw new ValidationException(e.getMessage(), e);
    }
  }

  private static Map<String, String> driverOptions(Map<String, String> options) {
    Map<String, String> driverOptions = new HashMap<>();
    options.forEach(
        (key, value) -> {
          if (key.startsWith(DRIVER_PREFIX)) {
            driverOptions.put(key.substring(DRIVER_PREFIX.length()), value);
          }
        });
    return driverOptions;
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
