package io.cosmoscassandra.flink.config;

import static io.cosmoscassandra.flink.options.CassandraConnectorOptions.*;

import com.datastax.oss.driver.api.core.DefaultConsistencyLevel;
import io.cosmoscassandra.flink.client.ConnectionSettings;
import io.cosmoscassandra.flink.client.ConsistencyChoice;
import io.cosmoscassandra.flink.client.dialect.Dialect;
import io.cosmoscassandra.flink.client.failure.RetrySettings;
import io.cosmoscassandra.flink.commit.chunk.ChunkCodec;
import io.cosmoscassandra.flink.commit.chunk.ChunkCompression;
import io.cosmoscassandra.flink.commit.store.ChunkSettings;
import io.cosmoscassandra.flink.commit.store.CommitSettings;
import io.cosmoscassandra.flink.commit.store.CommitterTableNames;
import io.cosmoscassandra.flink.commit.store.CommitterTableSettings;
import io.cosmoscassandra.flink.commit.store.StagingLimits;
import io.cosmoscassandra.flink.schema.TableName;
import java.util.Optional;
import java.util.Set;
import javax.annotation.Nullable;
import org.apache.flink.configuration.MemorySize;

/** Reads the options that say how rows are staged and committed. */
final class CommitterReader {

  /** Chunks that one subtask stages concurrently: enough to hide the latency of the database. */
  private static final int MAX_STAGING_REQUESTS = 8;

  /** Azure Cosmos DB limits rows to 2 MB of JSON, which represents bytes with a third more. */
  private static final MemorySize MAX_CHUNK_SIZE = new MemorySize(ChunkCodec.MAX_RAW_BYTES);

  /** The longest that together with the suffixes fits into the name of a table. */
  private static final int MAX_PREFIX_LENGTH = 39;

  private final OptionReader reader;
  private final ConnectionSettings connection;
  private final Dialect dialect;
  private final TableName target;

  CommitterReader(OptionReader reader, ConnectionSettings connection, TableName target) {
    this.reader = reader;
    this.connection = connection;
    this.dialect = connection.dialect();
    this.target = target;
  }

  CommitterTableSettings readTables() {
    String prefix =
        reader.checked(
            SINK_COMMITTER_TABLE_PREFIX,
            SINK_COMMITTER_TABLE_PREFIX.defaultValue(),
            given -> given.matches("[a-zA-Z0-9_]{1,%d}".formatted(MAX_PREFIX_LENGTH)),
            "1 to %d letters, digits or underscores".formatted(MAX_PREFIX_LENGTH));
    return new CommitterTableSettings(
        new CommitterTableNames(
            reader.given(SINK_COMMITTER_KEYSPACE).orElse(target.keyspace()), prefix),
        reader.read(SINK_COMMITTER_CREATE_TABLES),
        reader.given(SINK_COMMITTER_CREATE_TABLES_OPTIONS).orElse(""),
        readConsistency());
  }

  /**
   * Staged rows must not be lost with one replica. So the level of the target's rows applies to
   * them only if it is safe enough.
   */
  private ConsistencyChoice readConsistency() {
    Set<DefaultConsistencyLevel> safe = dialect.committerConsistencies();
    return reader
        .consistency(SINK_COMMITTER_CONSISTENCY_LEVEL, safe)
        .or(() -> Optional.of(connection.consistency()).filter(of -> safe.contains(of.level())))
        .orElse(ConsistencyChoice.byDefault(dialect.defaultConsistency()));
  }

  CommitSettings readCommit(RetrySettings retry, @Nullable String defaultSinkId) {
    String fullName = target.keyspace() + "." + target.table();
    return new CommitSettings(
        reader.given(SINK_ID).orElse(defaultSinkId == null ? fullName : defaultSinkId),
        fullName,
        readChunks(),
        new StagingLimits(
            reader.positive(SINK_BUFFER_SIZE).getBytes(),
            MAX_STAGING_REQUESTS,
            reader.positive(SINK_MAX_STAGED_AHEAD).getBytes()),
        reader.read(SINK_COMMITTER_ON_MISSING_TRANSACTION),
        retry,
        connection.timeouts().request());
  }

  private ChunkSettings readChunks() {
    MemorySize size =
        reader.between(
            new MemorySize(1),
            MAX_CHUNK_SIZE,
            SINK_COMMITTER_CHUNK_SIZE,
            SINK_COMMITTER_CHUNK_SIZE.defaultValue());
    return new ChunkSettings(
        Math.toIntExact(size.getBytes()),
        dialect.chargesForBytes() ? ChunkCompression.DEFLATE : ChunkCompression.LZ4,
        reader.timeToLive(SINK_COMMITTER_RETENTION),
        dialect.deletesChunks());
  }
}
