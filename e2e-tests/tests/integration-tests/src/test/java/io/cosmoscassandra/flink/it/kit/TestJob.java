package io.cosmoscassandra.flink.it.kit;

import static org.assertj.core.api.Assertions.assertThat;

import com.datastax.oss.driver.api.core.CqlSession;
import io.cosmoscassandra.embedded.Await;
import io.cosmoscassandra.flink.options.CassandraConnectorOptions;
import io.cosmoscassandra.flink.sink.CassandraSinkBuilder;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import javax.annotation.Nullable;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.execution.CheckpointType;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.core.fs.Path;
import org.apache.flink.runtime.checkpoint.CheckpointStatsSnapshot;
import org.apache.flink.runtime.checkpoint.CompletedCheckpointStats;
import org.apache.flink.runtime.executiongraph.ErrorInfo;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.util.TestStreamEnvironment;
import org.apache.flink.table.data.RowData;

/**
 * A job that writes a changelog into a table exactly once, with a checkpoint whenever the test asks
 * for one.
 */
public final class TestJob {

  public static final Duration PATIENCE = Duration.ofSeconds(90);

  private static final Duration NEVER = Duration.ofHours(10);
  static final int MAX_PARALLELISM = 128;

  private final Cluster cluster;
  private final String keyspace;
  private final Changes changes;
  private final Configuration settings = new Configuration();
  private final TypeInformation<RowData> type;
  private final CassandraSinkBuilder<RowData> sink;
  private int parallelism = 2;
  private boolean endless = true;
  private boolean chained;
  @Nullable private JobClient client;

  public TestJob(
      Cluster cluster, InetSocketAddress contactPoint, String keyspace, Changes changes) {
    this(cluster, keyspace, changes, Changelog.type(), Changelog.sink(contactPoint, keyspace));
  }

