package io.cosmoscassandra.benchmarks.sink;

import io.cosmoscassandra.benchmarks.contender.CheckpointOnDemand;
import io.cosmoscassandra.benchmarks.contender.Run;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.util.TestStreamEnvironment;
import org.apache.flink.table.api.TableResult;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.table.runtime.typeutils.InternalTypeInfo;

/**
 * The job of one run, in SQL. Settings: {@code guarantee}, {@code grouping}, {@code parallelism},
 * {@code checkpoint-millis}, {@code checkpoint-directory}, and {@code restore}, a checkpoint.
 */
final class SinkJob {

  static final String RESTORE = "restore";

  private final Run run;
  private final FlinkRowShape shape;

  SinkJob(Run run) {
    this.run = run;
    this.shape = FlinkRowShape.of(run.workload());
  }

  TableResult submit(MiniCluster flink) {
    StreamExecutionEnvironment environment =
        new TestStreamEnvironment(
            flink, configuration(), run.number("parallelism", 1), List.of(), List.of());
    StreamTableEnvironment tables = StreamTableEnvironment.create(environment);
    // Not a DataGeneratorSource, which looks at a clock for every row.
    tables.createTemporaryView(
        "source",
        environment
            .fromSequence(0, run.rows() - 1)
            .map(new RowDataGenerator(run.workload()))
            .returns(InternalTypeInfo.of(shape.rowType())));
    tables.executeSql(createTable());
    return tables.executeSql("INSERT INTO target SELECT * FROM source");
  }

  private String createTable() {
    return """
    CREATE TABLE target (%s, PRIMARY KEY (p, c) NOT ENFORCED) WITH (
      'connector' = 'cassandra',
      'hosts' = '%s:%d',
      'keyspace' = '%s',
      'table' = '%s',
      'sink.delivery-guarantee' = '%s',
      'sink.batch.grouping' = '%s'
    )
    """
        .formatted(
            shape.declaration(),
            run.host(),
            run.port(),
            run.keyspace(),
            run.table(),
            run.setting("guarantee"),
            run.setting("grouping", "replica-set"));
  }

  private Configuration configuration() {
    Duration interval = Duration.ofMillis(run.number("checkpoint-millis", 1_000));
    Configuration configuration = new Configuration();
    configuration.set(ExecutionOptions.RUNTIME_MODE, RuntimeExecutionMode.STREAMING);
    configuration.set(PipelineOptions.OBJECT_REUSE, true);
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
    configuration.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, interval);
    if (interval.compareTo(Duration.ofHours(1)) > 0) {
      // Otherwise the first checkpoint would come with the first rows.
      configuration.set(CheckpointingOptions.MIN_PAUSE_BETWEEN_CHECKPOINTS, interval);
    }
    configuration.set(CheckpointingOptions.CHECKPOINTING_TIMEOUT, Duration.ofHours(1));
    configuration.set(CheckpointingOptions.CHECKPOINT_STORAGE, "filesystem");
    configuration.set(
        CheckpointingOptions.CHECKPOINTS_DIRECTORY,
        Path.of(run.setting("checkpoint-directory")).toUri().toString());
    if (run.setting(CheckpointOnDemand.HALT, "").equals("true")) {
      configuration.set(
          CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
          ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
    }
    String checkpoint = run.setting(RESTORE, "");
    if (!checkpoint.isEmpty()) {
      configuration.set(StateRecoveryOptions.SAVEPOINT_PATH, checkpoint);
    }
    return configuration;
  }
}
