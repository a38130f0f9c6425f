package io.cosmoscassandra.flink.it.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cosmoscassandra.embedded.CassandraExtension;
import io.cosmoscassandra.flink.it.kit.Changelog;
import io.cosmoscassandra.flink.it.kit.Cluster;
import io.cosmoscassandra.flink.it.kit.Flink;
import io.cosmoscassandra.flink.options.CassandraConnectorOptions;
import io.cosmoscassandra.flink.sink.CassandraSink;
import io.cosmoscassandra.flink.sink.CassandraSinkBuilder;
import java.time.Duration;
import java.util.List;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.lib.NumberSequenceSource;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.core.execution.CheckpointingMode;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.util.TestStreamEnvironment;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.types.DataType;
import org.apache.flink.util.TimeUtils;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Settings that would break exactly-once silently are rejected, with the setting to change. */
class GuardRailIT {

  @RegisterExtension static final Cluster cluster = new Cluster();

  @RegisterExtension static final CassandraExtension cassandra = CassandraExtension.singleNode();

  private String keyspace;

  /** Both ways to a sink. */
  enum Way {
    SQL {
      @Override
      void run(GuardRailIT test, Configuration settings, Target target) throws Exception {
        StreamTableEnvironment tables = StreamTableEnvironment.create(test.environment(settings));
        Flink.With with =
            Flink.with(cassandra.contactPoint(), test.keyspace, target.table)
                .without("sink.delivery-guarantee")
                .and("sink.committer.create-tables", Boolean.toString(target.createsTables));
        tables.executeSql(
            "CREATE TABLE target (id BIGINT, %s %s, PRIMARY KEY (%s) NOT ENFORCED)%s"
                .formatted(target.column, target.type.getLogicalType(), target.key, with));
        tables.executeSql("CREATE TABLE endless (id BIGINT) WITH ('connector' = 'datagen')");
        String rows =
            (target.bounded ? "VALUES (1, %s)" : "SELECT id, %s FROM endless")
                .formatted(target.value);
        tables.executeSql("INSERT INTO target " + rows).await();
      }
    },
    DATA_STREAM {
      @Override
      void run(GuardRailIT test, Configuration settings, Target target) throws Exception {
        StreamExecutionEnvironment environment = test.environment(settings);
        CassandraSinkBuilder<Long> sink =
            CassandraSink.<Long>builder()
                .option(
                    CassandraConnectorOptions.HOSTS,
                    cassandra.contactPoint().getHostString()
                        + ":"
                        + cassandra.contactPoint().getPort())
                .option(CassandraConnectorOptions.KEYSPACE, test.keyspace)
                .option(CassandraConnectorOptions.TABLE, target.table)
                .option(
                    CassandraConnectorOptions.SINK_COMMITTER_CREATE_TABLES, target.createsTables)
                .column("id", DataTypes.BIGINT())
                .column(target.column, target.type)
                .primaryKey(target.key)
                .insertOnly()
                .rows(id -> GenericRowData.of(id, null));
        environment
            .fromSource(
                target.bounded ? new NumberSequenceSource(1, 1) : new EndlessSource(),
                WatermarkStrategy.noWatermarks(),
                "ids")
            .sinkTo(sink.build());
        environment.execute();
      }
    };

    abstract void run(GuardRailIT test, Configuration settings, Target target) throws Exception;
  }

  /** A table, and how a job declares it. */
  private record Target(
      String table,
      String column,
      DataType type,
      String value,
      String key,
      boolean createsTables,
      boolean bounded) {

    static final Target PLAIN = of("plain", DataTypes.STRING(), "'Ulysses'");

    static Target of(String table, DataType type, String value) {
      return new Target(table, "content", type, value, "id", true, true);
    }

    Target withoutCreation() {
      return new Target(table, column, type, value, key, false, bounded);
    }

    Target withEndlessInput() {
      return new Target(table, column, type, value, key, createsTables, false);
    }
  }

  private static final class EndlessSource extends NumberSequenceSource {

    private static final long serialVersionUID = 1;

    EndlessSource() {
      super(1, Long.MAX_VALUE - 1);
    }

    @Override
    public Boundedness getBoundedness() {
      return Boundedness.CONTINUOUS_UNBOUNDED;
    }
  }

  @BeforeEach
  void createTables() {
    keyspace = cassandra.createKeyspace();
    for (String table :
        List.of(
            "plain (id bigint PRIMARY KEY, content text)",
            "counters (id bigint PRIMARY KEY, content counter)",
            "lists (id bigint PRIMARY KEY, content list<text>)",
            "statics (id bigint, content text static, n int, PRIMARY KEY (id, n))")) {
      cassandra.session().execute("CREATE TABLE " + keyspace + "." + table);
    }
  }

  private StreamExecutionEnvironment environment(Configuration settings) {
    StreamExecutionEnvironment environment =
        new TestStreamEnvironment(cluster.flink(), settings, 1, List.of(), List.of());
    environment.setParallelism(1);
    return environment;
  }