  /** A job with rows of another type: the first field is the key, the second the change. */
  public TestJob(
      Cluster cluster,
      String keyspace,
      Changes changes,
      TypeInformation<RowData> type,
      CassandraSinkBuilder<RowData> sink) {
    this.cluster = cluster;
    this.keyspace = keyspace;
    this.changes = changes;
    this.type = type;
    this.sink =
        sink.option(CassandraConnectorOptions.REQUEST_TIMEOUT, Duration.ofSeconds(3))
            .option(CassandraConnectorOptions.SINK_RETRY_INITIAL_BACKOFF, Duration.ofMillis(20))
            .option(CassandraConnectorOptions.SINK_RETRY_MAX_BACKOFF, Duration.ofSeconds(1));
    checkpointsEvery(NEVER);
    // The first one would come at once; those that a test asks for know no pause.
    set(CheckpointingOptions.MIN_PAUSE_BETWEEN_CHECKPOINTS, NEVER);
    set(CheckpointingOptions.TOLERABLE_FAILURE_NUMBER, 1_000);
    set(ExecutionOptions.RUNTIME_MODE, RuntimeExecutionMode.STREAMING);
    set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
    set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, 1_000);
    set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ofMillis(20));
  }

  /** Small sealed buffers, each of several chunks. */
  public TestJob inSmallParts() {
    return with(CassandraConnectorOptions.SINK_BUFFER_SIZE, MemorySize.parse("8 kb"))
        .with(CassandraConnectorOptions.SINK_COMMITTER_CHUNK_SIZE, MemorySize.parse("1 kb"))
        .with(CassandraConnectorOptions.SINK_BATCH_MAX_ROWS, 10);
  }

  /** Sets an option of the sink. */
  public <V> TestJob with(ConfigOption<V> option, V value) {
    sink.option(option, value);
    return this;
  }

  /** Has the sink's driver speak a version of the native protocol, rather than choose one. */
  public TestJob protocolVersion(int version) {
    return with(
        ConfigOptions.key("driver.advanced.protocol.version").stringType().noDefaultValue(),
        "V" + version);
  }

  /** Sets an option of Flink. */
  public <V> TestJob set(ConfigOption<V> option, V value) {
    settings.set(option, value);
    return this;
  }

  public TestJob parallelism(int subtasks) {
    parallelism = subtasks;
    return this;
  }

  /** Only one subtask, in the task of the source: no buffer between them hides who waits. */
  public TestJob chained() {
    chained = true;
    return parallelism(1);
  }

  /** Lets the job end after the last change. */
  public TestJob bounded() {
    endless = false;
    return this;
  }

  public TestJob inBatchMode() {
    return set(ExecutionOptions.RUNTIME_MODE, RuntimeExecutionMode.BATCH).bounded();
  }

  public TestJob checkpointsEvery(Duration interval) {
    return set(CheckpointingOptions.CHECKPOINTING_INTERVAL, interval)
        .set(CheckpointingOptions.MIN_PAUSE_BETWEEN_CHECKPOINTS, Duration.ZERO);
  }

  public TestJob withoutCheckpoints() {
    settings.removeConfig(CheckpointingOptions.CHECKPOINTING_INTERVAL);
    return this;
  }

  public TestJob withoutRestarts() {
    return set(RestartStrategyOptions.RESTART_STRATEGY, "none");
  }

  public TestJob from(String savepoint) {
    return set(StateRecoveryOptions.SAVEPOINT_PATH, savepoint);
  }

  public Probe probe() {
    return Probe.of(keyspace);
  }

  public JobClient client() {
    return client;
  }

  /** Starts the job. Recorded savepoints know its operators by their uids. */
  public TestJob start() throws Exception {
    StreamExecutionEnvironment environment =
        new TestStreamEnvironment(
            cluster.flink(), settings, parallelism, List.<Path>of(), List.of());
    environment.setMaxParallelism(MAX_PARALLELISM);
    long count = endless ? Long.MAX_VALUE / 2 : changes.count();
    DataStream<RowData> rows =
        environment
            .fromSource(
                new GatedNumberSource(keyspace, count), WatermarkStrategy.noWatermarks(), "changes")
            .setParallelism(1)
            .uid("source")
            .map(new Probe.Source(keyspace, changes))
            .returns(type)
            .setParallelism(1)
            .uid("changes");
    (chained ? rows : shuffled(rows))
        .map(new Probe.BeforeWriter(keyspace))
        .returns(type)
        .uid("before writer")
        .sinkTo(sink.build())
        .uid("sink");
    client = environment.executeAsync(keyspace);
    return this;
  }

  private static DataStream<RowData> shuffled(DataStream<RowData> rows) {
    return rows
        // Not keyBy: in batch mode that would sort the changes of a key, and lose their order.
        .partitionCustom(
        (Long key, int subtasks) ->
            KeyGroupRangeAssignment.assignKeyToParallelOperator(key, MAX_PARALLELISM, subtasks),
        row -> row.getLong(0));
  }

  /** Lets the job read the changes below a limit, and waits until it has. */
  public TestJob feed(long below) {
    probe().allow(below);
    return awaitFed(below);
  }

  /** Waits until the job has read the changes below a limit. */
  public TestJob awaitFed(long below) {
    Await.until(
        () -> probe().fed() >= below,
        PATIENCE,
        () -> "only %d of %d changes were read".formatted(probe().fed(), below));
    return this;
  }

  /** Asks for a checkpoint. */
  public CompletableFuture<Long> startCheckpoint() {
    return cluster.flink().triggerCheckpoint(client.getJobID(), CheckpointType.CONFIGURED);
  }

  /** Asks for checkpoints until one completes. */
  public TestJob checkpoint() throws Exception {
    Long unused = persistently(this::startCheckpoint);
    return this;
  }

  /** Asks again while the job is just starting, wholly or in part. */
  private <T> T persistently(Supplier<CompletableFuture<T>> request) throws Exception {
    AtomicReference<CompletableFuture<T>> last = new AtomicReference<>();
    Await.until(
        () -> {
          last.set(request.get().orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS));
          return failure(last.get()) == null
              || client.getJobStatus().join().isGloballyTerminalState();
        },
        PATIENCE,
        () -> "the job did not grant the request, at last because of " + failure(last.get()));
    return last.get().get();
  }

  @Nullable
  private static Throwable failure(CompletableFuture<?> answer) {
    return answer.handle((value, failure) -> failure).join();
  }

  /** Waits until all parts of the job run. */
  public TestJob awaitRunning() throws Exception {
    return checkpoint();
  }

  /** Waits until the job has started so many times. */
  public TestJob awaitStarts(int starts) {
    Await.until(
        () -> probe().starts() >= starts,
        PATIENCE,
        () -> "the job started only %d times".formatted(probe().starts()));
    return this;
  }

  /** Waits until the table holds what it should after the first changes. */
  public TestJob awaitTable(CqlSession session, long read) {
    Changelog.awaitTable(session, keyspace, changes, read, PATIENCE);
    return this;
  }

  /** Finds out whether the job has failed since it was started, and why. */
  public void assertNeverRestarted() {
    ErrorInfo failure =
        cluster.flink().getExecutionGraph(client.getJobID()).join().getFailureInfo();
    assertThat(probe().starts())
        .as(
            () ->
                "starts of the job, which failed last of: %s"
                    .formatted(failure == null ? "nothing" : failure.getExceptionAsString()))
        .isEqualTo(1);
  }

  public String savepoint(java.nio.file.Path directory) throws Exception {
    return persistently(
        () -> client.triggerSavepoint(directory.toUri().toString(), SavepointFormatType.CANONICAL));
  }

  public String stopWithSavepoint(java.nio.file.Path directory) throws Exception {
    return client
        .stopWithSavepoint(false, directory.toUri().toString(), SavepointFormatType.CANONICAL)
        .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
  }

  public void cancel() throws Exception {
    client.cancel().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    cluster.flink().requestJobResult(client.getJobID()).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
  }

  /** The latest checkpoint that has completed, or 0. */
  public long completedCheckpoint() {
    CheckpointStatsSnapshot checkpoints = checkpoints();
    CompletedCheckpointStats latest =
        checkpoints == null ? null : checkpoints.getHistory().getLatestCompletedCheckpoint();
    return latest == null ? 0 : latest.getCheckpointId();
  }

  /** What Flink knows of the checkpoints, or null if it knows of none. */
  @Nullable
  public CheckpointStatsSnapshot checkpoints() {
    return cluster.flink().getExecutionGraph(client.getJobID()).join().getCheckpointStatsSnapshot();
  }

  /** Waits until the job has come to its end. */
  public void awaitEnd() throws Exception {
    client.getJobExecutionResult().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
  }

  public JobStatus status() throws Exception {
    return client.getJobStatus().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
  }
}
