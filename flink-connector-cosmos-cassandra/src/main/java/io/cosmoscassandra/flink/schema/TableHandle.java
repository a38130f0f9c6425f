package io.cosmoscassandra.flink.schema;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.metadata.Metadata;
import io.cosmoscassandra.flink.client.ConnectionSettings;
import io.cosmoscassandra.flink.client.SessionRegistry;
import io.cosmoscassandra.flink.client.SharedSession;
import io.cosmoscassandra.flink.client.dialect.Dialect;
import io.cosmoscassandra.flink.time.Timing;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.apache.flink.annotation.Internal;

/**
 * A live table that a subtask has opened: a lease on the shared session, with the validated
 * declaration mapped to the table.
 */
@Internal
public final class TableHandle implements AutoCloseable {

  private final SharedSession session;
  private final LiveTable live;
  private final MappedTable mapped;
  private final TableConsistency consistency;
  private final Timing timing;

  private TableHandle(
      SharedSession session, LiveTable live, MappedTable mapped, TableConsistency consistency) {
    this.session = session;
    this.live = live;
    this.mapped = mapped;
    this.consistency = consistency;
    this.timing = Timing.real(session.timer());
  }

  /** Prepares a table before it is looked up, for example by creating it. */
  @FunctionalInterface
  public interface Preparation {
    void run(CqlSession session) throws InterruptedException;
  }

  /**
   * Connects, and validates a declaration for reading.
   *
   * @throws io.cosmoscassandra.flink.client.failure.ConnectionException if there is no connection
   * @throws DeclarationException if the declaration does not fit the live table
   */
  public static TableHandle openForReading(
      ConnectionSettings connection, TableDeclaration declaration) throws InterruptedException {
    return open(
        connection,
        declaration.name(),
        session -> {},
        LiveTable::findReadable,
        live -> DeclarationValidator.validateForReading(declaration, live));
  }

  /**
   * Connects, prepares the table, and validates a declaration for writing.
   *
   * @throws io.cosmoscassandra.flink.client.failure.ConnectionException if there is no connection
   * @throws DeclarationException if the declaration does not fit the live table
   */
  public static TableHandle openForWriting(
      ConnectionSettings connection,
      TableDeclaration declaration,
      WriteIntent intent,
      Preparation preparation)
      throws InterruptedException {
    return open(
        connection,
        declaration.name(),
        preparation,
        LiveTable::find,
        live -> DeclarationValidator.validateForWriting(declaration, intent, live));
  }

  private static TableHandle open(
      ConnectionSettings connection,
      TableName name,
      Preparation preparation,
      BiFunction<TableName, Metadata, LiveTable> lookup,
      Function<LiveTable, MappedTable> validation)
      throws InterruptedException {
    SharedSession session = SessionRegistry.instance().acquire(connection);
    try {
      return new FreshSchema(SchemaSession.of(session.session()))
          .compare(
              () -> {
                preparation.run(session.session());
                LiveTable live = lookup.apply(name, session.session().getMetadata());
                return new TableHandle(
                    session,
                    live,
                    validation.apply(live),
                    TableConsistency.of(session.session(), name));
              });
    } catch (Throwable e) {
      session.close();
      throw e;
    }
  }

  public CqlSession session() {
    return session.session();
  }

  public Dialect dialect() {
    return session.dialect();
  }

  /** The table as the server has it, with columns that are not declared. */
  public LiveTable live() {
    return live;
  }

  /** The key and the other columns in use, mapped to the fields of the declaration. */
  public MappedTable mapped() {
    return mapped;
  }

  /** The consistency levels that the table supports. */
  public TableConsistency consistency() {
    return consistency;
  }

  public Timing timing() {
    return timing;
  }

  @Override
  public void close() {
    session.close();
  }
}
