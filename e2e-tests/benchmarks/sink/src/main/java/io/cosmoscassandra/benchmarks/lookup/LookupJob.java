package io.cosmoscassandra.benchmarks.lookup;

import io.cosmoscassandra.benchmarks.contender.LookupKeys;
import io.cosmoscassandra.benchmarks.contender.Run;
import io.cosmoscassandra.benchmarks.sink.FlinkRowShape;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.util.TestStreamEnvironment;
import org.apache.flink.table.api.Schema;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.table.api.config.ExecutionConfigOptions;
import org.apache.flink.table.runtime.typeutils.InternalTypeInfo;
import org.apache.flink.table.types.logical.BigIntType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;

/**
 * Joins a stream of keys with the rows of a table, in SQL. Settings: {@code parallelism}; {@code
 * capacity}, the lookups that each subtask has in flight; {@code output-mode}; {@code cached-keys},
 * the size of a cache.
 */
final class LookupJob {

  private static final RowType KEY =
      RowType.of(
          new LogicalType[] {new BigIntType(false), new BigIntType(false)},
          new String[] {"p", "c"});

  private final Run run;
  private final LookupKeys keys;
  private final FlinkRowShape shape;

  LookupJob(Run run) {
    this.run = run;
    this.keys = run.lookupKeys();
    this.shape = FlinkRowShape.of(run.workload());
  }

  JobClient submit(MiniCluster flink) {
    StreamExecutionEnvironment environment =
        new TestStreamEnvironment(
            flink, configuration(), run.number("parallelism", 1), List.of(), List.of());
    StreamTableEnvironment tables = StreamTableEnvironment.create(environment);
    tables.createTemporaryView(
        "asked",
        environment
            .fromSequence(0, run.rows() - 1)
            .map(new KeyGenerator(keys, run.workload()))
            .returns(InternalTypeInfo.of(KEY)),
        Schema.newBuilder().columnByExpression("proc", "PROCTIME()").build());
    tables.executeSql(createOrigin());
    tables.executeSql(
        "CREATE TABLE target (%s) WITH ('connector' = 'counting', 'query' = '%s')"
            .formatted(shape.declaration(), run.query()));
    return tables
        .executeSql(
            "INSERT INTO target SELECT %s FROM asked JOIN origin FOR SYSTEM_TIME AS OF asked.proc ON %s"
                .formatted(
                    run.query().columns().stream()
                        .map("origin.`%s`"::formatted)
                        .collect(Collectors.joining(", ")),
                    keys.ofPartitions()
                        ? "origin.p = asked.p"
                        : "origin.p = asked.p AND origin.c = asked.c"))
        .getJobClient()
        .orElseThrow();
  }

  private String createOrigin() {
    String cachedKeys = run.setting("cached-keys", "");
    return """
    CREATE TABLE origin (%s, PRIMARY KEY (p, c) NOT ENFORCED) WITH (
      'connector' = 'cassandra', 'hosts' = '%s:%d', 'keyspace' = '%s', 'table' = '%s'%s
    )
    """
        .formatted(
            shape.declaration(),
            run.host(),
            run.port(),
            run.sourceKeyspace(),
            run.sourceTable(),
            cachedKeys.isEmpty()
                ? ""
                : ", 'lookup.cache' = 'PARTIAL', 'lookup.partial-cache.max-rows' = '%s'"
                    .formatted(cachedKeys));
  }

  private Configuration configuration() {
    Configuration configuration = new Configuration();
    configuration.set(PipelineOptions.OBJECT_REUSE, true);
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
    configuration.set(ExecutionOptions.RUNTIME_MODE, RuntimeExecutionMode.STREAMING);
    configuration.set(
        ExecutionConfigOptions.TABLE_EXEC_ASYNC_LOOKUP_BUFFER_CAPACITY,
        run.number("capacity", 100));
    configuration.set(
        ExecutionConfigOptions.TABLE_EXEC_ASYNC_LOOKUP_OUTPUT_MODE,
        ExecutionConfigOptions.AsyncOutputMode.valueOf(run.setting("output-mode", "ORDERED")));
    return configuration;
  }
}
