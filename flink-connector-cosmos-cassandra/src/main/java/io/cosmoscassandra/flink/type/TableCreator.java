package io.cosmoscassandra.flink.type;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DriverException;
import com.datastax.oss.driver.api.core.servererrors.AlreadyExistsException;
import com.datastax.oss.driver.api.core.servererrors.QueryValidationException;
import com.datastax.oss.driver.api.core.servererrors.UnauthorizedException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import javax.annotation.Nullable;
import org.apache.flink.annotation.Internal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the target table into being when it does not exist.
 *
 * <p>One subtask of a sink calls {@link #create}, the others {@link #awaitTable}, both once at open
 * and on the thread of the task; both can be interrupted. When they return, the driver's metadata
 * holds the table and a server has read it: schema agreement alone does not say so everywhere. A
 * table that exists already is left as it is, without asking for the permission to create it; it is
 * up to {@link TargetValidator} whether it fits.
 */
@Internal
public final class TableCreator {

  private static final Logger LOG = LoggerFactory.getLogger(TableCreator.class);

  /** A server may take its time for a statement that changes the schema, but not for ever. */
  private static final Duration LONGEST_CREATION = Duration.ofSeconds(60);

  /** The last attempt gets a chance too; and to the driver no time at all means any time. */
  private static final Duration SHORTEST_CREATION = Duration.ofSeconds(5);

  private final SchemaSession session;
  private final Duration timeout;
  private final TypePairing types;
  private final Pause clock;

  /**
   * A creator of tables.
   *
   * @param session an open session with schema metadata
   * @param timeout how long a call may take altogether
   */
  public TableCreator(CqlSession session, Duration timeout) {
    this(new DriverSchemaSession(session), timeout, TypePairing.OF_CODECS, Pause.OF_THREAD);
  }

  TableCreator(SchemaSession session, Duration timeout, TypePairing types, Pause clock) {
    this.session = session;
    this.timeout = timeout;
    this.types = types;
    this.clock = clock;
  }

  /**
   * The statement that creates the table of a declaration.
   *
   * @throws DeclarationException with every problem found
   */
  public static String cql(TableDeclaration declaration, TableCreation creation) {
    return new CreateTableStatement(declaration, creation, TypePairing.OF_CODECS).cql();
  }

  /**
   * Creates the table unless it exists, and waits until it can be used.
   *
   * @throws DeclarationException with every problem found before anything is sent
   * @throws TableCreationException if the server refuses, or time is up
   */
  public void create(TableDeclaration declaration, TableCreation creation)
      throws InterruptedException {
    TableProbe probe = new TableProbe(session, declaration.name());
    Patience patience = new Patience(timeout, clock);
    if (probe.isKnown()) {
      await(probe, patience, declaration.name(), null);
      return;
    }
    String cql = statement(declaration, creation);
    LOG.info("Creating table {}: {}", declaration.name(), cql);
    execute(cql, patience, declaration.name());
    await(probe, patience, declaration.name(), cql);
    LOG.info(
        "Table {} can be used after {} ms",
        declaration.name(),
        timeout.minus(patience.left()).toMillis());
  }

  /**
   * Waits until the table that another subtask creates can be used.
   *
   * @throws DeclarationException if its keyspace does not exist, so that nobody creates it
   * @throws TableCreationException if time is up
   */
  public void awaitTable(TableDeclaration declaration) throws InterruptedException {
    List<String> problems = new ArrayList<>();
    findKeyspace(declaration.name(), problems);
    if (!problems.isEmpty()) {
      throw DeclarationException.ofCreation(declaration.name(), problems);
    }
    await(
        new TableProbe(session, declaration.name()),
        new Patience(timeout, clock),
        declaration.name(),
        null);
  }

  private String statement(TableDeclaration declaration, TableCreation creation) {
    List<String> problems = new ArrayList<>();
    findKeyspace(declaration.name(), problems);
    CreateTableStatement statement = new CreateTableStatement(declaration, creation, types);
    problems.addAll(statement.problems());
    if (!problems.isEmpty()) {
      throw DeclarationException.ofCreation(declaration.name(), problems);
    }
    return statement.cql();
  }

  private void findKeyspace(TableName name, List<String> problems) {
    try {
      new SchemaLookup(session.metadata(), name).keyspace();
    } catch (TargetMissingException e) {
      problems.add(
          ServerKeyspaces.contains(name.keyspace())
              ? e.getMessage()
              : "%s Keyspaces are not created by the sink; if it is the right one, create it, for example: CREATE KEYSPACE %s WITH replication = {'class': 'NetworkTopologyStrategy', 'replication_factor': 3}"
                  .formatted(e.getMessage(), new CqlName(name.keyspace()).asCql()));
    }
  }

  private void execute(String cql, Patience patience, TableName name) throws InterruptedException {
    AtomicReference<RuntimeException> last = new AtomicReference<>();
    boolean created =
        patience.until(
            () -> {
              try {
                session.execute(cql, attempt(patience.left()));
                return true;
              } catch (AlreadyExistsException e) {
                return true;
              } catch (UnauthorizedException e) {
                throw new TableCreationException(
                    "The user is not permitted to create table %s (%s). Have this executed by someone who is, and start the job again:\n%s"
                        .formatted(name, e.getMessage(), cql),
                    e);
              } catch (QueryValidationException e) {
                throw new TableCreationException(
                    "The server refuses to create table %s: %s. Correct 'sink.create-table.options' or the declaration, or create the table by hand. The statement was:\n%s"
                        .formatted(name, e.getMessage(), cql),
                    e);
              } catch (DriverException e) {
                last.set(e);
                return false;
              }
            });
    if (!created) {
      throw new TableCreationException(
          "Table %s could not be created within %d s; the last answer was: %s. Start the job again, or execute this by hand before:\n%s"
              .formatted(name, timeout.toSeconds(), said(last.get()), cql),
          last.get());
    }
  }

  private void await(TableProbe probe, Patience patience, TableName name, @Nullable String created)
      throws InterruptedException {
    if (!patience.until(probe::isUsable)) {
      throw new TableCreationException(
          created == null
              ? "Table %s cannot be used after %d s; the last answer was: %s. If it does not exist, the subtask that creates it has failed: see its log, or create the table by hand."
                  .formatted(name, timeout.toSeconds(), said(probe.lastError()))
              : "Table %s was created and cannot be used after %d s; the last answer was: %s. Start the job again; if the table is still not there, execute this by hand before:\n%s"
                  .formatted(name, timeout.toSeconds(), said(probe.lastError()), created),
          probe.lastError());
    }
  }

  private static String said(@Nullable RuntimeException error) {
    return error == null ? "the table is not in the schema" : String.valueOf(error.getMessage());
  }

  private static Duration attempt(Duration left) {
    if (left.compareTo(SHORTEST_CREATION) < 0) {
      return SHORTEST_CREATION;
    }
    return left.compareTo(LONGEST_CREATION) < 0 ? left : LONGEST_CREATION;
  }
}