  private static Configuration streaming() {
    Configuration settings = new Configuration();
    settings.set(ExecutionOptions.RUNTIME_MODE, RuntimeExecutionMode.STREAMING);
    settings.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofSeconds(1));
    settings.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
    return settings;
  }

  private void isRefused(Way way, Configuration settings, Target target, String message) {
    assertThatThrownBy(() -> way.run(this, settings, target)).hasStackTraceContaining(message);
  }

  @ParameterizedTest
  @EnumSource
  void unboundedInputWithoutCheckpoints(Way way) {
    Configuration settings = streaming();
    settings.removeConfig(CheckpointingOptions.CHECKPOINTING_INTERVAL);
    isRefused(
        way,
        settings,
        Target.PLAIN.withEndlessInput(),
        "Exactly-once requires checkpoints if the input has no end: without them, no row would"
            + " become visible. Set"
            + " 'execution.checkpointing.interval', for example to '10 s', or set"
            + " 'sink.delivery-guarantee' = 'at-least-once'.");
  }

  @ParameterizedTest
  @EnumSource
  void boundedInputNeedsNoCheckpoints(Way way) throws Exception {
    Configuration settings = streaming();
    settings.removeConfig(CheckpointingOptions.CHECKPOINTING_INTERVAL);

    way.run(this, settings, Target.PLAIN);

    assertThat(cassandra.session().execute("SELECT id FROM %s.plain".formatted(keyspace)).all())
        .hasSize(1);
  }

  @ParameterizedTest
  @EnumSource
  void checkpointsThatDoNotAlign(Way way) {
    Configuration settings = streaming();
    settings.set(
        CheckpointingOptions.CHECKPOINTING_CONSISTENCY_MODE, CheckpointingMode.AT_LEAST_ONCE);
    isRefused(
        way,
        settings,
        Target.PLAIN,
        "Exactly-once requires 'execution.checkpointing.mode' = 'EXACTLY_ONCE': with"
            + " 'AT_LEAST_ONCE', rows would become visible too early and repeatedly. Set it, or set"
            + " 'sink.delivery-guarantee' = 'at-least-once'.");
  }

  @ParameterizedTest
  @EnumSource
  void concurrentCheckpointsOfRowsThatAreNotDistributed(Way way) {
    Configuration settings = streaming();
    settings.set(CheckpointingOptions.MAX_CONCURRENT_CHECKPOINTS, 2);
    isRefused(
        way,
        settings,
        Target.PLAIN,
        "Exactly-once requires 'execution.checkpointing.max-concurrent-checkpoints' = '1', unless"
            + " all rows of a key come to one subtask: otherwise an earlier row could overwrite a"
            + " later one. Set it, or set 'sink.distribution' = 'primary-key'.");
  }

  @ParameterizedTest
  @EnumSource
  void noCheckpointsAfterTasksFinish(Way way) {
    Configuration settings = streaming();
    settings.set(CheckpointingOptions.ENABLE_CHECKPOINTS_AFTER_TASKS_FINISH, false);
    isRefused(
        way,
        settings,
        Target.PLAIN,
        "Exactly-once requires 'execution.checkpointing.checkpoints-after-tasks-finish' = 'true':"
            + " otherwise the last rows of a bounded input would not become visible.");
  }

  @ParameterizedTest
  @EnumSource
  void counters(Way way) {
    isRefused(
        way,
        streaming(),
        Target.of("counters", DataTypes.BIGINT(), "5"),
        "Table %s.counters has the counter 'content', and repeating an increment counts it twice. Use 'sink.delivery-guarantee' = 'at-least-once'."
            .formatted(keyspace));
  }

  @ParameterizedTest
  @EnumSource
  void listsThatAreNotFrozen(Way way) {
    isRefused(
        way,
        streaming(),
        Target.of("lists", DataTypes.ARRAY(DataTypes.STRING()), "ARRAY['a']"),
        "Column 'content' is list<text>: a write that is repeated after a failure appends its"
            + " elements again. Use frozen<list<text>>, or 'sink.delivery-guarantee' ="
            + " 'at-least-once'.");
  }

  @ParameterizedTest
  @EnumSource
  void staticColumns(Way way) {
    isRefused(
        way,
        streaming(),
        Target.of("statics", DataTypes.STRING(), "'a'"),
        "Static column 'content' cannot be written exactly once: all rows of a partition share"
            + " its value, and several subtasks may write them in any order. Remove the column"
            + " from the query, or use 'sink.delivery-guarantee' = 'at-least-once'.");
  }

  @Test
  void aRetentionThatNoDatabaseCanKeep() {
    for (Duration retention : List.of(Duration.ofMillis(500), Duration.ofDays(10_000))) {
      assertThatThrownBy(
              () ->
                  Changelog.sink(cassandra.contactPoint(), keyspace)
                      .option(CassandraConnectorOptions.SINK_COMMITTER_RETENTION, retention)
                      .build())
          .hasMessageContaining(
              "Option 'sink.committer.retention' must be between 1 s and 7300 d, but is '%s'."
                  .formatted(TimeUtils.formatWithHighestUnit(retention)));
    }
  }

  @ParameterizedTest
  @EnumSource
  void committerTablesThatMustNotBeCreated(Way way) {
    isRefused(
        way,
        streaming(),
        Target.PLAIN.withoutCreation(),
        """
        The sink needs committer tables that do not exist, and it must not create them ('sink.committer.create-tables' = 'false'). Execute these statements, and start the job again:
        CREATE TABLE IF NOT EXISTS %s.flink_sink_chunks (
          run_id uuid,
          seq bigint,
          bucket int,
          chunk int,
          data blob,
          PRIMARY KEY ((run_id, seq, bucket), chunk)
        ) WITH\
        """
            .formatted(keyspace));
  }
}
