package io.cosmoscassandra.flink.read;

import com.datastax.oss.driver.api.core.CqlIdentifier;
import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.ProtocolVersion;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import com.datastax.oss.driver.api.core.metadata.schema.RelationMetadata;
import com.datastax.oss.driver.api.core.metadata.schema.ViewMetadata;
import com.datastax.oss.driver.api.core.type.codec.TypeCodecs;
import io.cosmoscassandra.flink.client.StatementPreparer;
import io.cosmoscassandra.flink.client.driver.ResultPage;
import io.cosmoscassandra.flink.read.page.FetchMessages;
import io.cosmoscassandra.flink.read.page.PageCursor;
import io.cosmoscassandra.flink.read.page.PageFetcher;
import io.cosmoscassandra.flink.read.page.ReadException;
import io.cosmoscassandra.flink.schema.LiveTable;
import io.cosmoscassandra.flink.schema.TableName;
import io.cosmoscassandra.flink.time.BlockingClock;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import javax.annotation.Nullable;

/**
 * Tells whether a table is still the one that was opened. Rows of a table that was dropped and
 * created again under its name would otherwise be taken for rows of the first.
 */
final class TableIdentity {

  private final CqlSession session;
  private final CqlIdentifier keyspace;
  private final CqlIdentifier name;

  private static final String TABLE =
      "SELECT id FROM system_schema.tables WHERE keyspace_name = ? AND table_name = ?";

  private static final String VIEW =
      "SELECT id FROM system_schema.views WHERE keyspace_name = ? AND view_name = ?";

  private final String query;

  /** The server's own id; null where servers tell none. */
  @Nullable private final UUID id;

  TableIdentity(CqlSession session, RelationMetadata table) {
    this.session = session;
    this.query = table instanceof ViewMetadata ? VIEW : TABLE;
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
            .flatMap(schema -> LiveTable.relation(schema, name))
            .flatMap(RelationMetadata::getId);
    return id != null && now.filter(id::equals).isEmpty();
  }

  /**
   * Compares with the schema as the server has it. The driver learns of changes a second late, and
   * a table that was created again is read to its end in less.
   *
   * @return completes when it is the same, or with {@link ReadException} if it is not
   */
  CompletableFuture<?> verify(PageFetcher fetcher) throws InterruptedException {
    if (id == null) {
      return CompletableFuture.completedFuture(null);
    }
    BoundStatement question =
        new StatementPreparer(session, BlockingClock.OF_THREAD)
            .prepare(SimpleStatement.builder(query).setIdempotence(true).build())
            .bind(keyspace.asInternal(), name.asInternal());
    FetchMessages messages =
        new FetchMessages.OfScan(new TableName(keyspace.asInternal(), name.asInternal()));
    return fetcher.fetch(question, false, messages).thenAccept(this::compare);
  }

  private void compare(ResultPage answer) {
    PageCursor row = new PageCursor(answer);
    if (!row.next() || !id.equals(TypeCodecs.UUID.decode(row.cell(0), ProtocolVersion.DEFAULT))) {
      throw replaced();
    }
  }

  ReadException replaced() {
    return new ReadException(
        "Table %s.%s was dropped, or dropped and created again, while it was being read. Start the job again without its state"
            .formatted(keyspace.asInternal(), name.asInternal()));
  }
}
