package io.cosmoscassandra.flink.it.commit;

import static org.assertj.core.api.Assertions.assertThat;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.Row;
import io.cosmoscassandra.embedded.Await;
import io.cosmoscassandra.embedded.CassandraExtension;
import io.cosmoscassandra.flink.it.kit.Changelog;
import io.cosmoscassandra.flink.it.kit.Changes;
import io.cosmoscassandra.flink.it.kit.Cluster;
import io.cosmoscassandra.flink.it.kit.Script;
import io.cosmoscassandra.flink.it.kit.TestJob;
import io.cosmoscassandra.flink.sink.CassandraSinkBuilder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Rows that are pending in a savepoint, restored with another query or at another time. */
class ChangedQueryIT {

  private static final int TTL = 100_000;

  private static final Duration LATE = Duration.ofSeconds(5);

  @RegisterExtension static final Cluster cluster = new Cluster();

  @RegisterExtension static final CassandraExtension cassandra = CassandraExtension.singleNode();

  @TempDir Path savepoints;

  private String keyspace;

  @BeforeEach
  void createTable() {
    keyspace = cassandra.createKeyspace();
    Changelog.createTable(session(), keyspace);
  }

  @Test
  void pendingRowsKeepTheirTimeToLiveWhenTheQueryGivesNoneAnyMore() throws Exception {
    Script inserts = new Script().insert(1, 10).insert(2, 20);
    String savepoint =
        savepointOfPendingRows(inserts, sink().ttlField(2).rows(ChangedQueryIT::withTtl));

    TestJob restored = job(inserts, sink()).from(savepoint).start().checkpoint();
    restored.awaitTable(session(), 2);

    assertThat(row().getInt("ttl")).isPositive();
    restored.cancel();
  }

  @Test
  void pendingDeletesAreAppliedWhenTheQueryOnlyInsertsNow() throws Exception {
    session().execute("INSERT INTO %s.changes (id, change) VALUES (1, 10)".formatted(keyspace));
    Script changes = new Script().insert(2, 20).delete(1);
    String savepoint = savepointOfPendingRows(changes, sink());

    TestJob restored = job(changes, sink().insertOnly()).from(savepoint).start().checkpoint();

    Changelog.awaitTable(session(), keyspace, Map.of(2L, 20L), TestJob.PATIENCE);
    restored.cancel();
  }

  @Test
  void timeToLiveOfTheTableCountsFromWhenTheSinkTookTheRowHoweverLateItIsCommitted()
      throws Exception {
    session()
        .execute("ALTER TABLE %s.changes WITH default_time_to_live = %d".formatted(keyspace, TTL));
    Script inserts = new Script().insert(1, 10);
    String savepoint = savepointOfPendingRows(inserts, sink());
    long later = System.currentTimeMillis() + LATE.toMillis();
    Await.until(
        () -> System.currentTimeMillis() >= later, TestJob.PATIENCE, () -> "no time passes");

    TestJob restored = job(inserts, sink()).from(savepoint).start().checkpoint();
    restored.awaitTable(session(), 1);

    Row row = row();
    long taken = TimeUnit.MICROSECONDS.toSeconds(row.getLong("writetime"));
    long expires = TimeUnit.MILLISECONDS.toSeconds(row.getLong("now")) + row.getInt("ttl");
    assertThat(expires - taken).isBetween(TTL - 2L, TTL + 2L);
    restored.cancel();
  }

  private static RowData withTtl(RowData row) {
    return GenericRowData.ofKind(row.getRowKind(), row.getLong(0), row.getLong(1), TTL);
  }

  private String savepointOfPendingRows(Changes changes, CassandraSinkBuilder<RowData> sink)
      throws Exception {
    TestJob job = job(changes, sink).start().feed(changes.count());
    String savepoint = job.savepoint(savepoints);
    job.cancel();
    return savepoint;
  }

  private TestJob job(Changes changes, CassandraSinkBuilder<RowData> sink) {
    return new TestJob(cluster, keyspace, changes, Changelog.type(), sink);
  }

  private CassandraSinkBuilder<RowData> sink() {
    return Changelog.sink(cassandra.contactPoint(), keyspace);
  }

  private Row row() {
    return session()
        .execute(
            "SELECT ttl(change) AS ttl, writetime(change) AS writetime, toUnixTimestamp(now()) AS now FROM %s.changes WHERE id = 1"
                .formatted(keyspace))
        .one();
  }

  private static CqlSession session() {
    return cassandra.session();
  }
}
