package io.cosmoscassandra.benchmarks.runner;

import io.cosmoscassandra.benchmarks.contender.Workload;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Somebody who takes part, by the name it has on the command line and in the results. */
enum Contender {
  DRIVER_SINGLE("driver-single", "Driver, single rows", Program.DRIVER, Map.of("in-flight", "256")),
  DRIVER_BATCH(
      "driver-batch",
      "Driver, batches of one partition",
      Program.DRIVER,
      Map.of("in-flight", "64", "batch", "50")),

  DRIVER_SCAN(
      "driver-scan",
      "Driver, 16 ranges in flight",
      Program.DRIVER,
      Map.of("ranges", "64", "ranges-in-flight", "16", "page-rows", "5000")),
  DRIVER_SCAN_FILTERING(
      "driver-scan-filtering",
      "Driver, the server filters",
      Program.DRIVER,
      Map.of(
          "ranges", "64",
          "ranges-in-flight", "16",
          "page-rows", "5000",
          "allow-filtering", "true")),
  DRIVER_COUNT(
      "driver-count",
      "Driver, COUNT(*) of 4 ranges at a time",
      Program.DRIVER,
      Map.of("ranges", "64", "ranges-in-flight", "4")),

  DRIVER_LOOKUP(
      "driver-lookup", "Driver, 256 lookups in flight", Program.DRIVER, Map.of("in-flight", "256")),

  SINK_ALO_NONE(
      "sink-alo-none",
      "This connector, at-least-once, single rows",
      Program.SINK,
      Map.of("guarantee", "at-least-once", "grouping", "none")),
  SINK_ALO_PARTITION(
      "sink-alo-partition",
      "This connector, at-least-once, batches of one partition",
      Program.SINK,
      Map.of("guarantee", "at-least-once", "grouping", "partition")),
  SINK_ALO(
      "sink-alo",
      "This connector, at-least-once",
      Program.SINK,
      Map.of("guarantee", "at-least-once", "grouping", "replica-set")),
  SINK_EO(
      "sink-eo",
      "This connector, exactly-once",
      Program.SINK,
      Map.of("guarantee", "exactly-once", "grouping", "replica-set")),

  SOURCE_SQL("source-sql", "This connector, SQL", Program.SINK, Map.of("api", "sql")),
  SOURCE_SQL_16_MB(
      "source-sql-16mb",
      "This connector, SQL, splits of 16 MB",
      Program.SINK,
      Map.of("api", "sql", "split-size", "16mb")),
  SOURCE_SQL_2(
      "source-sql-2",
      "This connector, SQL, two subtasks",
      Program.SINK,
      Map.of("api", "sql", "parallelism", "2")),
  SOURCE_DATASTREAM(
      "source-datastream", "This connector, DataStream", Program.SINK, Map.of("api", "datastream")),

  LOOKUP_SQL(
      "lookup-sql",
      "This connector, lookup join, 256 in flight",
      Program.SINK,
      Map.of("capacity", "256")),
  LOOKUP_SQL_UNORDERED(
      "lookup-sql-unordered",
      "This connector, lookup join, 256 in flight, in any order",
      Program.SINK,
      Map.of("capacity", "256", "output-mode", "ALLOW_UNORDERED")),
  LOOKUP_SQL_100(
      "lookup-sql-100",
      "This connector, lookup join, 100 in flight as by default",
      Program.SINK,
      Map.of("capacity", "100")),
  LOOKUP_SQL_2(
      "lookup-sql-2",
      "This connector, lookup join, two subtasks with 128 in flight each",
      Program.SINK,
      Map.of("capacity", "128", "parallelism", "2")),
  LOOKUP_SQL_CACHED(
      "lookup-sql-cached",
      "This connector, lookup join with a cache of 5,000 keys",
      Program.SINK,
      Map.of("capacity", "256", "cached-keys", "5000")),

  SPARK_DEFAULT("spark-default", "Spark connector, defaults", Program.SPARK_3_5, Map.of()),
  SPARK_WRITES_100(
      "spark-writes-100",
      "Spark connector, 100 concurrent writes",
      Program.SPARK_3_5,
      Map.of("spark.cassandra.output.concurrent.writes", "100")),
  SPARK_ROWS_50(
      "spark-rows-50",
      "Spark connector, 32 concurrent writes of 50 rows",
      Program.SPARK_3_5,
      Map.of(
          "spark.cassandra.output.concurrent.writes", "32",
          "spark.cassandra.output.batch.size.rows", "50")),
  SPARK_COSMOS(
      "spark-cosmos",
      "Spark connector, Microsoft's settings for Cosmos DB",
      Program.SPARK_3_5,
      Map.of(
          "spark.cassandra.output.batch.size.rows", "1",
          "spark.cassandra.output.concurrent.writes", "1000",
          "spark.cassandra.output.batch.grouping.buffer.size", "1000",
          "spark.cassandra.concurrent.reads", "512",
          "spark.cassandra.connection.remoteConnectionsPerExecutor", "10",
          // The same for a node that is not remote; with fewer than the writes need, it fails.
          "spark.cassandra.connection.localConnectionsPerExecutor", "10",
          "spark.cassandra.connection.keepAliveMS", "600000000")),

