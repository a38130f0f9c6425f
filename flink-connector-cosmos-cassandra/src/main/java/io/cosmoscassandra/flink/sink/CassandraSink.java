package io.cosmoscassandra.flink.sink;

import io.cosmoscassandra.flink.client.failure.RetrySettings;
import io.cosmoscassandra.flink.commit.CheckpointOrder;
import io.cosmoscassandra.flink.commit.Committable;
import io.cosmoscassandra.flink.commit.CommittableSerializer;
import io.cosmoscassandra.flink.commit.Lease;
import io.cosmoscassandra.flink.commit.TimestampShare;
import io.cosmoscassandra.flink.commit.TransactionCommitter;
import io.cosmoscassandra.flink.commit.TransactionWriter;
import io.cosmoscassandra.flink.options.CassandraConnectorOptions;
import io.cosmoscassandra.flink.options.SinkDistribution;
import io.cosmoscassandra.flink.schema.StartupRetry;
import io.cosmoscassandra.flink.schema.TableDataset;
import io.cosmoscassandra.flink.time.AscendingClock;
import io.cosmoscassandra.flink.time.BlockingClock;
import io.cosmoscassandra.flink.time.MicroClock;
import io.cosmoscassandra.flink.write.Applier;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import java.util.function.LongSupplier;
import org.apache.flink.annotation.Internal;
import org.apache.flink.annotation.PublicEvolving;
import org.apache.flink.api.common.TaskInfo;
import org.apache.flink.api.connector.sink2.Committer;
import org.apache.flink.api.connector.sink2.CommitterInitContext;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.SupportsCommitter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.runtime.metrics.scope.ScopeFormat;
import org.apache.flink.streaming.api.connector.sink2.CommittableMessage;
import org.apache.flink.streaming.api.connector.sink2.SupportsPreCommitTopology;
import org.apache.flink.streaming.api.connector.sink2.SupportsPreWriteTopology;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.lineage.LineageVertex;
import org.apache.flink.streaming.api.lineage.LineageVertexProvider;

/**
 * Writes a stream into a table of Apache Cassandra or of Azure Cosmos DB for Apache Cassandra.
 *
 * <pre>{@code
 * stream.sinkTo(
 *     CassandraSink.<Order>builder()
 *         .option(CassandraConnectorOptions.HOSTS, "localhost:9042")
 *         .option(CassandraConnectorOptions.KEYSPACE, "shop")
 *         .option(CassandraConnectorOptions.TABLE, "orders")
 *         .column("id", DataTypes.BIGINT())
 *         .column("customer", DataTypes.STRING())
 *         .primaryKey("id")
 *         .rows(order -> GenericRowData.of(order.id, StringData.fromString(order.customer)))
 *         .build());
 * }</pre>
 *
 * @param <T> the elements of the stream
 */
