package io.cosmoscassandra.flink.schema;

import com.datastax.oss.driver.api.core.CqlIdentifier;
import com.datastax.oss.driver.api.core.DriverException;
import com.datastax.oss.driver.api.core.metadata.schema.KeyspaceMetadata;
import com.datastax.oss.driver.api.core.metadata.schema.TableMetadata;
import com.datastax.oss.driver.api.core.servererrors.QueryConsistencyException;
import com.datastax.oss.driver.api.core.servererrors.UnauthorizedException;
import com.datastax.oss.driver.api.core.servererrors.UnavailableException;
import java.time.Duration;
import java.util.Optional;
import javax.annotation.Nullable;

/** Asks whether a table can be used: the driver knows it, and a server reads it. */
final class TableProbe {

  private static final Duration READ_TIMEOUT = Duration.ofSeconds(10);

  private final SchemaSession session;
  private final TableName name;
  @Nullable private RuntimeException lastError;

  TableProbe(SchemaSession session, TableName name) {
    this.session = session;
    this.name = name;
  }

  /** Whether the name is taken in the schema as the driver knows it, be it by a view. */
  boolean isKnown() {
    return table().isPresent() || isView();
  }

  boolean isUsable() throws InterruptedException {
    try {
      if (!isKnown()) {
        session.refresh();
      }
      if (isView()) {
        // Nothing to wait for; validation refuses it with a message of its own.
        return true;
      }
      Optional<TableMetadata> known = table();
      return known.isPresent() && isRead(known.get());
    } catch (DriverException e) {
      lastError = e;
      return false;
    }
  }

  /** The last answer that was no. */
  @Nullable
  RuntimeException lastError() {
    return lastError;
  }

  private boolean isRead(TableMetadata table) throws InterruptedException {
    String column = table.getPartitionKey().get(0).getName().asCql(true);
    try {
      session.execute("SELECT %s FROM %s LIMIT 1".formatted(column, name.asCql()), READ_TIMEOUT);
    } catch (UnauthorizedException | UnavailableException | QueryConsistencyException e) {
      // The server knows the table: it has asked for permissions on it, or tried to read it. A sink
      // need not be permitted to read, and a table full of tombstones need not be readable.
    }
    return true;
  }

  /** The table, once its columns are known too: a server may show them later than the table. */
  private Optional<TableMetadata> table() {
    return keyspace()
        .flatMap(k -> k.getTable(CqlIdentifier.fromInternal(name.table())))
        .filter(table -> !table.getPartitionKey().isEmpty());
  }

  private boolean isView() {
    return keyspace().flatMap(k -> k.getView(CqlIdentifier.fromInternal(name.table()))).isPresent();
  }

  private Optional<KeyspaceMetadata> keyspace() {
    return session.metadata().getKeyspace(CqlIdentifier.fromInternal(name.keyspace()));
  }
}