  SPARK_SCAN(
      "spark-scan",
      "Spark connector, splits of 16 MB, pages of 5,000 rows",
      Program.SPARK_3_5,
      Map.of(
          "spark.cassandra.input.split.sizeInMB", "16",
          "spark.cassandra.input.fetch.sizeInRows", "5000")),

  SPARK_LOOKUP(
      "spark-lookup",
      "Spark connector, direct join",
      Program.SPARK_3_5,
      Map.of("spark.sql.extensions", "com.datastax.spark.connector.CassandraSparkExtensions")),
  SPARK_LOOKUP_RDD(
      "spark-lookup-rdd",
      "Spark connector, joinWithCassandraTable",
      Program.SPARK_3_5,
      Map.of("api", "rdd")),

  FLINK116_SINK(
      "flink116-sink",
      "Apache Flink connector 3.0.0-1.16, 256 concurrent writes",
      Program.FLINK_1_16,
      Map.of("concurrent", "256")),
  FLINK116_WAL(
      "flink116-wal",
      "Apache Flink connector 3.0.0-1.16, write-ahead log",
      Program.FLINK_1_16,
      Map.of("write-ahead-log", "true")),
  FLINK116_SCAN(
      "flink116-scan",
      "Apache Flink connector 3.0.0-1.16, CassandraInputFormat",
      Program.FLINK_1_16,
      Map.of());

  private final String value;
  private final String title;
  private final Program program;

  @SuppressWarnings("ImmutableEnumChecker") // Map.of() makes no others
  private final Map<String, String> settings;

  Contender(String value, String title, Program program, Map<String, String> settings) {
    this.value = value;
    this.title = title;
    this.program = program;
    this.settings = settings;
  }

  static Contender of(String name) {
    return Stream.of(values())
        .filter(contender -> contender.value.equals(name))
        .findAny()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "There is no contender '%s', but there are %s"
                        .formatted(name, Arrays.toString(values()))));
  }

  /** What people call it. */
  String title() {
    return title;
  }

  Program program() {
    return program;
  }

  /** Whether it is what others offer. */
  boolean isPeer() {
    return program == Program.SPARK_3_5 || program == Program.FLINK_1_16;
  }

  /** Whether it only reads. */
  boolean isReader() {
    return switch (this) {
      case DRIVER_SCAN,
          DRIVER_SCAN_FILTERING,
          DRIVER_COUNT,
          DRIVER_LOOKUP,
          LOOKUP_SQL,
          LOOKUP_SQL_UNORDERED,
          LOOKUP_SQL_100,
          LOOKUP_SQL_2,
          LOOKUP_SQL_CACHED,
          SOURCE_SQL,
          SOURCE_SQL_16_MB,
          SOURCE_SQL_2,
          SOURCE_DATASTREAM,
          SPARK_SCAN,
          SPARK_LOOKUP,
          SPARK_LOOKUP_RDD,
          FLINK116_SCAN ->
          true;
      default -> false;
    };
  }

  /** What makes it another contender than others of the same program. */
  Map<String, String> settings() {
    return new LinkedHashMap<>(settings);
  }

  /**
   * The part of a scenario's rows that it writes: what takes others ten seconds would take the slow
   * ones a minute.
   */
  double shareOfRows(Workload workload) {
    return switch (this) {
      // Of 10 kB it writes two hundred a second.
      case FLINK116_WAL -> workload == Workload.LARGE ? 0.02 : 0.15;
      case SPARK_DEFAULT -> workload == Workload.SERIES ? 1 : 0.4;
      // One by one, where others write fifty rows with one request.
      case DRIVER_SINGLE, SINK_ALO_NONE, SPARK_COSMOS, FLINK116_SINK ->
          workload == Workload.SERIES ? 0.3 : 1;
      default -> 1;
    };
  }

  /** Those that write each row with what came right before it, if it is of the same partition. */
  boolean needsRuns() {
    return this == DRIVER_BATCH;
  }

  static List<Contender> ofProgram(Program program) {
    return Stream.of(values()).filter(contender -> contender.program == program).toList();
  }

  @Override
  public String toString() {
    return value;
  }
}
