package io.cosmoscassandra.flink.mutation;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.ProtocolVersion;
import com.datastax.oss.driver.api.core.cql.BatchStatement;
import com.datastax.oss.driver.api.core.cql.BatchStatementBuilder;
import com.datastax.oss.driver.api.core.cql.BatchType;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.BoundStatementBuilder;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import com.datastax.oss.driver.api.core.cql.Statement;
import com.datastax.oss.driver.api.core.type.codec.TypeCodecs;
import io.cosmoscassandra.flink.client.RequestCharge;
import io.cosmoscassandra.flink.type.Pause;
import io.cosmoscassandra.flink.type.StatementPreparer;
import io.cosmoscassandra.flink.type.TargetTable;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletionStage;
import javax.annotation.Nullable;
import org.apache.flink.annotation.Internal;

/** The target table behind a session: binds each write to its statement and sends it. */
@Internal
public final class CqlTarget implements WriteTarget {

  private static final ProtocolVersion PROTOCOL = ProtocolVersion.V4;

  private final CqlSession session;
  private final MicroClock clock;
  private final Shape shape;
  @Nullable private final PreparedStatement upsert;
  @Nullable private final PreparedStatement increment;
  @Nullable private final PreparedStatement delete;
  @Nullable private final BatchEncoder batches;

  /**
   * How the target is written.
   *
   * @param ownTtl whether rows may have a time to live of their own
   * @param defaultTtl the seconds that the others live, or {@link Mutation#NO_TTL}
   * @param deletes whether rows may be deleted
   * @param partial whether only some columns are the sink's own, so that a delete leaves the others
   */
  public record Shape(boolean ownTtl, int defaultTtl, boolean deletes, boolean partial) {

    boolean expires() {
      return ownTtl || defaultTtl != Mutation.NO_TTL;
    }
  }

  private CqlTarget(CqlSession session, MicroClock clock, TargetTable table, Shape shape)
      throws InterruptedException {
    StatementPreparer preparer = new StatementPreparer(session, Pause.OF_THREAD);
    WriteStatements statements = new WriteStatements(table);
    this.session = session;
    this.clock = clock;
    this.shape = shape;
    if (table.isCounterTable()) {
      this.upsert = null;
      this.delete = null;
      this.batches = null;
      this.increment = prepare(preparer, statements.increment(), false);
    } else {
      this.increment = null;
      this.upsert = prepare(preparer, statements.upsert(shape.expires()), true);
      this.delete = shape.deletes ? prepare(preparer, deleteOf(statements, table), true) : null;
      this.batches = BatchEncoder.of(upsert, delete, shape, clock);
    }
  }

  /** Prepares the statements; blocks until the database has taken them. */
  public static CqlTarget prepare(
      CqlSession session, MicroClock clock, TargetTable table, Shape shape)
      throws InterruptedException {
    return new CqlTarget(session, clock, table, shape);
  }

  private String deleteOf(WriteStatements statements, TargetTable table) {
    boolean ownsColumns = table.columns().size() > table.keyLength();
    return shape.partial && ownsColumns ? statements.deleteColumns() : statements.deleteRow();
  }

  private static PreparedStatement prepare(
      StatementPreparer preparer, String cql, boolean idempotent) throws InterruptedException {
    return preparer.prepare(SimpleStatement.builder(cql).setIdempotence(idempotent).build());
  }

  @Override
  public CompletionStage<Acknowledgement> send(List<Write> writes) {
    return session
        .executeAsync(statement(writes))
        .thenApply(answer -> new Acknowledgement(RequestCharge.of(answer)));
  }

  private Statement<?> statement(List<Write> writes) {
    if (writes.size() == 1) {
      return bind(writes.get(0));
    }
    return batches == null
        ? counterBatch(writes)
        : batches.encode(writes).batch(bind(writes.get(0)));
  }

  private BatchStatement counterBatch(List<Write> writes) {
    BatchStatementBuilder batch = BatchStatement.builder(BatchType.COUNTER);
    writes.forEach(write -> batch.addStatement(bind(write)));
    return batch.setIdempotence(false).build();
  }

  private BoundStatement bind(Write write) {
    Mutation mutation = write.mutation();
    if (mutation instanceof Upsert) {
      BoundStatementBuilder bound = upsert.boundStatementBuilder();
      int next = bindCells(bound, 0, mutation.cells());
      bound.setBytesUnsafe(next, timestamp(write));
      int ttl =
          shape.expires() ? write.remainingTtl(shape.defaultTtl, clock.micros()) : Mutation.NO_TTL;
      if (ttl != Mutation.NO_TTL) {
        bound.setBytesUnsafe(next + 1, TypeCodecs.INT.encodePrimitive(ttl, PROTOCOL));
      }
      return bound.build();
    }
    if (mutation instanceof Delete) {
      BoundStatementBuilder bound = delete.boundStatementBuilder();
      bound.setBytesUnsafe(0, timestamp(write));
      bindCells(bound, 1, mutation.cells());
      return bound.build();
    }
    // An UPDATE has its values before its key.
    BoundStatementBuilder bound = increment.boundStatementBuilder();
    byte[] cells = mutation.cells();
    int next = bindCells(bound, 0, cells, mutation.keyLength(), cells.length);
    bindCells(bound, next, cells, 0, mutation.keyLength());
    return bound.build();
  }

  private static ByteBuffer timestamp(Write write) {
    return TypeCodecs.BIGINT.encodePrimitive(write.timestamp(), PROTOCOL);
  }

  private static int bindCells(BoundStatementBuilder bound, int firstMarker, byte[] cells) {
    return bindCells(bound, firstMarker, cells, 0, cells.length);
  }

  /** Binds cells to the markers from the first on, and returns the marker after the last. */
  private static int bindCells(
      BoundStatementBuilder bound, int firstMarker, byte[] cells, int from, int to) {
    int marker = firstMarker;
    for (int offset = from; offset < to; offset = Cells.next(cells, offset)) {
      int length = Cells.lengthAt(cells, offset);
      if (length >= 0) {
        bound.setBytesUnsafe(marker, ByteBuffer.wrap(cells, offset + Cells.LENGTH_BYTES, length));
      } else if (length == Cells.NULL) {
        bound.setBytesUnsafe(marker, null);
      }
      marker++;
    }
    return marker;
  }
}
