package io.cosmoscassandra.benchmarks.source;

import io.cosmoscassandra.benchmarks.contender.Query;
import io.cosmoscassandra.benchmarks.contender.Run;
import io.cosmoscassandra.benchmarks.sink.FlinkRowShape;
import io.cosmoscassandra.flink.options.CassandraConnectorOptions;
import io.cosmoscassandra.flink.source.CassandraSource;
import io.cosmoscassandra.flink.source.CassandraSourceBuilder;
import io.cosmoscassandra.flink.source.RowConverter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.util.TestStreamEnvironment;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.utils.TypeConversions;

/**
 * The job of one query: in SQL, or with the setting {@code api=datastream} as a DataStream program.
 * It is a batch job, but for the query that takes its rows slowly, which has checkpoints. Settings:
 * {@code parallelism}; {@code split-size}; {@code guarantee} and {@code grouping} of a copy; {@code
 * checkpoint-millis} and {@code checkpoint-directory}.
 */
final class SourceJob {

  private final Run run;
  private final Query query;
  private final FlinkRowShape shape;

  SourceJob(Run run) {
    this.run = run;
    this.query = run.query();
    this.shape = FlinkRowShape.of(run.workload());
  }

  JobClient submit(MiniCluster flink) throws Exception {
    StreamExecutionEnvironment environment =
        new TestStreamEnvironment(
            flink, configuration(), run.number("parallelism", 1), List.of(), List.of());
    return run.setting("api", "sql").equals("datastream")
        ? submitStream(environment)
        : submitSql(StreamTableEnvironment.create(environment));
  }

  private JobClient submitSql(StreamTableEnvironment tables) {
    String splitSize = run.setting("split-size", "");
    tables.executeSql(
        "CREATE TABLE origin (%s, PRIMARY KEY (p, c) NOT ENFORCED) WITH (%s%s)"
            .formatted(
                shape.declaration(),
                place(run.sourceKeyspace(), run.sourceTable()),
                splitSize.isEmpty() ? "" : ", 'scan.split-size' = '%s'".formatted(splitSize)));
    tables.executeSql(query == Query.COPY ? createTarget() : createCounter());
    String select =
        "SELECT %s FROM origin%s"
            .formatted(
                query == Query.COUNT ? "COUNT(*)" : columns(),
                query == Query.FILTERED ? " WHERE i < " + Query.numberLimit(run.rows()) : "");
    return tables.executeSql("INSERT INTO target " + select).getJobClient().orElseThrow();
  }

  private String createTarget() {
    return """
    CREATE TABLE target (%s, PRIMARY KEY (p, c) NOT ENFORCED) WITH (
      %s, 'sink.delivery-guarantee' = '%s', 'sink.batch.grouping' = '%s'
    )
    """
        .formatted(
            shape.declaration(),
            place(run.keyspace(), run.table()),
            run.setting("guarantee"),
            run.setting("grouping", "replica-set"));
  }

  private String createCounter() {
    return "CREATE TABLE target (%s) WITH ('connector' = 'counting', 'query' = '%s')"
        .formatted(query == Query.COUNT ? "n BIGINT" : types(), query);
  }

  private String place(String keyspace, String table) {
    return "'connector' = 'cassandra', 'hosts' = '%s:%d', 'keyspace' = '%s', 'table' = '%s'"
        .formatted(run.host(), run.port(), keyspace, table);
  }

  private String columns() {
    return query.columns().stream().map("`%s`"::formatted).collect(Collectors.joining(", "));
  }

  /** The columns of the query; all may be null, so that Flink does not look whether one is. */
  private String types() {
    return fields().stream()
        .map(
            field ->
                "`%s` %s"
                    .formatted(field.getName(), field.getType().copy(true).asSerializableString()))
        .collect(Collectors.joining(", "));
  }

  private List<RowType.RowField> fields() {
    return shape.rowType().getFields().stream()
        .filter(field -> query.columns().contains(field.getName()))
        .toList();
  }

  private JobClient submitStream(StreamExecutionEnvironment environment) throws Exception {
    CassandraSourceBuilder<ScannedRow> source =
        CassandraSource.<ScannedRow>builder()
            .option(CassandraConnectorOptions.HOSTS, "%s:%d".formatted(run.host(), run.port()))
            .option(CassandraConnectorOptions.KEYSPACE, run.sourceKeyspace())
            .option(CassandraConnectorOptions.TABLE, run.sourceTable());
    fields()
        .forEach(
            field ->
                source.column(
                    field.getName(), TypeConversions.fromLogicalToDataType(field.getType())));
    TypeInformation<ScannedRow> type = TypeInformation.of(ScannedRow.class);
    RowConverter<ScannedRow> converter =
        query == Query.PROJECTION ? ScannedRow::ofNumbers : ScannedRow::of;
    RowCounter<ScannedRow> counter =
        query == Query.PROJECTION
            ? (row, part) -> part.row(row.hashOfNumbers())
            : (row, part) -> part.row(row.hash());
    environment
        .fromSource(
            source.elements(converter, type).build(), WatermarkStrategy.noWatermarks(), "origin")
        .sinkTo(new CountingSink<>(counter));
    return environment.executeAsync("scan");
  }

  private Configuration configuration() {
    Configuration configuration = new Configuration();
    configuration.set(PipelineOptions.OBJECT_REUSE, true);
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
    if (query != Query.PACED) {
      configuration.set(ExecutionOptions.RUNTIME_MODE, RuntimeExecutionMode.BATCH);
      return configuration;
    }
    configuration.set(ExecutionOptions.RUNTIME_MODE, RuntimeExecutionMode.STREAMING);
    configuration.set(
        CheckpointingOptions.CHECKPOINTING_INTERVAL,
        Duration.ofMillis(run.number("checkpoint-millis", 1_000)));
    configuration.set(CheckpointingOptions.CHECKPOINT_STORAGE, "filesystem");
    configuration.set(
        CheckpointingOptions.CHECKPOINTS_DIRECTORY,
        Path.of(run.setting("checkpoint-directory")).toUri().toString());
    return configuration;
  }
}
