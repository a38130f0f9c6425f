package io.cosmoscassandra.flink.sink;

import com.datastax.oss.driver.api.core.ConsistencyLevel;
import com.datastax.oss.driver.api.core.CqlIdentifier;
import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.metadata.schema.KeyspaceMetadata;
import io.cosmoscassandra.flink.client.dialect.Dialect;
import io.cosmoscassandra.flink.client.failure.ConnectionException;
import io.cosmoscassandra.flink.options.BatchGrouping;
import io.cosmoscassandra.flink.options.CassandraConnectorOptions;
import io.cosmoscassandra.flink.schema.DeclarationException;
import io.cosmoscassandra.flink.schema.LatestExpiry;
import io.cosmoscassandra.flink.schema.MappedTable;
import io.cosmoscassandra.flink.schema.TableCreationSettings;
import io.cosmoscassandra.flink.schema.TableHandle;
import io.cosmoscassandra.flink.schema.TableName;
import io.cosmoscassandra.flink.schema.TargetTableCreator;
import io.cosmoscassandra.flink.time.Timing;
import io.cosmoscassandra.flink.write.Applier;
import io.cosmoscassandra.flink.write.ApplierMetrics;
import io.cosmoscassandra.flink.write.ApplierSettings;
import io.cosmoscassandra.flink.write.CqlTarget;
import io.cosmoscassandra.flink.write.DeleteScope;
import io.cosmoscassandra.flink.write.GroupingKeys;
import io.cosmoscassandra.flink.write.Mutation;
import io.cosmoscassandra.flink.write.RowEncoder;
import io.cosmoscassandra.flink.write.RowLayout;
import io.cosmoscassandra.flink.write.StatementShape;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import javax.annotation.Nullable;
import org.apache.flink.api.common.TaskInfo;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The open target of one subtask, from which its writer and its committer are made. */
final class TargetHandle implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(TargetHandle.class);

  static final Duration CREATION_TIMEOUT = Duration.ofMinutes(2);

  private final SinkSettings settings;
  private final TaskInfo task;
  private final TableHandle table;
  private final LatestExpiry latestExpiry;
  private final ConsistencyLevel consistency;

  private TargetHandle(
      SinkSettings settings, TaskInfo task, TableHandle table, LatestExpiry latestExpiry) {
    this.latestExpiry = latestExpiry;
    this.settings = settings;
    this.task = task;
    this.table = table;
    this.consistency = table.consistency().forWriting(settings.connection().writeConsistency());
  }

  /**
   * Connects, creates the table if the settings say so, and validates the declaration.
   *
   * @throws ConnectionException if there is no connection
   * @throws io.cosmoscassandra.flink.schema.DeclarationException if the declaration does not fit
   */
  static TargetHandle open(SinkSettings settings, TaskInfo task) throws InterruptedException {
    TableHandle table =
        TableHandle.openForWriting(
            settings.connection(),
            settings.declaration(),
            settings.intent(),
            session -> {
              if (settings.tableCreation().isPresent()) {
                create(settings, task, session, settings.tableCreation().get());
              }
            });
    try {
      LatestExpiry latestExpiry = LatestExpiry.of(table.session(), table.dialect());
      TargetHandle target = new TargetHandle(settings, task, table, latestExpiry);
      target.requireStorableExpiry();
      return target;
    } catch (Throwable e) {
      table.close();
      throw e;
    }
  }

  /** Rows that the server will reject must not be promised. */
  private void requireStorableExpiry() {
    List<String> problems = new ArrayList<>();
    settings
        .writing()
        .ttlSeconds()
        .ifPresent(ttl -> checkExpiry(CassandraConnectorOptions.SINK_TTL, ttl, problems));
    if (settings.guarantee() == DeliveryGuarantee.EXACTLY_ONCE) {
      long retention = settings.commit().chunks().retention().toSeconds();
      checkExpiry(CassandraConnectorOptions.SINK_COMMITTER_RETENTION, retention, problems);
    }
    if (!problems.isEmpty()) {
      throw new DeclarationException(name(), problems);
    }
  }

  private void checkExpiry(ConfigOption<Duration> option, long seconds, List<String> problems) {
    latestExpiry
        .exceededBy(seconds, TimeUnit.MICROSECONDS.toSeconds(timing().clock().micros()))
        .ifPresent(
            latest ->
                problems.add(
                    "Option '%s' is %d seconds, with which rows would expire after %s, the latest time that the server stores. Lower it."
                        .formatted(option.key(), seconds, latest)));
  }

  /** One subtask creates: concurrent statements could leave the nodes with different tables. */
  private static void create(
      SinkSettings settings, TaskInfo task, CqlSession session, TableCreationSettings creation)
      throws InterruptedException {
    TargetTableCreator creator = new TargetTableCreator(session, CREATION_TIMEOUT);
    if (task.getIndexOfThisSubtask() == 0) {
      creator.create(settings.declaration(), creation);
    } else {
      creator.awaitTable(settings.declaration());
    }
  }

  CqlSession session() {
    return table.session();
  }

  TableName name() {
    return table.mapped().name();
  }

  /** The replication of the keyspace of the table. */
  Map<String, String> replication() {
    return replication(name().keyspace());
  }

  /** The replication of a keyspace; empty if the server does not tell. */
  Map<String, String> replication(String keyspace) {
    return session()
        .getMetadata()
        .getKeyspace(CqlIdentifier.fromInternal(keyspace))
        .map(KeyspaceMetadata::getReplication)
        .orElse(Map.of());
  }

  Dialect dialect() {
    return table.dialect();
  }

  /** Time, which for an INSERT OVERWRITE is past its start, though clocks of machines differ. */
  Timing timing() {
    StatementStart statement = settings.statement();
    return statement != null && statement.kind() == StatementStart.Kind.OVERWRITE
        ? table.timing().after(statement.micros())
        : table.timing();
  }

  /** Identifies what the mutations of this sink's query are encoded for. */
  long schemaFingerprint() {
    return fingerprint().ofQuery(!settings.intent().insertOnly());
  }

  /** What a delete takes. */
  DeleteScope deletes() {
    return CqlTarget.deletes(table.mapped(), settings.isPartial());
  }

  /** Identifies the mutations that this target can apply, whichever query has staged them. */
  Set<Long> applicableFingerprints() {
    return fingerprint().ofApplicable();
  }

  private SchemaFingerprint fingerprint() {
    return SchemaFingerprint.of(table.mapped(), settings.isPartial());
  }

  /**
   * Compares this machine's clock with the server's.
   *
   * @throws ConnectionException if they are far apart
   */
  void requireSynchronousClocks() throws InterruptedException {
    ClockCheck.of(session(), timing().clock())
        .problem()
        .ifPresent(
            problem -> {
              throw new ConnectionException(problem);
            });
  }

  /** Warns if this machine's clock and the server's are far apart. */
  void warnOfClocks() throws InterruptedException {
    ClockCheck.of(session(), timing().clock()).problem().ifPresent(LOG::warn);
  }

  /** The table, if only inserts can be written to it. */
  Optional<TableName> insertOnlyTable() {
    return Optional.of(table.mapped()).filter(MappedTable::takesInsertsOnly).map(MappedTable::name);
  }

  RowEncoder newEncoder() {
    return new RowEncoder(
        table.mapped(),
        new RowLayout(
            settings.writing().ignoreNulls(),
            optional(settings.ttlField()),
            optional(settings.writetimeField()),
            dialect().maxRowBytes(),
            dialect().maxPartitionKeyBytes(),
            latestExpiry),
        timing().clock());
  }

  /**
   * Creates an applier for this table.
   *
   * @param promised whether a checkpoint has promised its rows already, so that they wait until a
   *     problem with the schema is solved
   */
  Applier newApplier(ApplierMetrics metrics, boolean promised) throws InterruptedException {
    MappedTable mapped = table.mapped();
    CqlTarget target =
        CqlTarget.prepare(session(), consistency, timing().clock(), mapped, shape(promised));
    ApplierSettings applier =
        settings
            .writing()
            .forSubtaskOf(
                task.getNumberOfParallelSubtasks(), promised, dialect().writeFailuresMayBlameRow());
    return new Applier(target, groupingKeys(applier), mapped, applier, metrics, timing());
  }

  /**
   * The table's own time to live is sent with every row: the server would count it anew whenever a
   * row is applied again, and an expired row would come back.
   */
  private StatementShape shape(boolean promised) {
    int defaultTtl =
        settings
            .writing()
            .ttlSeconds()
            .orElseGet(() -> table.live().defaultTimeToLive().orElse(Mutation.NO_TTL));
    return promised
        ? StatementShape.ofPromisedRows(defaultTtl, settings.isPartial())
        : new StatementShape(
            settings.ttlField() != null,
            defaultTtl,
            !settings.intent().insertOnly(),
            settings.isPartial());
  }

  private GroupingKeys groupingKeys(ApplierSettings applier) {
    return applier.batch().grouping() == BatchGrouping.REPLICA_SET
        ? GroupingKeys.byReplicas(session(), table.mapped())
        : GroupingKeys.byPartition(table.mapped().partitionKeyLength());
  }

  private static OptionalInt optional(@Nullable Integer value) {
    return value == null ? OptionalInt.empty() : OptionalInt.of(value);
  }

  @Override
  public void close() {
    table.close();
  }
}
