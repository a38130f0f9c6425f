package io.cosmoscassandra.flink.table.catalog;

import com.datastax.oss.driver.api.core.CqlIdentifier;
import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DriverException;
import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.metadata.Metadata;
import com.datastax.oss.driver.api.core.metadata.schema.KeyspaceMetadata;
import com.datastax.oss.driver.api.core.metadata.schema.RelationMetadata;
import com.datastax.oss.driver.api.core.servererrors.QueryValidationException;
import io.cosmoscassandra.flink.client.ConnectionSettings;
import io.cosmoscassandra.flink.client.SessionRegistry;
import io.cosmoscassandra.flink.client.SharedSession;
import io.cosmoscassandra.flink.client.failure.ConnectionException;
import io.cosmoscassandra.flink.client.failure.FailureDescription;
import io.cosmoscassandra.flink.schema.LiveTable;
import io.cosmoscassandra.flink.schema.SchemaSession;
import io.cosmoscassandra.flink.schema.ServerKeyspaces;
import io.cosmoscassandra.flink.schema.TableName;
import io.cosmoscassandra.flink.time.InterruptibleFutures;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.annotation.Nullable;
import org.apache.flink.table.catalog.exceptions.CatalogException;

/**
 * Live schema in the eyes of a catalog. It is as the server has it now: it is read again whenever
 * the server's version of it has changed, or cannot be told.
 */
final class CatalogSchema implements AutoCloseable {

  /** Statements that change the schema take longer than rows. */
  private static final Duration CHANGE_TIMEOUT = Duration.ofSeconds(60);

  private static final String VERSION =
      "SELECT schema_version FROM system.local WHERE key = 'local'";

  private final SharedSession session;
  private final SchemaSession schema;
  private final boolean systemKeyspaces;

  /** The version that the driver's metadata has; null if it is not known. */
  @Nullable private volatile UUID known;

  private CatalogSchema(SharedSession session, boolean systemKeyspaces) {
    this.session = session;
    this.schema = SchemaSession.of(session.session());
    this.systemKeyspaces = systemKeyspaces;
  }

  /**
   * Connects.
   *
   * @param systemKeyspaces whether the keyspaces of the server itself are shown
   * @throws CatalogException if there is no connection
   */
  static CatalogSchema open(ConnectionSettings connection, boolean systemKeyspaces) {
    try {
      return new CatalogSchema(SessionRegistry.instance().acquire(connection), systemKeyspaces);
    } catch (ConnectionException e) {
      throw new CatalogException(e.getMessage(), e);
    }
  }

  CqlSession session() {
    return session.session();
  }

  /** The keyspaces of now. */
  List<KeyspaceMetadata> keyspaces() {
    return fresh().getKeyspaces().values().stream().filter(this::isShown).toList();
  }

  Optional<KeyspaceMetadata> keyspace(String name) {
    return fresh().getKeyspace(CqlIdentifier.fromInternal(name)).filter(this::isShown);
  }

  /** The table or the materialized view of now. */
  Optional<RelationMetadata> relation(TableName name) {
    return keyspace(name.keyspace())
        .flatMap(
            keyspace -> LiveTable.relation(keyspace, CqlIdentifier.fromInternal(name.table())));
  }

  private boolean isShown(KeyspaceMetadata keyspace) {
    return systemKeyspaces || !ServerKeyspaces.contains(keyspace);
  }

  private synchronized Metadata fresh() {
    return waitingFor(
        "reading the schema",
        () -> {
          UUID now = version();
          if (now == null || !now.equals(known)) {
            schema.refresh();
            known = now;
          }
          return schema.metadata();
        });
  }

  /** The version at a server; null if it tells none, so that the schema must be read. */
  @Nullable
  private UUID version() throws InterruptedException {
    try {
      AsyncResultSet answer = InterruptibleFutures.on(session.session().executeAsync(VERSION));
      Row row = answer.one();
      return row == null ? null : row.getUuid(0);
    } catch (DriverException e) {
      return null;
    }
  }

  /** Executes a statement that changes the schema, and waits until all servers know of it. */
  synchronized void change(String cql) {
    waitingFor(
        cql,
        () -> {
          schema.execute(cql, CHANGE_TIMEOUT);
          known = null;
          return schema.awaitAgreement();
        });
  }

  /** A step that sends requests and waits for them. */
  @FunctionalInterface
  interface Step<R> {
    R run() throws InterruptedException;
  }

  /** Runs a step whose failures are those of the catalog. */
  static <R> R waitingFor(String what, Step<R> step) {
    try {
      return step.run();
    } catch (DriverException e) {
      throw new CatalogException(
          "The server refuses or does not answer: %s. The request was: %s"
              .formatted(
                  e instanceof QueryValidationException ? e.getMessage() : FailureDescription.of(e),
                  what),
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CatalogException("Interrupted while waiting for the server: " + what, e);
    }
  }

  @Override
  public void close() {
    session.close();
  }
}
