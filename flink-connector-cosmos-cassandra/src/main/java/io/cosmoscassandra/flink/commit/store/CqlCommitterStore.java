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
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import org.apache.flink.annotation.Internal;

/** Executes the requests to the committer tables in a session. */
@Internal
public final class CqlCommitterStore implements CommitterStore {

  private static final String RESERVED = "reserved_timestamp";
  private static final String GROUP = "/";

  private final CqlSession session;
  private final CommitMetrics metrics;
  private final PreparedStatement insertChunk;
  private final PreparedStatement readChunk;
  private final PreparedStatement deleteChunks;
  private final PreparedStatement writeRegister;
  private final PreparedStatement readRegister;
  private final PreparedStatement readWrittenAt;
  private final PreparedStatement readReserved;

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
    this.readWrittenAt =
        prepare(
            preparer,
            consistency,
            "SELECT written_at FROM %s WHERE sink_id = ? AND run_id = ? AND register = ?"
                .formatted(progress));
    this.readReserved =
        prepare(
            preparer,
            consistency,
            "SELECT register, value FROM %s WHERE sink_id = ? AND run_id = ?".formatted(progress));
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
        run(register),
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
    return answer(readRegister, register.sink(), run(register), name(register))
        .thenApply(
            result ->
                row(result)
                    .filter(r -> !r.isNull(0))
                    .map(r -> OptionalLong.of(r.getLong(0)))
                    .orElse(OptionalLong.empty()));
  }

  @Override
  public CompletionStage<OptionalLong> readWrittenAt(Register register) {
    return answer(readWrittenAt, register.sink(), run(register), name(register))
        .thenApply(
            result ->
                row(result)
                    .map(r -> r.getInstant(0))
                    .map(at -> OptionalLong.of(at.toEpochMilli()))
                    .orElse(OptionalLong.empty()));
  }

  @Override
  public CompletionStage<Map<UUID, Long>> readReserved(String sink) {
    return answer(readReserved, sink, Register.NO_RUN)
        .thenApply(
            result -> {
              Map<UUID, Long> reserved = new HashMap<>();
              for (Row row : result.currentPage()) {
                String name = row.getString(0);
                if (name != null && !row.isNull(1) && name.startsWith(RESERVED)) {
                  reserved.put(group(name), row.getLong(1));
                }
              }
              return reserved;
            });
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
      case RESERVED_TIMESTAMP -> RESERVED;
      case RESERVED_BY_GROUP -> RESERVED + GROUP + register.run();
      case COMMITTED -> "committed";
      case APPLIED -> "applied";
      case LATEST_CHECKPOINT -> "latest_checkpoint";
    };
  }

  /** The registers of the groups lie beside that of the sink, to be read together. */
  private static UUID run(Register register) {
    return switch (register.kind()) {
      case RESERVED_TIMESTAMP, RESERVED_BY_GROUP -> Register.NO_RUN;
      case COMMITTED, APPLIED, LATEST_CHECKPOINT -> register.run();
    };
  }

  private static UUID group(String name) {
    return name.equals(RESERVED)
        ? Register.NO_RUN
        : UUID.fromString(name.substring(RESERVED.length() + GROUP.length()));
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
