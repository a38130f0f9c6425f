package io.cosmoscassandra.flink.read;

import com.datastax.oss.driver.api.core.CqlIdentifier;
import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.metadata.schema.RelationMetadata;
import com.datastax.oss.driver.api.core.metadata.schema.TableMetadata;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import javax.annotation.Nullable;

/**
 * Tells whether a table is still the one that was opened. Rows of a table that was dropped and
 * created again under its name would otherwise be taken for rows of the first.
 */
final class TableIdentity {

  private final CqlSession session;
  private final CqlIdentifier keyspace;
  private final CqlIdentifier name;

  /** The server's own id; null where servers tell none. */
  @Nullable private final UUID id;

  TableIdentity(CqlSession session, TableMetadata table) {
    this.session = session;
    this.keyspace = table.getKeyspace();
    this.name = table.getName();
    this.id = table.getId().orElse(null);
  }

  @Nullable
  UUID id() {
    return id;
  }

  /**
   * Compares with the schema as the driver knows it now.
   *
   * @throws ReadException if the table is another one, or gone
   */
  void check() {
    if (isReplaced()) {
      throw replaced();
    }
  }

  /** Whether the table is another one, or gone, as far as the driver knows the schema. */
  boolean isReplaced() {
    Optional<UUID> now =
        session
            .getMetadata()
            .getKeyspace(keyspace)
            .flatMap(schema -> schema.getTable(name))
            .flatMap(RelationMetadata::getId);
    return id != null && now.filter(id::equals).isEmpty();
  }

  /**
   * Compares with the table whose reading began before the job was restored.
   *
   * @param begun its id; null if it is not known
   * @throws ReadException if it is another one
   */
  void requireSame(@Nullable UUID begun) {
    if (begun != null && !Objects.equals(begun, id)) {
      throw replaced();
    }
  }

  private ReadException replaced() {
    return new ReadException(
        "Table %s.%s was dropped, or dropped and created again, while it was being read. Start the job again without its state"
            .formatted(keyspace.asInternal(), name.asInternal()));
  }
}
