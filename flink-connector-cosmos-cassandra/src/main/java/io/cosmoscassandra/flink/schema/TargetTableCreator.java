package io.cosmoscassandra.flink.schema;

import com.datastax.oss.driver.api.core.CqlSession;
import io.cosmoscassandra.flink.schema.cql.CqlName;
import io.cosmoscassandra.flink.time.BlockingClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.annotation.Internal;

/**
 * Brings the target table into being when it does not exist.
 *
 * <p>One subtask of a sink calls {@link #create}, the others {@link #awaitTable}, both once at open
 * and on the thread of the task; both can be interrupted. When they return, the driver's metadata
 * holds the table and a server has read it: schema agreement alone does not say so everywhere. A
 * table that exists already is left as it is, without asking for the permission to create it; it is
 * up to {@link DeclarationValidator} whether it fits.
 */
@Internal
public final class TargetTableCreator {

  private final SchemaSession session;
  private final CreateTableExecutor maker;

  /**
   * A creator of tables.
   *
   * @param session an open session with schema metadata
   * @param timeout how long a call may take altogether
   */
  public TargetTableCreator(CqlSession session, Duration timeout) {
    this(new DriverSchemaSession(session), timeout, BlockingClock.OF_THREAD);
  }

  TargetTableCreator(SchemaSession session, Duration timeout, BlockingClock clock) {
    this.session = session;
    this.maker = new CreateTableExecutor(session, timeout, clock);
  }

  /**
   * The statement that creates the table of a declaration.
   *
   * @throws DeclarationException with every problem found
   */
  public static String cql(TableDeclaration declaration, TableCreationSettings creation) {
    return new CreateTableStatement(declaration, creation).cql();
  }

  /**
   * Creates the table unless it exists, and waits until it can be used.
   *
   * @throws DeclarationException with every problem found before anything is sent
   * @throws TableCreationException if the server refuses, or time is up
   */
  public void create(TableDeclaration declaration, TableCreationSettings creation)
      throws InterruptedException {
    maker.create(
        declaration.name(),
        () -> statement(declaration, creation),
        "Correct 'sink.create-table.options' or the declaration");
  }

  /**
   * Waits until the table that another subtask creates can be used.
   *
   * @throws DeclarationException if its keyspace does not exist, so that no subtask can create it
   * @throws TableCreationException if time is up
   */
  public void awaitTable(TableDeclaration declaration) throws InterruptedException {
    List<String> problems = new ArrayList<>();
    findKeyspace(declaration.name(), problems);
    if (!problems.isEmpty()) {
      throw DeclarationException.ofCreation(declaration.name(), problems);
    }
    maker.await(declaration.name());
  }

  /** All that keeps a table from being created, as far as it is known without the server. */
  public static List<String> problems(TableDeclaration declaration, TableLayout layout) {
    return new CreateTableStatement(declaration, layout).problems();
  }

  /**
   * Creates the table with a layout unless it exists, and waits until it can be used.
   *
   * @param whatToCorrect what to do if the server refuses the statement, as in "Correct ..."
   * @throws DeclarationException with every problem found before anything is sent
   * @throws TableCreationException if the server refuses, or time is up
   */
  public void create(TableDeclaration declaration, TableLayout layout, String whatToCorrect)
      throws InterruptedException {
    maker.create(
        declaration.name(),
        () -> statement(declaration.name(), new CreateTableStatement(declaration, layout)),
        whatToCorrect);
  }

  private String statement(TableDeclaration declaration, TableCreationSettings creation) {
    return statement(declaration.name(), new CreateTableStatement(declaration, creation));
  }

  private String statement(TableName name, CreateTableStatement statement) {
    List<String> problems = new ArrayList<>();
    findKeyspace(name, problems);
    problems.addAll(statement.problems());
    if (!problems.isEmpty()) {
      throw DeclarationException.ofCreation(name, problems);
    }
    return statement.cql();
  }

  private void findKeyspace(TableName name, List<String> problems) {
    try {
      new SchemaLookup(session.metadata(), name).keyspace();
    } catch (TableNotFoundException e) {
      problems.add(
          ServerKeyspaces.contains(name.keyspace())
              ? e.getMessage()
              : "%s Keyspaces are not created by the sink; if it is the right one, create it, for example: CREATE KEYSPACE %s WITH replication = {'class': 'NetworkTopologyStrategy', 'replication_factor': 3}"
                  .formatted(e.getMessage(), new CqlName(name.keyspace()).asCql()));
    }
  }
}
