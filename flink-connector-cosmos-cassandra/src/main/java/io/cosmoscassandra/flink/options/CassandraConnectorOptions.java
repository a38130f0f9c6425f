package io.cosmoscassandra.flink.options;

import java.time.Duration;
import org.apache.flink.annotation.PublicEvolving;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.table.connector.source.lookup.LookupOptions;
import org.apache.flink.table.connector.source.lookup.cache.trigger.PeriodicCacheReloadTrigger;

/**
 * Options of the connector, for the {@code WITH} clause of SQL and for the DataStream builder. Long
 * because users find all options here; it contains declarations only.
 */
@PublicEvolving
public final class CassandraConnectorOptions {

  /** Prefix of options for the driver. The rest of their names are the driver's own. */
  public static final String DRIVER_PREFIX = "driver.";

  /** Prefix of options that concern one column of a sink; the name of the column follows. */
  public static final String SINK_COLUMNS_PREFIX = "sink.columns.";

  /** The end of the option that says how the collection in a column is written. */
  public static final String WRITE_MODE_SUFFIX = ".write-mode";

  // ---------------------------------------------------------------- connection

  /** {@code hosts} */
  public static final ConfigOption<String> HOSTS =
      ConfigOptions.key("hosts")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "Contact points, as 'host[:port], host[:port]'. Required unless"
                  + " 'secure-connect-bundle' is set.");

  /** {@code port} */
  public static final ConfigOption<Integer> PORT =
      ConfigOptions.key("port")
          .intType()
          .noDefaultValue()
          .withDescription(
              "Port of contact points that are given without one. Default: 9042 for Apache"
                  + " Cassandra, 10350 for Azure Cosmos DB.");

  /** {@code keyspace} */
  public static final ConfigOption<String> KEYSPACE =
      ConfigOptions.key("keyspace")
          .stringType()
          .noDefaultValue()
          .withDescription("Keyspace of the table. Case-sensitive.");

  /** {@code table} */
  public static final ConfigOption<String> TABLE =
      ConfigOptions.key("table")
          .stringType()
          .noDefaultValue()
          .withDescription("Name of the table. Case-sensitive.");

  /** {@code local-datacenter} */
  public static final ConfigOption<String> LOCAL_DATACENTER =
      ConfigOptions.key("local-datacenter")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "Datacenter that requests are sent to. For Azure Cosmos DB, the region. Default:"
                  + " the datacenter of the contact points, if all of them are in the same one.");

  /** {@code dialect} */
  public static final ConfigOption<DialectChoice> DIALECT =
      ConfigOptions.key("dialect")
          .enumType(DialectChoice.class)
          .defaultValue(DialectChoice.AUTO)
          .withDescription(
              "Kind of server: 'cassandra', 'cosmos', or 'auto', which detects the server from"
                  + " the host names. Determines the defaults of many other options.");

  /** {@code username} */
  public static final ConfigOption<String> USERNAME =
      ConfigOptions.key("username")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "User to log in as. For Azure Cosmos DB, the account. Default: none for Apache"
                  + " Cassandra, the account in the host name for Azure Cosmos DB.");

  /** {@code password} */
  public static final ConfigOption<String> PASSWORD =
      ConfigOptions.key("password")
          .stringType()
          .noDefaultValue()
          .withDescription("Password of the user. For Azure Cosmos DB, a key of the account.");

  /** {@code password-file} */
  public static final ConfigOption<String> PASSWORD_FILE =
      ConfigOptions.key("password-file")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "File that contains nothing but the password, on every task manager. It is read"
                  + " again every few seconds, so that new connections use a changed password."
                  + " Replaces 'password'.");

  /** {@code password-supplier} */
  public static final ConfigOption<String> PASSWORD_SUPPLIER =
      ConfigOptions.key("password-supplier")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "Class that supplies and renews the password, for example an access token of"
                  + " Microsoft Entra ID. Replaces 'password'.");

  /** {@code ssl.enabled} */
  public static final ConfigOption<Boolean> SSL_ENABLED =
      ConfigOptions.key("ssl.enabled")
          .booleanType()
          .noDefaultValue()
          .withDescription(
              "Whether to use TLS. Default: false for Apache Cassandra, true for Azure Cosmos"
                  + " DB.");

  /** {@code ssl.truststore.path} */
  public static final ConfigOption<String> SSL_TRUSTSTORE_PATH =
      ConfigOptions.key("ssl.truststore.path")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "File with the certificates to trust, in format JKS, PKCS12 or PEM, on every task"
                  + " manager. Default: the certificates that Java trusts.");

  /** {@code ssl.truststore.password} */
  public static final ConfigOption<String> SSL_TRUSTSTORE_PASSWORD =
      ConfigOptions.key("ssl.truststore.password")
          .stringType()
          .noDefaultValue()
          .withDescription("Password of the truststore, if it has one.");

  /** {@code ssl.keystore.path} */
  public static final ConfigOption<String> SSL_KEYSTORE_PATH =
      ConfigOptions.key("ssl.keystore.path")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "File with the key and the certificate of the client, in format JKS, PKCS12 or"
                  + " PEM, on every task manager. For servers that require a client certificate.");

  /** {@code ssl.keystore.password} */
  public static final ConfigOption<String> SSL_KEYSTORE_PASSWORD =
      ConfigOptions.key("ssl.keystore.password")
          .stringType()
          .noDefaultValue()
          .withDescription("Password of the keystore and of the key in it, if they have one.");

  /** {@code ssl.hostname-verification} */
  public static final ConfigOption<Boolean> SSL_HOSTNAME_VERIFICATION =
      ConfigOptions.key("ssl.hostname-verification")
          .booleanType()
          .defaultValue(true)
          .withDescription(
              "Whether the certificate of a server must contain the name of the server. Without"
                  + " this check, any server with a trusted certificate can impersonate it.");

  /** {@code secure-connect-bundle} */
  public static final ConfigOption<String> SECURE_CONNECT_BUNDLE =
      ConfigOptions.key("secure-connect-bundle")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "Secure connect bundle of a DataStax Astra database, as a file on every task"
                  + " manager. Replaces 'hosts', 'port', 'local-datacenter' and 'ssl.*'.");

  /** {@code connection.pool-size} */
  public static final ConfigOption<Integer> CONNECTION_POOL_SIZE =
      ConfigOptions.key("connection.pool-size")
          .intType()
          .noDefaultValue()
          .withDescription("Number of connections to each node. Default: depends on the dialect.");

  /** {@code connection.timeout} */
  public static final ConfigOption<Duration> CONNECTION_TIMEOUT =
      ConfigOptions.key("connection.timeout")
          .durationType()
          .noDefaultValue()
          .withDescription("Maximum time to open a connection. Default: depends on the dialect.");

  /** {@code request.timeout} */
  public static final ConfigOption<Duration> REQUEST_TIMEOUT =
      ConfigOptions.key("request.timeout")
          .durationType()
          .noDefaultValue()
          .withDescription(
              "Maximum time to wait for the response to a request, which is then retried."
                  + " Default: depends on the dialect.");

  /** {@code connection.compression} */
  public static final ConfigOption<Compression> CONNECTION_COMPRESSION =
      ConfigOptions.key("connection.compression")
          .enumType(Compression.class)
          .defaultValue(Compression.NONE)
          .withDescription("Compression of the network traffic: 'none', 'lz4' or 'snappy'.");

  /** {@code connection.heartbeat-interval} */
  public static final ConfigOption<Duration> CONNECTION_HEARTBEAT_INTERVAL =
      ConfigOptions.key("connection.heartbeat-interval")
          .durationType()
          .noDefaultValue()
          .withDescription(
              "Time without traffic after which a connection is probed. Default: depends on the"
                  + " dialect.");

  /** {@code consistency-level} */
  public static final ConfigOption<String> CONSISTENCY_LEVEL =
      ConfigOptions.key("consistency-level")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "Consistency level of writes: how many replicas must acknowledge them. Default:"
                  + " LOCAL_QUORUM for Apache Cassandra, QUORUM for its transactional tables. Azure"
                  + " Cosmos DB applies the consistency of the account.");

  // ---------------------------------------------------------------- writing

  /** {@code sink.delivery-guarantee} */
  public static final ConfigOption<DeliveryGuarantee> SINK_DELIVERY_GUARANTEE =
      ConfigOptions.key("sink.delivery-guarantee")
          .enumType(DeliveryGuarantee.class)
          .defaultValue(DeliveryGuarantee.EXACTLY_ONCE)
          .withDescription(
              "Delivery guarantee of the sink. 'exactly-once': rows become visible when their"
                  + " checkpoint has completed, each once. 'at-least-once': rows are written as"
                  + " they arrive, and checkpoints wait until all of them are acknowledged."
                  + " 'none': checkpoints do not wait.");

  /** {@code sink.id} */
  public static final ConfigOption<String> SINK_ID =
      ConfigOptions.key("sink.id")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "Identity of the sink in the committer tables. It must not change when a job is"
                  + " restored. Default: the full name of the table in Flink.");

  /** {@code sink.distribution} */
  public static final ConfigOption<SinkDistribution> SINK_DISTRIBUTION =
      ConfigOptions.key("sink.distribution")
          .enumType(SinkDistribution.class)
          .defaultValue(SinkDistribution.NONE)
          .withDescription(
              "Which rows come to the same subtask of the sink. 'none': as the query distributes"
                  + " them. 'primary-key', 'partition-key': rows of one key, or of one partition,"
                  + " come to one subtask, which preserves their order.");

  /** {@code sink.ttl} */
  public static final ConfigOption<Duration> SINK_TTL =
      ConfigOptions.key("sink.ttl")
          .durationType()
          .noDefaultValue()
          .withDescription(
              "Time after which rows expire, unless metadata column 'ttl' sets another one."
                  + " Default: the default time to live of the table.");

  /** {@code sink.ignore-null-value} */
  public static final ConfigOption<Boolean> SINK_IGNORE_NULL_VALUE =
      ConfigOptions.key("sink.ignore-null-value")
          .booleanType()
          .defaultValue(false)
          .withDescription(
              "Whether a null leaves the value of its column unchanged. Otherwise it deletes"
                  + " the value.");

  /** {@code sink.buffer.size} */
  public static final ConfigOption<MemorySize> SINK_BUFFER_SIZE =
      ConfigOptions.key("sink.buffer.size")
          .memoryType()
          .defaultValue(MemorySize.ofMebiBytes(16))
          .withDescription("Maximum amount of memory for the rows that a subtask holds.");

  /** {@code sink.max-in-flight-requests} */
  public static final ConfigOption<Integer> SINK_MAX_IN_FLIGHT_REQUESTS =
      ConfigOptions.key("sink.max-in-flight-requests")
          .intType()
          .noDefaultValue()
          .withDescription(
              "Maximum number of requests in flight per subtask. Default: depends on the"
                  + " dialect.");

  /** {@code sink.batch.grouping} */
  public static final ConfigOption<BatchGrouping> SINK_BATCH_GROUPING =
      ConfigOptions.key("sink.batch.grouping")
          .enumType(BatchGrouping.class)
          .noDefaultValue()
          .withDescription(
              "Which rows may share a request. Default: 'replica-set' for Apache Cassandra,"
                  + " 'none' for Azure Cosmos DB.");

  /** {@code sink.batch.max-rows} */
  public static final ConfigOption<Integer> SINK_BATCH_MAX_ROWS =
      ConfigOptions.key("sink.batch.max-rows")
          .intType()
          .defaultValue(50)
          .withDescription(
              "Maximum number of rows per request. With 'replica-set', they belong to at most"
                  + " ten partitions.");

  /** {@code sink.batch.max-size} */
  public static final ConfigOption<MemorySize> SINK_BATCH_MAX_SIZE =
      ConfigOptions.key("sink.batch.max-size")
          .memoryType()
          .defaultValue(MemorySize.parse("5 kb"))
          .withDescription(
              "Maximum size of the values in a request, or ten times as much if all rows belong"
                  + " to one partition. Cassandra logs a warning about batches of several"
                  + " partitions above 5 kb, and rejects them above 50 kb.");

  /** {@code sink.retry.timeout} */
  public static final ConfigOption<Duration> SINK_RETRY_TIMEOUT =
      ConfigOptions.key("sink.retry.timeout")
          .durationType()
          .defaultValue(Duration.ofMinutes(5))
          .withDescription("Maximum time to retry a request before the job fails.");

  /** {@code sink.retry.initial-backoff} */
  public static final ConfigOption<Duration> SINK_RETRY_INITIAL_BACKOFF =
      ConfigOptions.key("sink.retry.initial-backoff")
          .durationType()
          .defaultValue(Duration.ofMillis(100))
          .withDescription(
              "Maximum pause before the first retry. It doubles with each further retry. A"
                  + " longer pause that the server asks for is respected.");

  /** {@code sink.retry.max-backoff} */
  public static final ConfigOption<Duration> SINK_RETRY_MAX_BACKOFF =
      ConfigOptions.key("sink.retry.max-backoff")
          .durationType()
          .defaultValue(Duration.ofSeconds(10))
          .withDescription("Maximum pause before any retry.");

  /** {@code sink.rate-limit.rows-per-second} */
  public static final ConfigOption<Double> SINK_RATE_LIMIT_ROWS_PER_SECOND =
      ConfigOptions.key("sink.rate-limit.rows-per-second")
          .doubleType()
          .noDefaultValue()
          .withDescription(
              "Maximum number of rows per second, for all subtasks of the sink together."
                  + " Default: no limit.");

  /** {@code sink.rate-limit.request-units-per-second} */
  public static final ConfigOption<Double> SINK_RATE_LIMIT_REQUEST_UNITS_PER_SECOND =
      ConfigOptions.key("sink.rate-limit.request-units-per-second")
          .doubleType()
          .noDefaultValue()
          .withDescription(
              "Maximum number of request units per second that writing to the table may cost,"
                  + " for all subtasks of the sink together. For Azure Cosmos DB only. Default: no"
                  + " limit.");

  /** {@code sink.on-row-error} */
  public static final ConfigOption<RowErrorPolicy> SINK_ON_ROW_ERROR =
      ConfigOptions.key("sink.on-row-error")
          .enumType(RowErrorPolicy.class)
          .defaultValue(RowErrorPolicy.FAIL)
          .withDescription(
              "What to do with a row that can never be written: 'fail' fails the job, 'skip'"
                  + " omits the row, logs its table and key, and counts it.");

  // ---------------------------------------------------------------- exactly-once

  /** {@code sink.committer.keyspace} */
  public static final ConfigOption<String> SINK_COMMITTER_KEYSPACE =
      ConfigOptions.key("sink.committer.keyspace")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "Keyspace of the committer tables. Default: the keyspace of the target table.");

  /** {@code sink.committer.table-prefix} */
  public static final ConfigOption<String> SINK_COMMITTER_TABLE_PREFIX =
      ConfigOptions.key("sink.committer.table-prefix")
          .stringType()
          .defaultValue("flink_sink")
          .withDescription("Prefix of the names of the committer tables.");

  /** {@code sink.committer.create-tables} */
  public static final ConfigOption<Boolean> SINK_COMMITTER_CREATE_TABLES =
      ConfigOptions.key("sink.committer.create-tables")
          .booleanType()
          .defaultValue(true)
          .withDescription("Whether to create the committer tables if they do not exist.");

  /** {@code sink.committer.create-tables.options} */
  public static final ConfigOption<String> SINK_COMMITTER_CREATE_TABLES_OPTIONS =
      ConfigOptions.key("sink.committer.create-tables.options")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "CQL to add to the WITH clause of the committer tables, such as"
                  + " 'cosmosdb_provisioned_throughput=4000'.");

  /** {@code sink.committer.retention} */
  public static final ConfigOption<Duration> SINK_COMMITTER_RETENTION =
      ConfigOptions.key("sink.committer.retention")
          .durationType()
          .defaultValue(Duration.ofDays(30))
          .withDescription(
              "How long staged rows are kept until they are committed. This is the maximum time"
                  + " between a checkpoint or plain savepoint and the start of a job from it.");

  /** {@code sink.committer.chunk-size} */
  public static final ConfigOption<MemorySize> SINK_COMMITTER_CHUNK_SIZE =
      ConfigOptions.key("sink.committer.chunk-size")
          .memoryType()
          .defaultValue(MemorySize.parse("256 kb"))
          .withDescription(
              "Maximum size of the rows, before compression, that are staged as one value.");

  /** {@code sink.committer.consistency-level} */
  public static final ConfigOption<String> SINK_COMMITTER_CONSISTENCY_LEVEL =
      ConfigOptions.key("sink.committer.consistency-level")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "Consistency level of the committer tables. For Apache Cassandra, LOCAL_QUORUM or"
                  + " above. Default: that of 'consistency-level' if it is safe for staged rows,"
                  + " otherwise the default of the dialect.");

  /** {@code sink.committer.on-missing-transaction} */
  public static final ConfigOption<MissingTransactionPolicy> SINK_COMMITTER_ON_MISSING_TRANSACTION =
      ConfigOptions.key("sink.committer.on-missing-transaction")
          .enumType(MissingTransactionPolicy.class)
          .defaultValue(MissingTransactionPolicy.FAIL)
          .withDescription(
              "What to do with a transaction whose staged rows are missing, or that belongs to"
                  + " another sink or table: 'fail' fails the job, 'skip' drops the transaction.");

  /** {@code sink.max-staged-ahead} */
  public static final ConfigOption<MemorySize> SINK_MAX_STAGED_AHEAD =
      ConfigOptions.key("sink.max-staged-ahead")
          .memoryType()
          .defaultValue(MemorySize.ofMebiBytes(256))
          .withDescription(
              "Maximum amount of data that a subtask may stage while its previous commit is"
                  + " still running. Beyond this, writing blocks until the commit completes.");

  // ---------------------------------------------------------------- creating the target

  /** {@code sink.create-table} */
  public static final ConfigOption<Boolean> SINK_CREATE_TABLE =
      ConfigOptions.key("sink.create-table")
          .booleanType()
          .defaultValue(false)
          .withDescription("Whether to create the table if it does not exist.");

  /** {@code sink.create-table.partition-key} */
  public static final ConfigOption<String> SINK_CREATE_TABLE_PARTITION_KEY =
      ConfigOptions.key("sink.create-table.partition-key")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "Columns of the primary key that form the partition key, separated by commas. The"
                  + " other columns of the primary key become clustering columns. Default: the"
                  + " first column of the primary key.");

  /** {@code sink.create-table.options} */
  public static final ConfigOption<String> SINK_CREATE_TABLE_OPTIONS =
      ConfigOptions.key("sink.create-table.options")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "CQL to follow WITH in the CREATE TABLE statement, such as"
                  + " 'cosmosdb_provisioned_throughput=4000'.");

  /** {@code scan.consistency-level} */
  public static final ConfigOption<String> SCAN_CONSISTENCY_LEVEL =
      ConfigOptions.key("scan.consistency-level")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "Consistency level of reads. Default: the value of 'consistency-level'.");

  /** {@code scan.page-size} */
  public static final ConfigOption<MemorySize> SCAN_PAGE_SIZE =
      ConfigOptions.key("scan.page-size")
          .memoryType()
          .defaultValue(MemorySize.ofMebiBytes(1))
          .withDescription(
              "Size of the pages in which rows are fetched. The number of rows in a page follows"
                  + " from their size.");

  /** {@code scan.buffer-size} */
  public static final ConfigOption<MemorySize> SCAN_BUFFER_SIZE =
      ConfigOptions.key("scan.buffer-size")
          .memoryType()
          .defaultValue(MemorySize.ofMebiBytes(16))
          .withDescription("Maximum amount of memory for the pages that a subtask fetches ahead.");

  /** {@code scan.split-size} */
  public static final ConfigOption<MemorySize> SCAN_SPLIT_SIZE =
      ConfigOptions.key("scan.split-size")
          .memoryType()
          .defaultValue(MemorySize.ofMebiBytes(64))
          .withDescription(
              "Size of the parts into which a table is divided, as its nodes estimate it. Each"
                  + " part is read by one subtask.");

  /** {@code scan.allow-filtering} */
  public static final ConfigOption<Boolean> SCAN_ALLOW_FILTERING =
      ConfigOptions.key("scan.allow-filtering")
          .booleanType()
          .noDefaultValue()
          .withDescription(
              "Whether the server evaluates conditions that neither the key nor an index supports,"
                  + " so that only matching rows travel. Default: true for Apache Cassandra, false"
                  + " for Azure Cosmos DB.");

  /** {@code scan.max-in-flight-requests} */
  public static final ConfigOption<Integer> SCAN_MAX_IN_FLIGHT_REQUESTS =
      ConfigOptions.key("scan.max-in-flight-requests")
          .intType()
          .defaultValue(16)
          .withDescription("Maximum number of read requests in flight per subtask.");

  /** {@code scan.retry.timeout} */
  public static final ConfigOption<Duration> SCAN_RETRY_TIMEOUT =
      ConfigOptions.key("scan.retry.timeout")
          .durationType()
          .defaultValue(Duration.ofMinutes(5))
          .withDescription("Maximum time to retry a read request before the job fails.");

  /** {@code scan.rate-limit.rows-per-second} */
  public static final ConfigOption<Double> SCAN_RATE_LIMIT_ROWS_PER_SECOND =
      ConfigOptions.key("scan.rate-limit.rows-per-second")
          .doubleType()
          .noDefaultValue()
          .withDescription(
              "Maximum number of rows per second, for all subtasks of the source together."
                  + " Default: no limit.");

  /** {@code scan.rate-limit.request-units-per-second} */
  public static final ConfigOption<Double> SCAN_RATE_LIMIT_REQUEST_UNITS_PER_SECOND =
      ConfigOptions.key("scan.rate-limit.request-units-per-second")
          .doubleType()
          .noDefaultValue()
          .withDescription(
              "Maximum number of request units per second that reading the table may cost, for"
                  + " all subtasks of the source together. For Azure Cosmos DB only. Default: no"
                  + " limit.");

  // ---------------------------------------------------------------- lookups

  /** {@code lookup.async} */
  public static final ConfigOption<Boolean> LOOKUP_ASYNC =
      ConfigOptions.key("lookup.async")
          .booleanType()
          .defaultValue(true)
          .withDescription(
              "Whether a lookup join has many lookups in flight. Otherwise each row of the stream"
                  + " waits for its lookup.");

  /** {@code lookup.consistency-level} */
  public static final ConfigOption<String> LOOKUP_CONSISTENCY_LEVEL =
      ConfigOptions.key("lookup.consistency-level")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "Consistency level of lookups. Default: the value of 'scan.consistency-level'.");

  /** {@code lookup.max-in-flight-requests} */
  public static final ConfigOption<Integer> LOOKUP_MAX_IN_FLIGHT_REQUESTS =
      ConfigOptions.key("lookup.max-in-flight-requests")
          .intType()
          .defaultValue(256)
          .withDescription(
              "Maximum number of lookup requests in flight per subtask. Flink's"
                  + " 'table.exec.async-lookup.buffer-capacity' limits them as well.");

  /** {@code lookup.retry.timeout} */
  public static final ConfigOption<Duration> LOOKUP_RETRY_TIMEOUT =
      ConfigOptions.key("lookup.retry.timeout")
          .durationType()
          .defaultValue(Duration.ofMinutes(2))
          .withDescription(
              "Maximum time to retry a lookup request before the job fails. Flink's"
                  + " 'table.exec.async-lookup.timeout' limits it as well.");

  /** {@code lookup.rate-limit.rows-per-second} */
  public static final ConfigOption<Double> LOOKUP_RATE_LIMIT_ROWS_PER_SECOND =
      ConfigOptions.key("lookup.rate-limit.rows-per-second")
          .doubleType()
          .noDefaultValue()
          .withDescription(
              "Maximum number of rows per second that the lookups of each subtask return. Default:"
                  + " no limit.");

  /** {@code lookup.rate-limit.request-units-per-second} */
  public static final ConfigOption<Double> LOOKUP_RATE_LIMIT_REQUEST_UNITS_PER_SECOND =
      ConfigOptions.key("lookup.rate-limit.request-units-per-second")
          .doubleType()
          .noDefaultValue()
          .withDescription(
              "Maximum number of request units per second that the lookups of each subtask may"
                  + " cost. For Azure Cosmos DB only. Default: no limit.");

  /** {@code lookup.cache} */
  public static final ConfigOption<LookupOptions.LookupCacheType> LOOKUP_CACHE =
      ConfigOptions.key(LookupOptions.CACHE_TYPE.key())
          .enumType(LookupOptions.LookupCacheType.class)
          .defaultValue(LookupOptions.LookupCacheType.NONE)
          .withDescription(
              "Whether task managers cache what was looked up: 'NONE', 'PARTIAL' for the keys that"
                  + " were looked up lately, or 'FULL' for the whole table.");

  /** {@code lookup.partial-cache.max-rows} */
  public static final ConfigOption<Long> LOOKUP_PARTIAL_CACHE_MAX_ROWS =
      ConfigOptions.key(LookupOptions.PARTIAL_CACHE_MAX_ROWS.key())
          .longType()
          .noDefaultValue()
          .withDescription(
              "Maximum number of keys in the cache of a task manager. A partial cache requires"
                  + " this or an expiry.");

  /** {@code lookup.partial-cache.expire-after-write} */
  public static final ConfigOption<Duration> LOOKUP_PARTIAL_CACHE_EXPIRE_AFTER_WRITE =
      ConfigOptions.key(LookupOptions.PARTIAL_CACHE_EXPIRE_AFTER_WRITE.key())
          .durationType()
          .noDefaultValue()
          .withDescription("Time after which a key is looked up again. Default: never.");

  /** {@code lookup.partial-cache.expire-after-access} */
  public static final ConfigOption<Duration> LOOKUP_PARTIAL_CACHE_EXPIRE_AFTER_ACCESS =
      ConfigOptions.key(LookupOptions.PARTIAL_CACHE_EXPIRE_AFTER_ACCESS.key())
          .durationType()
          .noDefaultValue()
          .withDescription("Time without use after which a key leaves the cache. Default: never.");

  /** {@code lookup.partial-cache.cache-missing-key} */
  public static final ConfigOption<Boolean> LOOKUP_PARTIAL_CACHE_CACHE_MISSING_KEY =
      ConfigOptions.key(LookupOptions.PARTIAL_CACHE_CACHE_MISSING_KEY.key())
          .booleanType()
          .defaultValue(true)
          .withDescription("Whether keys without rows are cached as well.");

  /** {@code lookup.full-cache.reload-strategy} */
  public static final ConfigOption<LookupOptions.ReloadStrategy> LOOKUP_FULL_CACHE_RELOAD_STRATEGY =
      ConfigOptions.key(LookupOptions.FULL_CACHE_RELOAD_STRATEGY.key())
          .enumType(LookupOptions.ReloadStrategy.class)
          .defaultValue(LookupOptions.ReloadStrategy.PERIODIC)
          .withDescription(
              "When the table is read again into a full cache: 'PERIODIC' at intervals, 'TIMED' at"
                  + " a time of day.");

  /** {@code lookup.full-cache.periodic-reload.interval} */
  public static final ConfigOption<Duration> LOOKUP_FULL_CACHE_PERIODIC_RELOAD_INTERVAL =
      ConfigOptions.key(LookupOptions.FULL_CACHE_PERIODIC_RELOAD_INTERVAL.key())
          .durationType()
          .noDefaultValue()
          .withDescription("Interval between the reloads of strategy 'PERIODIC'.");

  /** {@code lookup.full-cache.periodic-reload.schedule-mode} */
  public static final ConfigOption<PeriodicCacheReloadTrigger.ScheduleMode>
      LOOKUP_FULL_CACHE_PERIODIC_RELOAD_SCHEDULE_MODE =
          ConfigOptions.key(LookupOptions.FULL_CACHE_PERIODIC_RELOAD_SCHEDULE_MODE.key())
              .enumType(PeriodicCacheReloadTrigger.ScheduleMode.class)
              .defaultValue(PeriodicCacheReloadTrigger.ScheduleMode.FIXED_DELAY)
              .withDescription(
                  "Whether the interval is counted from the end of the last reload,"
                      + " 'FIXED_DELAY', or from its beginning, 'FIXED_RATE'.");

  /** {@code lookup.full-cache.timed-reload.iso-time} */
  public static final ConfigOption<String> LOOKUP_FULL_CACHE_TIMED_RELOAD_ISO_TIME =
      ConfigOptions.key(LookupOptions.FULL_CACHE_TIMED_RELOAD_ISO_TIME.key())
          .stringType()
          .noDefaultValue()
          .withDescription(
              "Time of day of the reloads of strategy 'TIMED', such as '03:00' or '03:00Z'.");

  /** {@code lookup.full-cache.timed-reload.interval-in-days} */
  public static final ConfigOption<Integer> LOOKUP_FULL_CACHE_TIMED_RELOAD_INTERVAL_IN_DAYS =
      ConfigOptions.key(LookupOptions.FULL_CACHE_TIMED_RELOAD_INTERVAL_IN_DAYS.key())
          .intType()
          .defaultValue(1)
          .withDescription("Days between the reloads of strategy 'TIMED'.");

  private CassandraConnectorOptions() {}
}
