package io.cosmoscassandra.flink.commit.store;

import com.datastax.oss.driver.api.core.ConsistencyLevel;
import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import io.cosmoscassandra.flink.client.StatementPreparer;
import io.cosmoscassandra.flink.client.dialect.RequestCharge;
import io.cosmoscassandra.flink.commit.chunk.ChunkId;
import io.cosmoscassandra.flink.commit.chunk.TransactionId;
import io.cosmoscassandra.flink.time.BlockingClock;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletionStage;
import org.apache.flink.annotation.Internal;

/** Executes the requests to the committer tables in a session. */
@Internal
public final class CqlCommitterStore implements CommitterStore {

  private final CqlSession session;
  private final CommitMetrics metrics;
  private final PreparedStatement insertChunk;
  private final PreparedStatement readChunk;
  private final PreparedStatement deleteChunks;
  private final PreparedStatement writeRegister;
  private final PreparedStatement readRegister;

  private CqlCommitterStore(
      CqlSession session,
      CommitterTableNames names,
      ConsistencyLevel consistency,
      CommitMetrics metrics)
      throws InterruptedException {
    StatementPreparer preparer = new StatementPreparer(session, BlockingClock.OF_THREAD);
    this.session = session;
    this.metrics = metrics;
    String chunks = names.chunks().asCql();
    String progress = names.progress().asCql();
    this.insertChunk =
        prepare(
            preparer,
            consistency,
            "INSERT INTO %s (run_id, seq, bucket, chunk, data) VALUES (?, ?, ?, ?, ?) USING TIMESTAMP ? AND TTL ?"
                .formatted(chunks));
    this.readChunk =
        prepare(
            preparer,
            consistency,
            "SELECT data FROM %s WHERE run_id = ? AND seq = ? AND bucket = ? AND chunk = ?"
                .formatted(chunks));
    this.deleteChunks =
        prepare(
            preparer,
            consistency,
            "DELETE FROM %s USING TIMESTAMP ? WHERE run_id = ? AND seq = ? AND bucket = ?"
                .formatted(chunks));
    this.writeRegister =
        prepare(
            preparer,
            consistency,
            "INSERT INTO %s (sink_id, run_id, register, value, subtask, parallelism, checkpoint_id, rows, written_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) USING TIMESTAMP ? AND TTL ?"
                .formatted(progress));
    this.readRegister =
        prepare(
            preparer,
            consistency,
            "SELECT value FROM %s WHERE sink_id = ? AND run_id = ? AND register = ?"
                .formatted(progress));
  }

  /** Prepares the statements, and blocks until the database has accepted them. */
  public static CqlCommitterStore prepare(
      CqlSession session,
      CommitterTableNames names,
      ConsistencyLevel consistency,
      CommitMetrics metrics)
      throws InterruptedException {
    return new CqlCommitterStore(session, names, consistency, metrics);
  }

  private static PreparedStatement prepare(
      StatementPreparer preparer, ConsistencyLevel consistency, String cql)
      throws InterruptedException {
    return preparer.prepare(
        SimpleStatement.builder(cql).setIdempotence(true).setConsistencyLevel(consistency).build());
  }

  @Override
  public CompletionStage<Void> insertChunk(
      ChunkId chunk, byte[] bytes, long timestamp, Duration ttl) {
    return execute(
        insertChunk,
        chunk.transaction().run(),
        chunk.transaction().seq(),
        chunk.bucket(),
        chunk.index(),
        ByteBuffer.wrap(bytes),
        timestamp,
        seconds(ttl));
  }

  @Override
  public CompletionStage<Optional<byte[]>> readChunk(ChunkId chunk) {
    return answer(
            readChunk,
            chunk.transaction().run(),
            chunk.transaction().seq(),
            chunk.bucket(),
            chunk.index())
        .thenApply(
            result -> row(result).map(r -> r.getByteBuffer(0)).map(CqlCommitterStore::bytes));
  }

  @Override
  public CompletionStage<Void> deleteChunks(TransactionId transaction, int bucket, long timestamp) {
    return execute(deleteChunks, timestamp, transaction.run(), transaction.seq(), bucket);
  }

  @Override
  public CompletionStage<Void> writeRegister(
      Register register, long value, RegisterNote note, long timestamp, Duration ttl) {
    return execute(
        writeRegister,
        register.sink(),
        register.run(),
        name(register),
        value,
        note.subtask(),
        note.parallelism(),
        note.checkpoint(),
        note.rows(),
        Instant.ofEpochMilli(note.atMillis()),
        timestamp,
        seconds(ttl));
  }

  @Override
  public CompletionStage<OptionalLong> readRegister(Register register) {
    return answer(readRegister, register.sink(), register.run(), name(register))
        .thenApply(
            result ->
                row(result)
                    .filter(r -> !r.isNull(0))
                    .map(r -> OptionalLong.of(r.getLong(0)))
                    .orElse(OptionalLong.empty()));
  }

  private CompletionStage<Void> execute(PreparedStatement statement, Object... values) {
    return answer(statement, values).thenApply(result -> null);
  }

  private CompletionStage<AsyncResultSet> answer(PreparedStatement statement, Object... values) {
    return session
        .executeAsync(statement.bind(values))
        .thenApply(
            result -> {
              metrics.charged(RequestCharge.of(result));
              return result;
            });
  }

  private static Optional<Row> row(AsyncResultSet result) {
    return Optional.ofNullable(result.one());
  }

  /** Names in the progress table. Every later release must find the registers of earlier ones. */
  private static String name(Register register) {
    return switch (register.kind()) {
      case RESERVED_TIMESTAMP -> "reserved_timestamp";
      case COMMITTED -> "committed";
      case APPLIED -> "applied";
    };
  }

  private static int seconds(Duration ttl) {
    return Math.toIntExact(ttl.toSeconds());
  }

  private static byte[] bytes(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.remaining()];
    buffer.get(bytes);
    return bytes;
  }
}