@PublicEvolving
public final class CassandraSink<T>
    implements Sink<T>,
        SupportsCommitter<Committable>,
        SupportsPreWriteTopology<T>,
        SupportsPreCommitTopology<Committable, Committable>,
        LineageVertexProvider {

  /** All that the sink was told. */
  private final SinkSettings settings;

  /** Tells this sink from others of its job, also from those with the same 'sink.id'. */
  private final UUID group = UUID.randomUUID();

  /** Makes rows of elements. */
  private final RowMapper<T> mapper;

  /**
   * A sink that does what the settings say; made by {@link CassandraSinkBuilder}, or for a table.
   *
   * @param settings all that it is told
   * @param mapper makes rows of elements
   */
  @Internal
  public CassandraSink(SinkSettings settings, RowMapper<T> mapper) {
    this.settings = settings;
    this.mapper = mapper;
  }

  /**
   * Begins the description of a sink for elements of any type.
   *
   * @param <T> the elements of the stream
   * @return a builder that nothing was told yet
   */
  public static <T> CassandraSinkBuilder<T> builder() {
    return new CassandraSinkBuilder<>();
  }

  /** Distributes the rows. It is the one place of a sink that sees the job before it starts. */
  @Override
  public DataStream<T> addPreWriteTopology(DataStream<T> input) {
    if (isExactlyOnce()) {
      ExactlyOnceGuard.check(settings, input);
    }
    return KeyDistribution.of(settings, mapper, input);
  }

  @Override
  public SinkWriter<T> createWriter(WriterInitContext context) throws IOException {
    // A task without any state is not told that its job was restored, but it counts its restarts.
    boolean restored =
        context.getRestoredCheckpointId().isPresent()
            || context.getTaskInfo().getAttemptNumber() > 0;
    WriterMetrics metrics = new WriterMetrics(context.metricGroup());
    return isExactlyOnce()
        ? start().attempt(restored, () -> stagingWriter(context, metrics))
        : start().attempt(restored, () -> directWriter(context, metrics));
  }

  private StagingWriter<T> stagingWriter(WriterInitContext context, WriterMetrics metrics)
      throws InterruptedException {
    StagingHandle staging = StagingHandle.open(settings, context, metrics.staging());
    try {
      return stagingWriter(staging, context, metrics);
    } catch (Throwable e) {
      staging.close();
      throw e;
    }
  }

  private StagingWriter<T> stagingWriter(
      StagingHandle staging, WriterInitContext context, WriterMetrics metrics) {
    TargetHandle target = staging.target();
    TransactionWriter.Run run =
        new TransactionWriter.Run(
            UUID.randomUUID(),
            context.getTaskInfo().getIndexOfThisSubtask(),
            context.getTaskInfo().getNumberOfParallelSubtasks(),
            context.getTaskInfo().getAttemptNumber(),
            target.schemaFingerprint(),
            target.deletes(),
            timestamps(context));
    RowIntake<T> intake = intake(target, metrics);
    Lease<CheckpointOrder> order =
        CheckpointStamp.orderOf(group, context.getJobInfo(), context.getTaskInfo());
    try {
      TransactionWriter transactions =
          new TransactionWriter(
              run,
              settings.commit(),
              staging.tables(),
              staging.brake(),
              order.get(),
              metrics.staging(),
              target.timing());
      return new StagingWriter<>(
          intake,
          transactions,
          () -> {
            try (staging) {
              order.close();
            }
          });
    } catch (Throwable e) {
      order.close();
      throw e;
    }
  }

  private DirectWriter<T> directWriter(WriterInitContext context, WriterMetrics metrics)
      throws InterruptedException {
    TargetHandle target = TargetHandle.open(settings, context.getTaskInfo());
    try {
      target.warnOfClocks();
      Applier applier = target.newApplier(metrics.applying(), false);
      metrics.applying().observe(() -> applier);
      return new DirectWriter<>(
          intake(target, metrics),
          target,
          applier,
          writeTimes(target, context.getTaskInfo().getAttemptNumber()),
          settings.guarantee() != DeliveryGuarantee.NONE);
    } catch (Throwable e) {
      target.close();
      throw e;
    }
  }

  private LongSupplier writeTimes(TargetHandle target, int attempt) {
    MicroClock clock = target.timing().clock();
    StatementStart statement = settings.statement();
    return statement != null && statement.kind() == StatementStart.Kind.CHANGE
        ? StatementTime.of(statement.micros(), attempt, clock)
        : new AscendingClock(clock)::next;
  }

  /** Subtasks draw different timestamps if rows of one key may come through several of them. */
  private TimestampShare timestamps(WriterInitContext context) {
    // The same sink may be the end of two streams, which are two operators.
    String operator = context.metricGroup().getAllVariables().get(ScopeFormat.SCOPE_OPERATOR_ID);
    UUID ofOperator =
        UUID.nameUUIDFromBytes((group + "/" + operator).getBytes(StandardCharsets.UTF_8));
    TaskInfo task = context.getTaskInfo();
    return settings.distribution() == SinkDistribution.NONE
        ? TimestampShare.of(
            ofOperator, task.getIndexOfThisSubtask(), task.getNumberOfParallelSubtasks())
        : TimestampShare.whole(ofOperator);
  }

  private RowIntake<T> intake(TargetHandle target, WriterMetrics metrics) {
    return new RowIntake<>(
        mapper,
        target.newEncoder(),
        target.insertOnlyTable(),
        settings.writing().onRowError(),
        metrics.applying());
  }

  @Override
  public Committer<Committable> createCommitter(CommitterInitContext context) {
    CommitterMetrics metrics = new CommitterMetrics(context.metricGroup());
    return new CassandraCommitter(
        () -> start().attempt(true, () -> openCommitter(context, metrics)),
        CheckpointStamp.orderOf(group, context.getJobInfo(), context.getTaskInfo()));
  }

  private CassandraCommitter.OpenCommitter openCommitter(
      CommitterInitContext context, CommitterMetrics metrics) throws InterruptedException {
    StagingHandle staging = StagingHandle.open(settings, context, metrics.committing());
    try {
      TargetHandle target = staging.target();
      TransactionCommitter transactions =
          new TransactionCommitter(
              settings.commit(),
              staging.tables(),
              () -> {
                Applier applier =
                    start().patiently(() -> target.newApplier(metrics.applying(), true));
                metrics.applying().observe(() -> applier);
                return applier;
              },
              target.applicableFingerprints(),
              context.getRestoredCheckpointId().orElse(0),
              staging.brake(),
              metrics.committing(),
              target.timing());
      return new CassandraCommitter.OpenCommitter(transactions, staging);
    } catch (Throwable e) {
      staging.close();
      throw e;
    }
  }

  @Override
  public SimpleVersionedSerializer<Committable> getCommittableSerializer() {
    return new CommittableSerializer();
  }

  @Override
  public SimpleVersionedSerializer<Committable> getWriteResultSerializer() {
    return new CommittableSerializer();
  }

  /**
   * Gives the committer a task of its own, so that rows flow on while an epoch is committed. The
   * operators are a part of the format of savepoints: they are the same whatever the options are.
   */
  @Override
  public DataStream<CommittableMessage<Committable>> addPreCommitTopology(
      DataStream<CommittableMessage<Committable>> committables) {
    Duration timeout =
        Duration.ofMillis(
            committables.getExecutionEnvironment().getCheckpointConfig().getCheckpointTimeout());
    CheckpointStamp stamp = new CheckpointStamp(group, timeout);
    return committables
        .transform("stamp", committables.getType(), new CheckpointStampOperator(stamp))
        .name("Checkpoint stamp")
        .startNewChain();
  }

  private StartupRetry start() {
    RetrySettings retry = settings.writing().retry();
    return new StartupRetry(
        "sink",
        CassandraConnectorOptions.SINK_RETRY_TIMEOUT,
        retry.timeout(),
        retry.backoff(),
        BlockingClock.OF_THREAD);
  }

  private boolean isExactlyOnce() {
    return settings.guarantee() == DeliveryGuarantee.EXACTLY_ONCE;
  }

  /** The table that is written, for tools that follow data from system to system. */
  @Override
  public LineageVertex getLineageVertex() {
    return TableDataset.of(settings.connection(), settings.declaration().name()).asSink();
  }
}
