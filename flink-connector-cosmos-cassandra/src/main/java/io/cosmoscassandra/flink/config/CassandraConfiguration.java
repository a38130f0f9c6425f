package io.cosmoscassandra.flink.config;

import static io.cosmoscassandra.flink.options.CassandraConnectorOptions.*;

import com.datastax.oss.driver.api.core.DefaultConsistencyLevel;
import io.cosmoscassandra.flink.client.ConnectionSettings;
import io.cosmoscassandra.flink.client.InvalidSettingsException;
import io.cosmoscassandra.flink.client.dialect.CassandraDialect;
import io.cosmoscassandra.flink.client.dialect.Dialect;
import io.cosmoscassandra.flink.client.dialect.HostAndPort;
import io.cosmoscassandra.flink.client.failure.RetrySettings;
import io.cosmoscassandra.flink.commit.chunk.ChunkCompression;
import io.cosmoscassandra.flink.commit.store.ChunkSettings;
import io.cosmoscassandra.flink.commit.store.CommitSettings;
import io.cosmoscassandra.flink.commit.store.CommitterTableNames;
import io.cosmoscassandra.flink.commit.store.CommitterTableSettings;
import io.cosmoscassandra.flink.commit.store.StagingLimits;
import io.cosmoscassandra.flink.flow.Rates;
import io.cosmoscassandra.flink.options.BatchGrouping;
import io.cosmoscassandra.flink.schema.TableCreationSettings;
import io.cosmoscassandra.flink.write.BatchLimits;
import io.cosmoscassandra.flink.write.WriteSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.annotation.Nullable;
import org.apache.flink.annotation.Internal;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.connector.base.DeliveryGuarantee;

/**
 * What the options mean: reads them into settings, settles the defaults that depend on the dialect,
 * and names every problem at once.
 */
@Internal
public final class CassandraConfiguration {

  /** Chunks of one subtask under way at a time: enough to hide the way to the database. */
  private static final int MAX_STAGING_REQUESTS = 8;

  /** Cosmos DB takes rows of 2 MB, and counts bytes in a form that is a third longer. */
  private static final int MAX_CHUNK_BYTES = 1024 * 1024;

  private static final Duration LONGEST_TTL = Duration.ofDays(20 * 365);

  private final ReadableConfig options;
  private final List<String> problems = new ArrayList<>();
  private final ConnectionSettings connection;
  private final WriteSettings writing;
  private final CommitterTableSettings committerTables;

  private CassandraConfiguration(ReadableConfig options, Map<String, String> driverOptions) {
    this.options = options;
    this.connection = readConnection(driverOptions);
    Dialect dialect = connection == null ? dialectMeant() : connection.dialect();
    this.writing = readWriting(dialect);
    this.committerTables = readCommitterTables(dialect);
    require(KEYSPACE);
    require(TABLE);
    checkCommitter();
    read(SINK_DELIVERY_GUARANTEE);
    if (!read(SINK_CREATE_TABLE)) {
      forbidWithoutCreation(SINK_CREATE_TABLE_PARTITION_KEY);
      forbidWithoutCreation(SINK_CREATE_TABLE_OPTIONS);
    }
    if (!problems.isEmpty()) {
      throw new InvalidSettingsException(problems);
    }
  }

  /**
   * Reads and checks the options.
   *
   * @param driverOptions the options for the driver, without their prefix
   * @throws InvalidSettingsException with all that is wrong
   */
  public static CassandraConfiguration of(
      ReadableConfig options, Map<String, String> driverOptions) {
    return new CassandraConfiguration(options, driverOptions);
  }

  public String keyspace() {
    return options.get(KEYSPACE);
  }

  public String table() {
    return options.get(TABLE);
  }

  public DeliveryGuarantee guarantee() {
    return options.get(SINK_DELIVERY_GUARANTEE);
  }

  public ConnectionSettings connection() {
    return connection;
  }

  public WriteSettings writing() {
    return writing;
  }

  /** Where rows are staged. */
  public CommitterTableSettings committerTables() {
    return committerTables;
  }

  /**
   * How rows are staged and committed.
   *
   * @param defaultSinkId the identity of the sink unless the user gave one
   */
  public CommitSettings commit(String defaultSinkId) {
    return new CommitSettings(
        options.getOptional(SINK_ID).orElse(defaultSinkId),
        keyspace() + "." + table(),
        new ChunkSettings(
            Math.toIntExact(options.get(SINK_COMMITTER_CHUNK_SIZE).getBytes()),
            connection.dialect().chargesForBytes()
                ? ChunkCompression.DEFLATE
                : ChunkCompression.LZ4,
            options.get(SINK_COMMITTER_RETENTION),
            connection.dialect().deletesChunks()),
        new StagingLimits(
            options.get(SINK_BUFFER_SIZE).getBytes(),
            MAX_STAGING_REQUESTS,
            options.get(SINK_MAX_STAGED_AHEAD).getBytes()),
        options.get(SINK_COMMITTER_ON_MISSING_TRANSACTION),
        writing.retry(),
        connection.requestTimeout());
  }

