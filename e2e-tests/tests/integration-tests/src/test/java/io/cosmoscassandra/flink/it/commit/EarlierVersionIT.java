package io.cosmoscassandra.flink.it.commit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.protocol.internal.util.Bytes;
import io.cosmoscassandra.embedded.Await;
import io.cosmoscassandra.embedded.CassandraExtension;
import io.cosmoscassandra.flink.commit.chunk.ChunkCodec;
import io.cosmoscassandra.flink.commit.chunk.ChunkId;
import io.cosmoscassandra.flink.commit.chunk.TransactionId;
import io.cosmoscassandra.flink.it.kit.Changelog;
import io.cosmoscassandra.flink.it.kit.Changelog.Written;
import io.cosmoscassandra.flink.it.kit.Cluster;
import io.cosmoscassandra.flink.it.kit.TestJob;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Jobs go on from savepoints that earlier versions of the connector took with rows pending. */
@Tag("compatibility")
class EarlierVersionIT {

  /** A part of the name of each class of this project, be it written with dots or with slashes. */
  private static final String PACKAGE = "cosmoscassandra";

  @RegisterExtension static final Cluster cluster = new Cluster();

  @RegisterExtension static final CassandraExtension cassandra = CassandraExtension.singleNode();

  @TempDir Path savepoints;

  private String keyspace;

  private static Stream<Recording> recordings() {
    return Recording.readable();
  }

  private static CqlSession session() {
    return cassandra.session();
  }

  @ParameterizedTest
  @MethodSource("recordings")
  void pendingRowsAreCommittedAsTheEarlierVersionDidAndTheJobGoesOn(Recording recording)
      throws Exception {
    keyspace = recording.keyspace();
    recording.createTables(session());
    Parcels parcels = new Parcels(recording.taken());
    Map<Long, Written> before = table();
    assertThat(changes(before)).isEqualTo(parcels.after(Parcels.COMMITTED));
    String recorded = recording.savepointIn(savepoints);
    assertStateNamesNoClass(recorded);

    TestJob job = job(parcels).from(recorded).start().awaitFed(Parcels.STAGED);
    awaitCommit();

    job.awaitTable(session(), Parcels.STAGED);
    Map<Long, Written> committed = table();
    assertThat(recording.committed()).containsAllEntriesOf(committed);
    assertThat(before).containsAllEntriesOf(writtenBefore(Parcels.COMMITTED, committed));
    assertRowsAreWhole();

    job.feed(parcels.count());
    assertStateNamesNoClass(job.savepoint(savepoints));
    job.checkpoint();
    awaitCommit();

    job.awaitTable(session(), parcels.count());
    Map<Long, Written> after = table();
    assertThat(committed).containsAllEntriesOf(writtenBefore(Parcels.STAGED, after));
    assertRowsAreWhole();
    job.assertNeverRestarted();
    job.cancel();
  }

  private TestJob job(Parcels parcels) {
    return new TestJob(
            cluster,
            keyspace,
            parcels,
            Parcels.type(),
            Parcels.sink(cassandra.contactPoint(), keyspace))
        .withoutRestarts();
  }

  /** The chunks of a transaction are deleted when its rows are in the table. */
  private void awaitCommit() {
    Await.until(
        () -> chunks().isEmpty(), TestJob.PATIENCE, () -> "chunks are left: " + chunks().size());
  }

  private void assertRowsAreWhole() {
    assertThat(Parcels.read(session(), keyspace))
        .allSatisfy(parcel -> assertThat(parcel).isEqualTo(Parcels.parcel(parcel.change())));
    assertThat(
            session()
                .execute(
                    "SELECT change, ttl(change) AS ttl, writetime(change) AS writetime FROM "
                        + keyspace
                        + ".changes")
                .all())
        .allSatisfy(EarlierVersionIT::assertExpiresWhenItShould);
  }

  /** A time to live counts from the write time, however much later the row is committed. */
  private static void assertExpiresWhenItShould(Row row) {
    Duration life = Parcels.life(row.getLong("change"));
    if (life.isZero()) {
      assertThat(row.isNull("ttl")).isTrue();
    } else {
      Instant written = Instant.EPOCH.plus(row.getLong("writetime"), ChronoUnit.MICROS);
      Instant end = written.plus(life);
      assertThat(Instant.now().plusSeconds(row.getInt("ttl")))
          .isCloseTo(end, within(TestJob.PATIENCE.toSeconds(), ChronoUnit.SECONDS));
    }
  }

  /** Classes of the connector may be renamed and moved, whatever was stored before. */
  private void assertStateNamesNoClass(String savepoint) throws IOException {
    assertThat(contents(savepoint))
        .contains("streaming_committer_raw_states", keyspace + ".changes")
        .doesNotContain(PACKAGE);
    assertThat(stagedBytes()).contains("Ulm").doesNotContain(PACKAGE);
  }

  /** All files of a savepoint, each byte as a character. */
  private static String contents(String savepoint) throws IOException {
    StringBuilder contents = new StringBuilder();
    try (Stream<Path> files = Files.walk(Path.of(URI.create(savepoint)))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        contents.append(Files.readString(file, StandardCharsets.ISO_8859_1));
      }
    }
    return contents.toString();
  }

  /** All chunks, as they are stored and decompressed, each byte as a character. */
  private String stagedBytes() throws IOException {
    StringBuilder staged = new StringBuilder();
    for (Row chunk : chunks()) {
      TransactionId transaction = new TransactionId(chunk.getUuid("run_id"), chunk.getLong("seq"));
      byte[] stored = Bytes.getArray(chunk.getByteBuffer("data"));
      byte[] raw = ChunkCodec.decode(new ChunkId(transaction, chunk.getInt("chunk")), stored).raw();
      staged.append(new String(stored, StandardCharsets.ISO_8859_1));
      staged.append(new String(raw, StandardCharsets.ISO_8859_1));
    }
    return staged.toString();
  }

  private List<Row> chunks() {
    return session().execute("SELECT * FROM " + keyspace + ".flink_sink_chunks").all();
  }

  private Map<Long, Written> table() {
    return Changelog.readWritten(session(), keyspace);
  }

  private static Map<Long, Long> changes(Map<Long, Written> table) {
    Map<Long, Long> changes = new HashMap<>();
    table.forEach((id, written) -> changes.put(id, written.change()));
    return changes;
  }

  private static Map<Long, Written> writtenBefore(long change, Map<Long, Written> table) {
    Map<Long, Written> rows = new HashMap<>(table);
    rows.values().removeIf(written -> written.change() >= change);
    return rows;
  }
}
