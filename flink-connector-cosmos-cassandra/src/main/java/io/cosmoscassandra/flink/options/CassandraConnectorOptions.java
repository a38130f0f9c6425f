package io.cosmoscassandra.flink.options;

import java.time.Duration;
import org.apache.flink.annotation.PublicEvolving;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.connector.base.DeliveryGuarantee;

/** The options of the connector, for SQL's {@code WITH} clause and for the DataStream builder. */
@PublicEvolving
public final class CassandraConnectorOptions {

  /** What options for the driver begin with; the rest is the driver's own name. */
  public static final String DRIVER_PREFIX = "driver.";

  // ---------------------------------------------------------------- connection

  /** {@code hosts} */
  public static final ConfigOption<String> HOSTS =
      ConfigOptions.key("hosts")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "Nodes to begin with, as 'host[:port], host[:port]'. Required unless"
                  + " 'secure-connect-bundle' is given.");

  /** {@code port} */
  public static final ConfigOption<Integer> PORT =
      ConfigOptions.key("port")
          .intType()
          .noDefaultValue()
          .withDescription(
              "The port of hosts that are given without one: 9042, on Azure Cosmos DB 10350.");

  /** {@code keyspace} */
  public static final ConfigOption<String> KEYSPACE =
      ConfigOptions.key("keyspace")
          .stringType()
          .noDefaultValue()
          .withDescription("The keyspace of the table; case-sensitive.");

  /** {@code table} */
  public static final ConfigOption<String> TABLE =
      ConfigOptions.key("table")
          .stringType()
          .noDefaultValue()
          .withDescription("The table; case-sensitive.");

  /** {@code local-datacenter} */
  public static final ConfigOption<String> LOCAL_DATACENTER =
      ConfigOptions.key("local-datacenter")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "The data centre (on Azure Cosmos DB: the region) that requests go to. Found out if"
                  + " all hosts share one.");

  /** {@code dialect} */
  public static final ConfigOption<DialectChoice> DIALECT =
      ConfigOptions.key("dialect")
          .enumType(DialectChoice.class)
          .defaultValue(DialectChoice.AUTO)
          .withDescription(
              "Which kind of server it is: 'cassandra', 'cosmos', or 'auto', which tells by the"
                  + " host names. It decides the defaults of many other options.");

  /** {@code username} */
  public static final ConfigOption<String> USERNAME =
      ConfigOptions.key("username")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "The user to log in as. On Azure Cosmos DB it is the account, and taken from the host"
                  + " name if only a password is given.");

  /** {@code password} */
  public static final ConfigOption<String> PASSWORD =
      ConfigOptions.key("password")
          .stringType()
          .noDefaultValue()
          .withDescription("The password; on Azure Cosmos DB a key of the account.");

  /** {@code password-supplier} */
  public static final ConfigOption<String> PASSWORD_SUPPLIER =
      ConfigOptions.key("password-supplier")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "A class that supplies the password in place of 'password', and renews it: for access"
                  + " tokens of Microsoft Entra ID.");

  /** {@code ssl.enabled} */
  public static final ConfigOption<Boolean> SSL_ENABLED =
      ConfigOptions.key("ssl.enabled")
          .booleanType()
          .noDefaultValue()
          .withDescription("Whether to use TLS: false, on Azure Cosmos DB true.");

  /** {@code ssl.truststore.path} */
  public static final ConfigOption<String> SSL_TRUSTSTORE_PATH =
      ConfigOptions.key("ssl.truststore.path")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "A file with the certificates to trust, as JKS, PKCS12 or PEM, on every task manager."
                  + " Without it those that Java trusts.");

  /** {@code ssl.truststore.password} */
  public static final ConfigOption<String> SSL_TRUSTSTORE_PASSWORD =
      ConfigOptions.key("ssl.truststore.password")
          .stringType()
          .noDefaultValue()
          .withDescription("The password of that file, if it has one.");

  /** {@code ssl.keystore.path} */
  public static final ConfigOption<String> SSL_KEYSTORE_PATH =
      ConfigOptions.key("ssl.keystore.path")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "A file with the client's own key and certificate, as JKS, PKCS12 or PEM, if the"
                  + " server wants to see one.");

  /** {@code ssl.keystore.password} */
  public static final ConfigOption<String> SSL_KEYSTORE_PASSWORD =
      ConfigOptions.key("ssl.keystore.password")
          .stringType()
          .noDefaultValue()
          .withDescription("The password of that file and of the key in it, if it has one.");

  /** {@code ssl.hostname-verification} */
  public static final ConfigOption<Boolean> SSL_HOSTNAME_VERIFICATION =
      ConfigOptions.key("ssl.hostname-verification")
          .booleanType()
          .noDefaultValue()
          .withDescription(
              "Whether a server's certificate has to carry the server's name: true. Without it"
                  + " anybody with any trusted certificate can pose as the server.");

  /** {@code secure-connect-bundle} */
  public static final ConfigOption<String> SECURE_CONNECT_BUNDLE =
      ConfigOptions.key("secure-connect-bundle")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "The bundle of a DataStax Astra database, as a file on every task manager. It says"
                  + " all that 'hosts', 'local-datacenter' and 'ssl.*' say, and excludes them.");

  /** {@code connection.pool-size} */
  public static final ConfigOption<Integer> CONNECTION_POOL_SIZE =
      ConfigOptions.key("connection.pool-size")
          .intType()
          .noDefaultValue()
          .withDescription("Connections to each node; depends on the dialect.");

  /** {@code connection.timeout} */
  public static final ConfigOption<Duration> CONNECTION_TIMEOUT =
      ConfigOptions.key("connection.timeout")
          .durationType()
          .noDefaultValue()
          .withDescription("How long opening a connection may take; depends on the dialect.");

  /** {@code request.timeout} */
  public static final ConfigOption<Duration> REQUEST_TIMEOUT =
      ConfigOptions.key("request.timeout")
          .durationType()
          .noDefaultValue()
          .withDescription(
              "How long to wait for an answer before a request is sent once more; depends on the"
                  + " dialect.");

  /** {@code connection.compression} */
  public static final ConfigOption<Compression> CONNECTION_COMPRESSION =
      ConfigOptions.key("connection.compression")
          .enumType(Compression.class)
          .noDefaultValue()
          .withDescription("How the traffic is compressed: 'none', 'lz4' or 'snappy'.");

  /** {@code connection.heartbeat-interval} */
  public static final ConfigOption<Duration> CONNECTION_HEARTBEAT_INTERVAL =
      ConfigOptions.key("connection.heartbeat-interval")
          .durationType()
          .noDefaultValue()
          .withDescription(
              "After how much silence a connection is probed; depends on the dialect.");

  /** {@code consistency-level} */
  public static final ConfigOption<String> CONSISTENCY_LEVEL =
      ConfigOptions.key("consistency-level")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "How many replicas have to acknowledge a write: LOCAL_QUORUM on Apache Cassandra;"
                  + " Azure Cosmos DB decides itself.");

  // ---------------------------------------------------------------- writing

  /** {@code sink.delivery-guarantee} */
  public static final ConfigOption<DeliveryGuarantee> SINK_DELIVERY_GUARANTEE =
      ConfigOptions.key("sink.delivery-guarantee")
          .enumType(DeliveryGuarantee.class)
          .defaultValue(DeliveryGuarantee.EXACTLY_ONCE)
          .withDescription(
              "'exactly-once': rows become visible when their checkpoint has completed, each once."
                  + " 'at-least-once': rows are written as they come, and a checkpoint waits until"
                  + " all are acknowledged. 'none': checkpoints do not wait.");

  /** {@code sink.id} */
  public static final ConfigOption<String> SINK_ID =
      ConfigOptions.key("sink.id")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "The identity of the sink in the committer's tables: the table's full name in Flink"
                  + " unless given. It has to stay the same when a job is restored.");

  /** {@code sink.ttl} */
  public static final ConfigOption<Duration> SINK_TTL =
      ConfigOptions.key("sink.ttl")
          .durationType()
          .noDefaultValue()
          .withDescription(
              "After how long rows expire, unless metadata column 'ttl' says otherwise. Without"
                  + " either the table's own default holds.");

  /** {@code sink.ignore-null-value} */
  public static final ConfigOption<Boolean> SINK_IGNORE_NULL_VALUE =
      ConfigOptions.key("sink.ignore-null-value")
          .booleanType()
          .defaultValue(false)
          .withDescription(
              "Whether a null leaves its column as it is. Otherwise it deletes the column's"
                  + " value.");

  /** {@code sink.buffer.size} */
  public static final ConfigOption<MemorySize> SINK_BUFFER_SIZE =
      ConfigOptions.key("sink.buffer.size")
          .memoryType()
          .defaultValue(MemorySize.ofMebiBytes(16))
          .withDescription("How much memory the rows that one subtask holds may take.");

  /** {@code sink.max-in-flight-requests} */
  public static final ConfigOption<Integer> SINK_MAX_IN_FLIGHT_REQUESTS =
      ConfigOptions.key("sink.max-in-flight-requests")
          .intType()
          .noDefaultValue()
          .withDescription(
              "How many requests of one subtask may be under way; depends on the dialect.");

  /** {@code sink.batch.grouping} */
  public static final ConfigOption<BatchGrouping> SINK_BATCH_GROUPING =
      ConfigOptions.key("sink.batch.grouping")
          .enumType(BatchGrouping.class)
          .noDefaultValue()
          .withDescription(
              "Which rows may share a request: 'replica-set', on Azure Cosmos DB 'none'.");

  /** {@code sink.batch.max-rows} */
  public static final ConfigOption<Integer> SINK_BATCH_MAX_ROWS =
      ConfigOptions.key("sink.batch.max-rows")
          .intType()
          .defaultValue(50)
          .withDescription(
              "How many rows may share a request, of at most ten partitions with 'replica-set'.");

  /** {@code sink.batch.max-size} */
  public static final ConfigOption<MemorySize> SINK_BATCH_MAX_SIZE =
      ConfigOptions.key("sink.batch.max-size")
          .memoryType()
          .defaultValue(MemorySize.parse("5 kb"))
          .withDescription(
              "How many bytes of values may share a request; ten times as many if all are of one"
                  + " partition. Cassandra's log warns of batches across partitions above 5 kb, and"
                  + " above 50 kb it refuses them.");

  /** {@code sink.retry.timeout} */
  public static final ConfigOption<Duration> SINK_RETRY_TIMEOUT =
      ConfigOptions.key("sink.retry.timeout")
          .durationType()
          .defaultValue(Duration.ofMinutes(5))
          .withDescription("How long a request is tried before the job fails.");

  /** {@code sink.retry.initial-backoff} */
  public static final ConfigOption<Duration> SINK_RETRY_INITIAL_BACKOFF =
      ConfigOptions.key("sink.retry.initial-backoff")
          .durationType()
          .defaultValue(Duration.ofMillis(100))
          .withDescription(
              "The longest pause before the first retry; it doubles with every further one. A"
                  + " pause that the server asks for is kept in any case.");

  /** {@code sink.retry.max-backoff} */
  public static final ConfigOption<Duration> SINK_RETRY_MAX_BACKOFF =
      ConfigOptions.key("sink.retry.max-backoff")
          .durationType()
          .defaultValue(Duration.ofSeconds(10))
          .withDescription("The longest pause before any retry.");

  /** {@code sink.rate-limit.rows-per-second} */
  public static final ConfigOption<Double> SINK_RATE_LIMIT_ROWS_PER_SECOND =
      ConfigOptions.key("sink.rate-limit.rows-per-second")
          .doubleType()
          .noDefaultValue()
          .withDescription("The most rows a second, of all subtasks of the sink together.");

  /** {@code sink.rate-limit.request-units-per-second} */
  public static final ConfigOption<Double> SINK_RATE_LIMIT_REQUEST_UNITS_PER_SECOND =
      ConfigOptions.key("sink.rate-limit.request-units-per-second")
          .doubleType()
          .noDefaultValue()
          .withDescription(
              "The most request units a second that writing to the table may cost, of all subtasks"
                  + " of the sink together; for Azure Cosmos DB.");

  /** {@code sink.on-row-error} */
  public static final ConfigOption<RowErrorPolicy> SINK_ON_ROW_ERROR =
      ConfigOptions.key("sink.on-row-error")
          .enumType(RowErrorPolicy.class)
          .defaultValue(RowErrorPolicy.FAIL)
          .withDescription(
              "What becomes of a row that can never be written: 'fail' fails the job, 'skip' leaves"
                  + " the row out, logs its table and key, and counts it.");

  // ---------------------------------------------------------------- exactly-once

  /** {@code sink.committer.keyspace} */
  public static final ConfigOption<String> SINK_COMMITTER_KEYSPACE =
      ConfigOptions.key("sink.committer.keyspace")
          .stringType()
          .noDefaultValue()
          .withDescription("The keyspace of the committer's tables: the target's unless given.");

  /** {@code sink.committer.table-prefix} */
  public static final ConfigOption<String> SINK_COMMITTER_TABLE_PREFIX =
      ConfigOptions.key("sink.committer.table-prefix")
          .stringType()
          .defaultValue("flink_sink")
          .withDescription("What the names of the committer's tables begin with.");

  /** {@code sink.committer.create-tables} */
  public static final ConfigOption<Boolean> SINK_COMMITTER_CREATE_TABLES =
      ConfigOptions.key("sink.committer.create-tables")
          .booleanType()
          .defaultValue(true)
          .withDescription("Whether to create the committer's tables if they do not exist.");

  /** {@code sink.committer.create-tables.options} */
  public static final ConfigOption<String> SINK_COMMITTER_CREATE_TABLES_OPTIONS =
      ConfigOptions.key("sink.committer.create-tables.options")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "What is added to the WITH clause of the committer's tables, e.g."
                  + " 'cosmosdb_provisioned_throughput=4000'.");

  /** {@code sink.committer.retention} */
  public static final ConfigOption<Duration> SINK_COMMITTER_RETENTION =
      ConfigOptions.key("sink.committer.retention")
          .durationType()
          .defaultValue(Duration.ofDays(30))
          .withDescription(
              "How long staged rows are kept that nobody commits: the longest time for which a job"
                  + " may be stopped before it is restored from a checkpoint or plain savepoint.");

  /** {@code sink.committer.chunk-size} */
  public static final ConfigOption<MemorySize> SINK_COMMITTER_CHUNK_SIZE =
      ConfigOptions.key("sink.committer.chunk-size")
          .memoryType()
          .defaultValue(MemorySize.parse("256 kb"))
          .withDescription("How many bytes of rows, before compression, are staged as one value.");

  /** {@code sink.committer.consistency-level} */
  public static final ConfigOption<String> SINK_COMMITTER_CONSISTENCY_LEVEL =
      ConfigOptions.key("sink.committer.consistency-level")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "The consistency level of the committer's tables: LOCAL_QUORUM or above on Apache"
                  + " Cassandra; Azure Cosmos DB decides itself.");

  /** {@code sink.committer.on-missing-transaction} */
  public static final ConfigOption<MissingTransactionPolicy> SINK_COMMITTER_ON_MISSING_TRANSACTION =
      ConfigOptions.key("sink.committer.on-missing-transaction")
          .enumType(MissingTransactionPolicy.class)
          .defaultValue(MissingTransactionPolicy.FAIL)
          .withDescription(
              "What becomes of a promised transaction whose staged rows are gone, or that belongs"
                  + " to another sink or table: 'fail' fails the job, 'skip' gives the transaction"
                  + " up.");

  /** {@code sink.max-staged-ahead} */
  public static final ConfigOption<MemorySize> SINK_MAX_STAGED_AHEAD =
      ConfigOptions.key("sink.max-staged-ahead")
          .memoryType()
          .defaultValue(MemorySize.ofMebiBytes(256))
          .withDescription(
              "How much one subtask may stage while a commit of it runs, before writing waits for"
                  + " the commit.");

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
              "The columns of the primary key that make the partition key, separated by commas; the"
                  + " others become clustering columns. The first column of the primary key unless"
                  + " given.");

  /** {@code sink.create-table.options} */
  public static final ConfigOption<String> SINK_CREATE_TABLE_OPTIONS =
      ConfigOptions.key("sink.create-table.options")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "What follows WITH in the CREATE TABLE statement, e.g."
                  + " 'cosmosdb_provisioned_throughput=4000'.");

  private CassandraConnectorOptions() {}
}
