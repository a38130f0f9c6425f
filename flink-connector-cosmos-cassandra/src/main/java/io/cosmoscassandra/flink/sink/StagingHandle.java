package io.cosmoscassandra.flink.sink;

import com.datastax.oss.driver.api.core.ConsistencyLevel;
import com.datastax.oss.driver.api.core.DefaultConsistencyLevel;
import io.cosmoscassandra.flink.commit.CommitBrake;
import io.cosmoscassandra.flink.commit.CommitBrakes;
import io.cosmoscassandra.flink.commit.Lease;
import io.cosmoscassandra.flink.commit.store.CommitMetrics;
import io.cosmoscassandra.flink.commit.store.CommitterTableCreator;
import io.cosmoscassandra.flink.commit.store.CommitterTableSettings;
import io.cosmoscassandra.flink.commit.store.CommitterTables;
import io.cosmoscassandra.flink.commit.store.CqlCommitterStore;
import io.cosmoscassandra.flink.commit.store.Replicas;
import io.cosmoscassandra.flink.schema.SchemaSession;
import io.cosmoscassandra.flink.schema.TableConsistency;
import io.cosmoscassandra.flink.schema.TableName;
import io.cosmoscassandra.flink.schema.TransactionalMode;
import io.cosmoscassandra.flink.time.BlockingClock;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.flink.api.connector.sink2.InitContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The open target of one subtask together with its committer tables. */
final class StagingHandle implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(StagingHandle.class);

  private final TargetHandle target;
  private final CommitterTables tables;
  private final Lease<CommitBrake> brake;

  private StagingHandle(TargetHandle target, CommitterTables tables, Lease<CommitBrake> brake) {
    this.target = target;
    this.tables = tables;
    this.brake = brake;
  }

  /**
   * Opens the target and the committer tables, which are created if they are missing.
   *
   * @throws io.cosmoscassandra.flink.schema.TableCreationException if the committer tables cannot
   *     be used
   */
  static StagingHandle open(SinkSettings settings, InitContext context, CommitMetrics metrics)
      throws InterruptedException {
    TargetHandle target = TargetHandle.open(settings, context.getTaskInfo());
    try {
      target.requireSynchronousClocks();
      createTables(
          target, settings.committerTables(), context.getTaskInfo().getIndexOfThisSubtask());
      CqlCommitterStore store =
          CqlCommitterStore.prepare(
              target.session(),
              settings.committerTables().names(),
              consistency(target, settings.committerTables()),
              metrics);
      CommitterTables tables =
          new CommitterTables(
              store,
              settings.commit(),
              target.timing(),
              metrics,
              () -> ThreadLocalRandom.current().nextDouble());
      CommitBrakes.Place place =
          new CommitBrakes.Place(
              context.getJobInfo().getJobId().toString(),
              settings.commit().sink(),
              context.getTaskInfo().getIndexOfThisSubtask());
      Lease<CommitBrake> brake =
          CommitBrakes.instance()
              .acquire(place, settings.commit().staging().maxAheadBytes(), target.timing());
      return new StagingHandle(target, tables, brake);
    } catch (Throwable e) {
      target.close();
      throw e;
    }
  }

  /** One subtask creates: concurrent statements could leave the nodes with different tables. */
  private static void createTables(
      TargetHandle target, CommitterTableSettings settings, int subtask)
      throws InterruptedException {
    CommitterTableCreator creator =
        new CommitterTableCreator(
            SchemaSession.of(target.session()),
            settings.names(),
            target.dialect(),
            TransactionalMode.isKnown(target.session()),
            settings.options(),
            TargetHandle.CREATION_TIMEOUT,
            BlockingClock.OF_THREAD);
    if (!settings.create()) {
      creator.require();
    } else if (subtask == 0) {
      creator.create();
    } else {
      creator.await();
    }
    if (subtask == 0) {
      warnOfReplicas(target, settings);
    }
  }

  /** The level of all requests to both tables. */
  private static ConsistencyLevel consistency(TargetHandle target, CommitterTableSettings settings)
      throws InterruptedException {
    DefaultConsistencyLevel level = settings.consistency().level();
    for (TableName name : List.of(settings.names().chunks(), settings.names().progress())) {
      TableConsistency table = TableConsistency.of(target.session(), name);
      if (table.mode().ofWrites()) {
        LOG.warn(
            "Committer table {} has {}, which makes it slow and serves nothing. Set"
                + " transactional_mode = 'off' for it.",
            name,
            table.mode());
        level = table.forWriting(settings.consistency());
      }
    }
    return level;
  }

  /** Staged rows must survive what rows of the target survive. */
  private static void warnOfReplicas(TargetHandle target, CommitterTableSettings settings) {
    List<String> missing =
        Replicas.missing(target.replication(settings.names().keyspace()), target.replication());
    if (!missing.isEmpty()) {
      LOG.warn(
          "Keyspace {}, which holds the committer tables, has fewer replicas than that of table {}:"
              + " {}. Rows that are staged there could be lost with a node. Give it as many"
              + " replicas.",
          settings.names().keyspace(),
          target.name(),
          String.join(", ", missing));
    }
  }

  TargetHandle target() {
    return target;
  }

  CommitterTables tables() {
    return tables;
  }

  CommitBrake brake() {
    return brake.get();
  }

  @Override
  public void close() {
    try (target;
        tables) {
      brake.close();
    }
  }
}
