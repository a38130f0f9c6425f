package io.cosmoscassandra.flink.write;

import com.datastax.oss.driver.api.core.ConsistencyLevel;
import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DefaultConsistencyLevel;
import com.datastax.oss.driver.api.core.config.DefaultDriverOption;
import com.datastax.oss.driver.api.core.config.DriverExecutionProfile;
import com.datastax.oss.driver.api.core.cql.BatchType;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import io.cosmoscassandra.flink.client.StatementPreparer;
import io.cosmoscassandra.flink.client.dialect.RequestCharge;
import io.cosmoscassandra.flink.client.driver.EncodedRows;
import io.cosmoscassandra.flink.client.driver.RowSender;
import io.cosmoscassandra.flink.options.CollectionWriteMode;
import io.cosmoscassandra.flink.schema.MappedTable;
import io.cosmoscassandra.flink.time.BlockingClock;
import io.cosmoscassandra.flink.time.MicroClock;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.apache.flink.annotation.Internal;

/** Sends writes to a table through a session, with one prepared statement per kind of write. */
@Internal
public final class CqlTarget implements WriteTarget {

  private final RowSender sender;
  private final PerMutationKind<BoundStatement> statements;
  private final StatementShape shape;
  private final DeleteScope deletes;
  private final WriteEncoder encoder;

  private CqlTarget(
      RowSender sender,
      PerMutationKind<BoundStatement> statements,
      StatementShape shape,
      DeleteScope deletes,
      WriteEncoder encoder) {
    this.sender = sender;
    this.statements = statements;
    this.shape = shape;
    this.deletes = deletes;
    this.encoder = encoder;
  }

  /** Sets what the driver would otherwise look up in its configuration for each request. */
  private static BoundStatement withDefaults(
      BoundStatement statement, ConsistencyLevel consistency, DriverExecutionProfile defaults) {
    return statement
        .setConsistencyLevel(consistency)
        .setSerialConsistencyLevel(
            DefaultConsistencyLevel.valueOf(
                defaults.getString(DefaultDriverOption.REQUEST_SERIAL_CONSISTENCY)))
        .setPageSize(defaults.getInt(DefaultDriverOption.REQUEST_PAGE_SIZE))
        .setTimeout(defaults.getDuration(DefaultDriverOption.REQUEST_TIMEOUT));
  }

  /** Prepares the statements; blocks until the database has prepared them. */
  public static CqlTarget prepare(
      CqlSession session,
      ConsistencyLevel consistency,
      MicroClock clock,
      MappedTable table,
      StatementShape shape)
      throws InterruptedException {
    RowSender sender =
        new RowSender(session, table.isCounterTable() ? BatchType.COUNTER : BatchType.UNLOGGED);
    PerMutationKind<PreparedStatement> prepared =
        statementsOf(table, shape, new StatementPreparer(session, BlockingClock.OF_THREAD));
    DriverExecutionProfile defaults = session.getContext().getConfig().getDefaultProfile();
    return new CqlTarget(
        sender,
        prepared.map(statement -> withDefaults(statement.bind(), consistency, defaults)),
        shape,
        deletes(table, shape.partial()),
        new WriteEncoder(prepared.map(EncodedRows::headOf), shape, clock));
  }

  private static PerMutationKind<PreparedStatement> statementsOf(
      MappedTable table, StatementShape shape, StatementPreparer preparer)
      throws InterruptedException {
    WriteStatements statements = new WriteStatements(table);
    if (table.isCounterTable()) {
      return new PerMutationKind<>(
          null, null, prepare(preparer, statements.increment(), false), null);
    }
    return new PerMutationKind<>(
        shape.anyStays() ? upsert(preparer, statements, table, false) : null,
        shape.anyExpires() ? upsert(preparer, statements, table, true) : null,
        null,
        shape.deletes()
            ? prepare(preparer, deleteOf(statements, deletes(table, shape.partial())), true)
            : null);
  }

  /** What adds to a list does not add the same again when it is repeated, but once more. */
  private static PreparedStatement upsert(
      StatementPreparer preparer, WriteStatements statements, MappedTable table, boolean withTtl)
      throws InterruptedException {
    boolean repeatable =
        table.columns().stream()
            .noneMatch(
                c ->
                    c.writeMode() == CollectionWriteMode.APPEND
                        || c.writeMode() == CollectionWriteMode.PREPEND);
    String cql = table.merges() ? statements.merge(withTtl) : statements.upsert(withTtl);
    return prepare(preparer, cql, repeatable);
  }

  private static String deleteOf(WriteStatements statements, DeleteScope deletes) {
    return switch (deletes) {
      case ROW -> statements.deleteRow();
      case COLUMNS -> statements.deleteColumns();
    };
  }

  /** What a delete takes in a table, of which all columns are written or only some. */
  public static DeleteScope deletes(MappedTable table, boolean partial) {
    boolean ownsColumns = table.columns().size() > table.keyLength();
    return partial && ownsColumns ? DeleteScope.COLUMNS : DeleteScope.ROW;
  }

  @Override
  public DeleteScope deletes() {
    return deletes;
  }

  private static PreparedStatement prepare(
      StatementPreparer preparer, String cql, boolean idempotent) throws InterruptedException {
    return preparer.prepare(SimpleStatement.builder(cql).setIdempotence(idempotent).build());
  }

  @Override
  public CompletionStage<Acknowledgement> send(List<Write> writes) {
    Mutation mutation = writes.get(0).mutation();
    BoundStatement first = statements.of(mutation, shape.expires(mutation));
    return sender
        .send(encoder.encode(writes), first)
        .thenApply(result -> new Acknowledgement(RequestCharge.of(result)));
  }
}
