package io.cosmoscassandra.flink.schema;

import com.datastax.oss.driver.api.core.DriverException;
import com.datastax.oss.driver.api.core.servererrors.AlreadyExistsException;
import com.datastax.oss.driver.api.core.servererrors.QueryValidationException;
import com.datastax.oss.driver.api.core.servererrors.UnauthorizedException;
import io.cosmoscassandra.flink.time.BlockingClock;
import io.cosmoscassandra.flink.time.Polling;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import javax.annotation.Nullable;
import org.apache.flink.annotation.Internal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Executes the statement that creates a table, unless the table exists, and waits until it can be
 * used: the driver's metadata holds it, a server has read it, and the others have heard of it.
 * Schema agreement alone does not say so everywhere.
 *
 * <p>A table that exists already is left as it is, without asking for the permission to create it.
 */
@Internal
public final class CreateTableExecutor {

  private static final Logger LOG = LoggerFactory.getLogger(CreateTableExecutor.class);

  /** A server may take its time for a statement that changes the schema, but not for ever. */
  private static final Duration LONGEST_CREATION = Duration.ofSeconds(60);

  /** The last attempt gets a chance too; and to the driver no time at all means any time. */
  private static final Duration SHORTEST_CREATION = Duration.ofSeconds(5);

  /**
   * Held while a table is created: sinks of one job start together and share committer tables, and
   * concurrent statements could leave the nodes with different tables.
   */
  private static final ReentrantLock CREATION = new ReentrantLock();

  private final SchemaSession session;
  private final Duration timeout;
  private final BlockingClock clock;

  /**
   * A maker of tables.
   *
   * @param timeout how long a call may take altogether
   */
  public CreateTableExecutor(SchemaSession session, Duration timeout, BlockingClock clock) {
    this.session = session;
    this.timeout = timeout;
    this.clock = clock;
  }

  /**
   * Creates the table unless it exists, and waits until it can be used.
   *
   * @param statement the CQL that creates it; asked for only if it is needed
   * @param whatToCorrect what to do if the server refuses the statement, as in "Correct ..."
   * @throws TableCreationException if the server refuses, or time is up
   */
  public void create(TableName name, Supplier<String> statement, String whatToCorrect)
      throws InterruptedException {
    TableProbe probe = new TableProbe(session, name);
    Polling polling = new Polling(timeout, clock);
    if (probe.isKnown()) {
      await(probe, polling, name, null);
      return;
    }
    boolean waited = !CREATION.tryLock();
    if (waited) {
      CREATION.lockInterruptibly();
    }
    try {
      if (waited) {
        session.refresh();
      }
      if (probe.isKnown()) {
        await(probe, polling, name, null);
      } else {
        create(probe, polling, name, statement.get(), whatToCorrect);
      }
    } finally {
      CREATION.unlock();
    }
  }

  private void create(
      TableProbe probe, Polling polling, TableName name, String cql, String whatToCorrect)
      throws InterruptedException {
    LOG.info("Creating table {}: {}", name, cql);
    execute(cql, polling, name, whatToCorrect);
    await(probe, polling, name, cql);
    LOG.info("Table {} can be used after {} ms", name, timeout.minus(polling.left()).toMillis());
  }

  /**
   * Waits until a table that another subtask creates can be used.
   *
   * @throws TableCreationException if the timeout is over
   */
  public void await(TableName name) throws InterruptedException {
    await(new TableProbe(session, name), new Polling(timeout, clock), name, null);
  }

  /** Whether the table exists, be it only since a moment ago. */
  public boolean exists(TableName name) throws InterruptedException {
    TableProbe probe = new TableProbe(session, name);
    if (!probe.isKnown()) {
      session.refresh();
    }
    return probe.isKnown();
  }

  private void execute(String cql, Polling polling, TableName name, String whatToCorrect)
      throws InterruptedException {
    AtomicReference<RuntimeException> last = new AtomicReference<>();
    boolean created =
        polling.until(
            () -> {
              try {
                session.execute(cql, attempt(polling.left()));
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
                    "The server refuses to create table %s: %s. %s, or create the table by hand. The statement was:\n%s"
                        .formatted(name, e.getMessage(), whatToCorrect, cql),
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

  private void await(TableProbe probe, Polling polling, TableName name, @Nullable String created)
      throws InterruptedException {
    if (!polling.until(probe::isUsable)) {
      throw new TableCreationException(
          created == null
              ? "Table %s cannot be used after %d s; the last answer was: %s. If it does not exist, the subtask that creates it has failed: see its log, or create the table by hand."
                  .formatted(name, timeout.toSeconds(), said(probe.lastError()))
              : "Table %s was created and cannot be used after %d s; the last answer was: %s. Start the job again; if the table is still not there, execute this by hand before:\n%s"
                  .formatted(name, timeout.toSeconds(), said(probe.lastError()), created),
          probe.lastError());
    }
    if (!session.awaitAgreement()) {
      // A node that is long in coming must not keep the job from starting.
      LOG.warn(
          "The servers do not agree on the schema yet, so that some may not know table {}. If"
              + " requests fail for long, compare schema_version in system.local and system.peers.",
          name);
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
