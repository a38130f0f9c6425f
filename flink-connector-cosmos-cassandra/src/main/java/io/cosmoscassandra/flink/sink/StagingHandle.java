package io.cosmoscassandra.flink.sink;

import io.cosmoscassandra.flink.commit.CommitBrake;
import io.cosmoscassandra.flink.commit.CommitBrakes;
import io.cosmoscassandra.flink.commit.store.CommitMetrics;
import io.cosmoscassandra.flink.commit.store.CommitterTableCreator;
import io.cosmoscassandra.flink.commit.store.CommitterTableSettings;
import io.cosmoscassandra.flink.commit.store.CommitterTables;
import io.cosmoscassandra.flink.commit.store.CqlCommitterStore;
import io.cosmoscassandra.flink.schema.SchemaSession;
import io.cosmoscassandra.flink.time.BlockingClock;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.flink.api.connector.sink2.InitContext;

/** The open target of one subtask together with its committer tables. */
final class StagingHandle implements AutoCloseable {

  private final TargetHandle target;
  private final CommitterTables tables;
  private final CommitBrakes.Lease brake;

  private StagingHandle(TargetHandle target, CommitterTables tables, CommitBrakes.Lease brake) {
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
              settings.committerTables().consistency(),
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
      CommitBrakes.Lease brake =
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
  }

  TargetHandle target() {
    return target;
  }

  CommitterTables tables() {
    return tables;
  }

  CommitBrake brake() {
    return brake.brake();
  }

  @Override
  public void close() {
    brake.close();
    tables.close();
    target.close();
  }
}
