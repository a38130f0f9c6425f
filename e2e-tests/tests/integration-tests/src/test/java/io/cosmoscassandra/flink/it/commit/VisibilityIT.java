package io.cosmoscassandra.flink.it.commit;

import static org.assertj.core.api.Assertions.assertThat;

import com.datastax.oss.driver.api.core.CqlSession;
import io.cosmoscassandra.embedded.Await;
import io.cosmoscassandra.embedded.CassandraExtension;
import io.cosmoscassandra.flink.it.kit.Changelog;
import io.cosmoscassandra.flink.it.kit.Changelog.Written;
import io.cosmoscassandra.flink.it.kit.Changes;
import io.cosmoscassandra.flink.it.kit.Cluster;
import io.cosmoscassandra.flink.it.kit.Pacer;
import io.cosmoscassandra.flink.it.kit.Script;
import io.cosmoscassandra.flink.it.kit.Seed;
import io.cosmoscassandra.flink.it.kit.TableCheck;
import io.cosmoscassandra.flink.it.kit.TestJob;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.LongStream;
import org.apache.flink.types.RowKind;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Rows that a reader sees while a job writes the table, and the order of their write times. */
class VisibilityIT {

  @RegisterExtension static final Cluster cluster = new Cluster();

  @RegisterExtension static final CassandraExtension cassandra = CassandraExtension.singleNode();

  private String keyspace;

  @BeforeEach
  void createTable() {
    keyspace = cassandra.createKeyspace();
    Changelog.createTable(session(), keyspace);
  }

  private static CqlSession session() {
    return cassandra.session();
  }

  private TestJob job(Changes changes) {
    return new TestJob(cluster, cassandra.contactPoint(), keyspace, changes).inSmallParts();
  }

  @Test
  void aReaderNeverSeesARowOfACheckpointThatHasNotCompleted() throws Exception {
    long seed = Seed.ofThisRun();
    SplittableRandom random = new SplittableRandom(seed);
    Changelog changelog = new Changelog(seed, 300, 12_000, 10);
    TestJob job = job(changelog).checkpointsEvery(Duration.ofMillis(250)).bounded();
    job.probe().failOnceOn(change -> change > 3_000 + random.nextInt(1_000));
    job.start();
    Reader reader = new Reader(changelog, job);
    boolean failedAgain = false;
    try (Pacer pacer = Pacer.of(job.probe(), 0, changelog.count(), 2_000)) {
      while (!reader.isAtTheEnd()) {
        reader.look();
        if (!failedAgain && job.probe().fed() > 8_000) {
          job.probe().failInNextSnapshot();
          failedAgain = true;
        }
      }
    }
    job.awaitEnd();

    TableCheck.isFoldOf(session(), keyspace, changelog, 2);
    assertThat(job.probe().failures()).isEqualTo(2);
    System.out.printf(
        "visibility: %d looks at the table, in which it was in %d different states%n",
        reader.looks, reader.states);
    assertThat(reader.states).isGreaterThan(5);
  }

  /** Looks at the table again and again, and compares it with what it may show. */
  private final class Reader {

    private final Changelog changelog;
    private final TestJob job;
    private final Map<Long, Long> end;
    private final Instant deadline = Instant.now().plus(TestJob.PATIENCE);
    private Map<Long, Long> seen = new HashMap<>();
    private int looks;
    private int states;

    Reader(Changelog changelog, TestJob job) {
      this.changelog = changelog;
      this.job = job;
      this.end = changelog.fold();
    }

    boolean isAtTheEnd() {
      assertThat(Instant.now()).isBefore(deadline);
      return seen.equals(end);
    }