  /** How to create the target, if it may be created. */
  public Optional<TableCreationSettings> creation() {
    if (!options.get(SINK_CREATE_TABLE)) {
      return Optional.empty();
    }
    List<String> partitionKey =
        options
            .getOptional(SINK_CREATE_TABLE_PARTITION_KEY)
            .map(CassandraConfiguration::names)
            .orElse(List.of());
    return Optional.of(
        new TableCreationSettings(
            partitionKey, options.getOptional(SINK_CREATE_TABLE_OPTIONS).orElse("")));
  }

  private static List<String> names(String list) {
    return Arrays.stream(list.split(",")).map(String::trim).filter(n -> !n.isEmpty()).toList();
  }

  private ConnectionSettings readConnection(Map<String, String> driverOptions) {
    try {
      return ConnectionSettings.builder()
          .hosts(read(HOSTS))
          .port(read(PORT))
          .localDatacenter(read(LOCAL_DATACENTER))
          .dialect(read(DIALECT))
          .username(read(USERNAME))
          .password(read(PASSWORD))
          .passwordSupplier(read(PASSWORD_SUPPLIER))
          .tlsEnabled(read(SSL_ENABLED))
          .truststorePath(read(SSL_TRUSTSTORE_PATH))
          .truststorePassword(read(SSL_TRUSTSTORE_PASSWORD))
          .keystorePath(read(SSL_KEYSTORE_PATH))
          .keystorePassword(read(SSL_KEYSTORE_PASSWORD))
          .hostnameVerification(read(SSL_HOSTNAME_VERIFICATION))
          .secureConnectBundle(read(SECURE_CONNECT_BUNDLE))
          .poolSize(read(CONNECTION_POOL_SIZE))
          .connectionTimeout(read(CONNECTION_TIMEOUT))
          .requestTimeout(read(REQUEST_TIMEOUT))
          .heartbeatInterval(read(CONNECTION_HEARTBEAT_INTERVAL))
          .compression(read(CONNECTION_COMPRESSION))
          .consistencyLevel(read(CONSISTENCY_LEVEL))
          .driverOptions(driverOptions)
          .build();
    } catch (InvalidSettingsException e) {
      problems.addAll(e.problems());
      return null;
    }
  }

  /** The dialect, as far as it can be told of a connection that cannot work. */
  private Dialect dialectMeant() {
    List<HostAndPort> hosts =
        given(HOSTS).map(list -> HostAndPort.parseList(list, problem -> {})).orElse(List.of());
    try {
      return Dialect.of(options.get(DIALECT), hosts);
    } catch (IllegalArgumentException e) {
      return new CassandraDialect();
    }
  }

  private WriteSettings readWriting(Dialect dialect) {
    Duration ttl = read(SINK_TTL);
    if (ttl != null && (ttl.toSeconds() < 1 || ttl.compareTo(LONGEST_TTL) > 0)) {
      problems.add(
          "sink.ttl: %s is not between one second and %d days; leave the option out for rows that"
                  .formatted(ttl, LONGEST_TTL.toDays())
              + " do not expire");
    }
    int maxInFlight = given(SINK_MAX_IN_FLIGHT_REQUESTS).orElse(dialect.maxInFlightRequests());
    atLeast(SINK_MAX_IN_FLIGHT_REQUESTS, maxInFlight, 1);
    return new WriteSettings(
        ttl,
        read(SINK_IGNORE_NULL_VALUE),
        bytes(SINK_BUFFER_SIZE),
        maxInFlight,
        readBatch(dialect),
        new RetrySettings(
            positive(SINK_RETRY_TIMEOUT), positive(SINK_RETRY_INITIAL_BACKOFF), readMaxBackoff()),
        readRates(dialect),
        read(SINK_ON_ROW_ERROR));
  }

  private Rates readRates(Dialect dialect) {
    Double units = rate(SINK_RATE_LIMIT_REQUEST_UNITS_PER_SECOND);
    if (units != null && !dialect.rationsRequests()) {
      problems.add(
          "sink.rate-limit.request-units-per-second: dialect '%s' knows no request units; set 'sink.rate-limit.rows-per-second'"
              .formatted(dialect.name()));
    }
    return new Rates(rate(SINK_RATE_LIMIT_ROWS_PER_SECOND), units, dialect.rationsRequests());
  }

  @Nullable
  private Double rate(ConfigOption<Double> option) {
    Double rate = read(option);
    if (rate != null && !(rate > 0)) {
      problems.add("%s: has to be more than 0, but is %s".formatted(option.key(), rate));
    }
    return rate;
  }

  private CommitterTableSettings readCommitterTables(Dialect dialect) {
    return new CommitterTableSettings(
        new CommitterTableNames(
            given(SINK_COMMITTER_KEYSPACE).or(() -> given(KEYSPACE)).orElse(""),
            read(SINK_COMMITTER_TABLE_PREFIX)),
        read(SINK_COMMITTER_CREATE_TABLES),
        given(SINK_COMMITTER_CREATE_TABLES_OPTIONS).orElse(""),
        readCommitterConsistency(dialect));
  }

