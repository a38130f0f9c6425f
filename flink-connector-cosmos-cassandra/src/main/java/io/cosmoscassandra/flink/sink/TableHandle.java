package io.cosmoscassandra.flink.sink;

import com.datastax.oss.driver.api.core.CqlSession;
import io.cosmoscassandra.flink.client.SessionRegistry;
import io.cosmoscassandra.flink.client.SharedSession;
import io.cosmoscassandra.flink.client.dialect.Dialect;
import io.cosmoscassandra.flink.client.failure.ConnectionException;
import io.cosmoscassandra.flink.options.BatchGrouping;
import io.cosmoscassandra.flink.schema.DeclarationValidator;
import io.cosmoscassandra.flink.schema.MappedTable;
import io.cosmoscassandra.flink.schema.TableCreationSettings;
import io.cosmoscassandra.flink.schema.TargetTableCreator;
import io.cosmoscassandra.flink.time.Timing;
import io.cosmoscassandra.flink.write.Applier;
import io.cosmoscassandra.flink.write.ApplierMetrics;
import io.cosmoscassandra.flink.write.ApplierSettings;
import io.cosmoscassandra.flink.write.CqlTarget;
import io.cosmoscassandra.flink.write.GroupingKeys;
import io.cosmoscassandra.flink.write.Mutation;
import io.cosmoscassandra.flink.write.RowEncoder;
import io.cosmoscassandra.flink.write.RowLayout;
import io.cosmoscassandra.flink.write.StatementShape;
import java.time.Duration;
import java.util.OptionalInt;
import org.apache.flink.api.common.TaskInfo;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The live target of one subtask, validated: what its writer and its committer are made from. */
final class TableHandle implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(TableHandle.class);

  static final Duration CREATION_TIMEOUT = Duration.ofMinutes(2);

  private final SinkSettings settings;
  private final TaskInfo task;
  private final SharedSession session;
  private final MappedTable table;
  private final Timing timing;

  private TableHandle(
      SinkSettings settings, TaskInfo task, SharedSession session, MappedTable table) {
    this.settings = settings;
    this.task = task;
    this.session = session;
    this.table = table;
    this.timing = Timing.real(session.timer());
  }

  /**
   * Connects, creates the table if that is wanted, and holds the declaration against it.
   *
   * @throws io.cosmoscassandra.flink.client.failure.ConnectionException if there is no connection
   * @throws io.cosmoscassandra.flink.schema.DeclarationException if the declaration does not fit
   */
  static TableHandle open(SinkSettings settings, TaskInfo task) throws InterruptedException {
    SharedSession session = SessionRegistry.instance().acquire(settings.connection());
    try {
      if (settings.tableCreation().isPresent()) {
        create(settings, task, session, settings.tableCreation().get());
      }
      MappedTable table =
          DeclarationValidator.validate(settings.declaration(), session.session().getMetadata());
      return new TableHandle(settings, task, session, table);
    } catch (Throwable e) {
      session.close();
      throw e;
    }
  }

  /** One subtask creates: concurrent statements could leave the nodes with different tables. */
  private static void create(
      SinkSettings settings, TaskInfo task, SharedSession session, TableCreationSettings creation)
      throws InterruptedException {
    TargetTableCreator creator = new TargetTableCreator(session.session(), CREATION_TIMEOUT);
    if (task.getIndexOfThisSubtask() == 0) {
      creator.create(settings.declaration(), creation);
    } else {
      creator.awaitTable(settings.declaration());
    }
  }

  CqlSession session() {
    return session.session();
  }

  Dialect dialect() {
    return session.dialect();
  }

  /** Stands for the columns that mutations are encoded for, and their types. */
  long schemaFingerprint() {
    return SchemaFingerprint.of(table);
  }

  /** Refuses to go on if this machine's clock and the server's are far apart. */
  void requireSynchronousClocks() throws InterruptedException {
    ClockCheck.of(session.session(), timing.clock())
        .problem()
        .ifPresent(
            problem -> {
              throw new ConnectionException(problem);
            });
  }

  /** Warns if this machine's clock and the server's are far apart. */
  void warnOfClocks() throws InterruptedException {
    ClockCheck.of(session.session(), timing.clock()).problem().ifPresent(LOG::warn);
  }

  Timing timing() {
    return timing;
  }

  RowEncoder newEncoder() {
    return new RowEncoder(
        table,
        new RowLayout(
            settings.writing().ignoreNulls(),
            optional(settings.ttlField()),
            optional(settings.writetimeField()),
            session.dialect().maxRowBytes(),
            session.dialect().maxPartitionKeyBytes()));
  }

  /**
   * An applier for this table.
   *
   * @param waitsForSchema whether its rows are promised already, so that they wait for better times
   */
  Applier newApplier(ApplierMetrics metrics, boolean waitsForSchema) throws InterruptedException {
    CqlTarget target =
        CqlTarget.prepare(
            session.session(),
            timing.clock(),
            table,
            new StatementShape(
                settings.ttlField() != null,
                settings.writing().ttlSeconds().orElse(Mutation.NO_TTL),
                !settings.declaration().insertOnly(),
                settings.isPartial()));
    ApplierSettings applier =
        settings.writing().forSubtaskOf(task.getNumberOfParallelSubtasks(), waitsForSchema);
    return new Applier(target, groupingKeys(applier), table, applier, metrics, timing);
  }

  private GroupingKeys groupingKeys(ApplierSettings applier) {
    return applier.batch().grouping() == BatchGrouping.REPLICA_SET
        ? GroupingKeys.byReplicas(session.session(), table)
        : GroupingKeys.byPartition(table.partitionKeyLength());
  }

  private static OptionalInt optional(Integer value) {
    return value == null ? OptionalInt.empty() : OptionalInt.of(value);
  }

  @Override
  public void close() {
    session.close();
  }
}