    void look() {
      Map<Long, Long> table = Changelog.read(session(), keyspace);
      // Asked after the table was read: what it shows was committed, hence completed, before.
      long completed = job.completedCheckpoint();
      long promised =
          completed == 0 ? 0 : job.probe().barriers().getOrDefault(completed, changelog.count());
      table.forEach(
          (key, change) -> {
            assertThat(change)
                .as("change of key %d, of which checkpoint %d holds those below", key, completed)
                .isLessThan(promised);
            assertThat(change)
                .as("change of key %d, which was seen later already", key)
                .isGreaterThanOrEqualTo(seen.getOrDefault(key, 0L));
          });
      seen.keySet().stream()
          .filter(key -> !table.containsKey(key))
          .forEach(
              key ->
                  assertThat(deletes(key, seen.get(key), promised))
                      .as("deletes of key %d, which is gone", key)
                      .isPositive());
      looks++;
      states += table.equals(seen) ? 0 : 1;
      seen = table;
    }

    private long deletes(long key, long from, long to) {
      return LongStream.range(from, to)
          .filter(i -> changelog.key(i) == key)
          .filter(i -> changelog.change(i).getRowKind() == RowKind.DELETE)
          .count();
    }
  }

  @Test
  void nothingIsVisibleWhileACheckpointIsPending() throws Exception {
    Changelog changelog = new Changelog(Seed.ofThisRun(), 300, 1_000, 10);
    TestJob job = job(changelog).start().awaitRunning();
    int begun = job.probe().snapshotsBegun();
    CountDownLatch hold = job.probe().holdSnapshots();
    job.feed(1_000);
    CompletableFuture<Long> checkpoint = job.startCheckpoint();
    // By then both writers have staged and promised all.
    Await.until(
        () -> job.probe().snapshotsBegun() == begun + 2,
        TestJob.PATIENCE,
        () -> "the checkpoint does not begin");

    assertThat(chunks()).isPositive();
    assertThat(Changelog.read(session(), keyspace)).isEmpty();
    assertThat(checkpoint).isNotDone();
    hold.countDown();

    job.awaitTable(session(), 1_000);
    TableCheck.isFoldOf(session(), keyspace, changelog, 2);
    job.cancel();
  }

  private long chunks() {
    return session().execute("SELECT chunk FROM " + keyspace + ".flink_sink_chunks").all().size();
  }

  @Test
  void theLaterOfTwoUpdatesInOneCheckpointWins() throws Exception {
    TestJob job = job(new Script().insert(1, 5).update(1, 3)).start().feed(2).checkpoint();

    Changelog.awaitTable(session(), keyspace, Map.of(1L, 3L), TestJob.PATIENCE);
    job.cancel();
  }

  @Test
  void aRowThatIsDeletedAndInsertedInOneCheckpointIsThere() throws Exception {
    Script script =
        new Script().insert(1, 5).insert(2, 6).delete(1).insert(1, 7).insert(3, 8).delete(3);
    TestJob job = job(script).start().feed(2).checkpoint();
    Changelog.awaitTable(session(), keyspace, Map.of(1L, 5L, 2L, 6L), TestJob.PATIENCE);

    job.feed(6).checkpoint();

    Changelog.awaitTable(session(), keyspace, Map.of(1L, 7L, 2L, 6L), TestJob.PATIENCE);
    job.cancel();
  }

  @Test
  void writeTimesLieBetweenThoseOfAnOrdinaryClientBeforeAndAfter() throws Exception {
    String insert = "INSERT INTO " + keyspace + ".changes (id, change) VALUES (%d, %d)";
    session().execute(insert.formatted(1, 100));
    session().execute(insert.formatted(2, 100));
    long earlier = Changelog.readWritten(session(), keyspace).get(2L).writetime();

    TestJob job = job(new Script().insert(1, 5).update(2, 6)).start().feed(2).checkpoint();

    Changelog.awaitTable(session(), keyspace, Map.of(1L, 5L, 2L, 6L), TestJob.PATIENCE);
    Map<Long, Written> table = Changelog.readWritten(session(), keyspace);
    long now = ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
    assertThat(table.values())
        .allSatisfy(row -> assertThat(row.writetime()).isGreaterThan(earlier).isLessThan(now));
    session().execute(insert.formatted(1, 200));
    assertThat(Changelog.read(session(), keyspace)).isEqualTo(Map.of(1L, 200L, 2L, 6L));
    job.cancel();
  }
}