  /**
   * What was staged must not be lost with one replica. So the rows' own level holds for the staged
   * rows only if it is safe enough.
   */
  private DefaultConsistencyLevel readCommitterConsistency(Dialect dialect) {
    Set<DefaultConsistencyLevel> safe = dialect.committerConsistencies();
    Optional<String> given = given(SINK_COMMITTER_CONSISTENCY_LEVEL);
    if (given.isEmpty()) {
      return Optional.ofNullable(connection)
          .map(ConnectionSettings::consistencyLevel)
          .filter(safe::contains)
          .orElse(dialect.defaultConsistency());
    }
    String name = given.get().toUpperCase(Locale.ROOT);
    Optional<DefaultConsistencyLevel> level =
        safe.stream().filter(l -> l.name().equals(name)).findFirst();
    if (level.isEmpty()) {
      problems.add(
          "sink.committer.consistency-level: '%s' is not one of %s, with which staged rows are safe"
              .formatted(given.get(), safe.stream().map(Enum::name).sorted().toList()));
    }
    return level.orElse(dialect.defaultConsistency());
  }

  private void checkCommitter() {
    Duration retention = read(SINK_COMMITTER_RETENTION);
    if (retention.toSeconds() < 1 || retention.compareTo(LONGEST_TTL) > 0) {
      // As a time to live, less than a second would mean for ever.
      problems.add(
          "sink.committer.retention: %s is not between one second and %d days"
              .formatted(retention, LONGEST_TTL.toDays()));
    }
    bytes(SINK_MAX_STAGED_AHEAD);
    long chunk = bytes(SINK_COMMITTER_CHUNK_SIZE);
    if (chunk > MAX_CHUNK_BYTES) {
      problems.add(
          "sink.committer.chunk-size: has to be at most %d kb, but is %d bytes"
              .formatted(MAX_CHUNK_BYTES / 1024, chunk));
    }
    String prefix = read(SINK_COMMITTER_TABLE_PREFIX);
    if (!prefix.matches("[a-zA-Z0-9_]{1,39}")) {
      problems.add(
          "sink.committer.table-prefix: '%s' has to be letters, digits and underscores, at most 39"
              .formatted(prefix));
    }
  }

  private BatchLimits readBatch(Dialect dialect) {
    BatchGrouping natural =
        dialect.supportsBatches() ? BatchGrouping.REPLICA_SET : BatchGrouping.NONE;
    BatchGrouping grouping = given(SINK_BATCH_GROUPING).orElse(natural);
    if (grouping != BatchGrouping.NONE && !dialect.supportsBatches()) {
      problems.add(
          "sink.batch.grouping: '%s' is not for dialect '%s', where rows in a batch cost as much as rows one by one; leave the option out or set 'none'"
              .formatted(grouping, dialect.name()));
    }
    int maxRows = read(SINK_BATCH_MAX_ROWS);
    atLeast(SINK_BATCH_MAX_ROWS, maxRows, 1);
    long maxBytes = bytes(SINK_BATCH_MAX_SIZE);
    return grouping == BatchGrouping.NONE
        ? BatchLimits.SINGLE_ROWS
        : new BatchLimits(grouping, maxRows, maxBytes);
  }

  private Duration readMaxBackoff() {
    Duration initial = read(SINK_RETRY_INITIAL_BACKOFF);
    Duration max = positive(SINK_RETRY_MAX_BACKOFF);
    if (max.compareTo(initial) < 0) {
      problems.add(
          "sink.retry.max-backoff: %s is shorter than 'sink.retry.initial-backoff' = %s"
              .formatted(max, initial));
    }
    return max;
  }

  private long bytes(ConfigOption<MemorySize> option) {
    long bytes = read(option).getBytes();
    atLeast(option, bytes, 1);
    return bytes;
  }

  private Duration positive(ConfigOption<Duration> option) {
    Duration duration = read(option);
    if (duration.isZero() || duration.isNegative()) {
      problems.add("%s: has to be more than 0, but is %s".formatted(option.key(), duration));
    }
    return duration;
  }

  private void atLeast(ConfigOption<?> option, long value, long least) {
    if (value < least) {
      problems.add("%s: has to be at least %d, but is %d".formatted(option.key(), least, value));
    }
  }

  private void require(ConfigOption<String> option) {
    if (given(option).filter(value -> !value.isBlank()).isEmpty()) {
      problems.add("%s: is required".formatted(option.key()));
    }
  }

  private void forbidWithoutCreation(ConfigOption<String> option) {
    if (given(option).isPresent()) {
      problems.add(
          "%s: means nothing without 'sink.create-table' = 'true'".formatted(option.key()));
    }
  }

  private <T> T read(ConfigOption<T> option) {
    return given(option).orElse(option.defaultValue());
  }

  /** What the user said, if it can be understood; else the problem is noted. */
  private <T> Optional<T> given(ConfigOption<T> option) {
    try {
      return options.getOptional(option);
    } catch (IllegalArgumentException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      problems.add("%s: %s".formatted(option.key(), cause.getMessage()));
      return Optional.empty();
    }
  }
}
