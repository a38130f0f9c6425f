package io.cosmoscassandra.flink.it.commit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.datastax.oss.driver.api.core.CqlSession;
import io.cosmoscassandra.embedded.Await;
import io.cosmoscassandra.embedded.CassandraExtension;
import io.cosmoscassandra.embedded.proxy.FaultPolicy;
import io.cosmoscassandra.embedded.proxy.FaultProxy;
import io.cosmoscassandra.flink.it.kit.Changelog;
import io.cosmoscassandra.flink.it.kit.Changelog.Written;
import io.cosmoscassandra.flink.it.kit.Cluster;
import io.cosmoscassandra.flink.it.kit.Seed;
import io.cosmoscassandra.flink.it.kit.Statements;
import io.cosmoscassandra.flink.it.kit.TableCheck;
import io.cosmoscassandra.flink.it.kit.TestJob;
import io.cosmoscassandra.flink.options.CassandraConnectorOptions;
import io.cosmoscassandra.flink.options.MissingTransactionPolicy;
import io.cosmoscassandra.flink.options.SinkDistribution;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.apache.flink.api.common.JobStatus;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * Jobs are stopped and restored from savepoints, old and new, and the table is right at the end.
 */
class SavepointIT {

  private static final Duration SHORT = Duration.ofSeconds(2);

  /** As long as a commit may take on a machine that has much else to do. */
  private static final Duration FEW_SECONDS = Duration.ofSeconds(8);

  @RegisterExtension static final Cluster cluster = new Cluster();

  @RegisterExtension static final CassandraExtension cassandra = CassandraExtension.singleNode();

  @TempDir Path savepoints;

  private Changelog changelog;
  private String keyspace;

  @BeforeEach
  void createTable() {
    keyspace = cassandra.createKeyspace();
    Changelog.createTable(session(), keyspace);
    changelog = new Changelog(Seed.ofThisRun(), 300, 2_400, 10);
  }

  private TestJob job() {
    return new TestJob(cluster, cassandra.contactPoint(), keyspace, changelog).inSmallParts();
  }

  private static CqlSession session() {
    return cassandra.session();
  }

  @Test
  void aSavepointRestoredTwiceCommitsItsRowsOnce() throws Exception {
    String savepoint = savepointWithPendingRows();
    TestJob first = job().from(savepoint).start().checkpoint().awaitTable(session(), 1_600);
    Map<Long, Written> committed = Changelog.readWritten(session(), keyspace);
    first.cancel();

    TestJob second = job().from(savepoint).start().checkpoint();

    assertThat(Changelog.readWritten(session(), keyspace)).isEqualTo(committed);
    second.feed(2_400).checkpoint().awaitTable(session(), 2_400);
    TableCheck.isFoldOf(session(), keyspace, changelog, 2);
    second.cancel();
  }

  @Test
  void aCommitThatWasLeftHalfDoneIsFinishedWithTheSameTimestamps() throws Exception {
    String savepoint = savepointWithPendingRows();
    try (FaultProxy proxy = FaultProxy.inFrontOf(cassandra.node())) {
      proxy.setPolicy(
          FaultPolicy.always(Statements.fatal()).after(12).when(Statements.WRITE_TARGET));
      TestJob half =
          new TestJob(cluster, proxy.contactPoint(), keyspace, changelog)
              .inSmallParts()
              .withoutRestarts()
              .from(savepoint)
              .start();
      assertThatThrownBy(half::awaitEnd).hasStackTraceContaining("as the test wants it");
    }
    Map<Long, Written> half = changedSince(800);
    assertThat(half).isNotEmpty();

    TestJob other = job().from(savepoint).start().checkpoint().awaitTable(session(), 1_600);

    Map<Long, Written> whole = Changelog.readWritten(session(), keyspace);
    half.entrySet().stream()
        // Rows of a later sealed buffer may have replaced those of an earlier one since.
        .filter(row -> whole.containsKey(row.getKey()))
        .filter(row -> whole.get(row.getKey()).change() == row.getValue().change())
        .forEach(row -> assertThat(whole.get(row.getKey())).isEqualTo(row.getValue()));
    other.feed(2_400).checkpoint().awaitTable(session(), 2_400);
    TableCheck.isFoldOf(session(), keyspace, changelog, 2);
    other.cancel();
  }

  @Test
  void aSavepointIsRestoredWithAnotherDistribution() throws Exception {
    String savepoint = savepointWithPendingRows();
    TestJob distributed =
        job()
            .with(CassandraConnectorOptions.SINK_DISTRIBUTION, SinkDistribution.PRIMARY_KEY)
            .from(savepoint)
            .start()
            .checkpoint()
            .awaitTable(session(), 1_600)
            .feed(2_000);
    String other = distributed.savepoint(savepoints);
    distributed.cancel();

    TestJob plain = job().from(other).start().checkpoint().awaitTable(session(), 2_000);

    plain.feed(2_400).checkpoint().awaitTable(session(), 2_400);
    plain.cancel();
  }

  /** A savepoint that is not a part of a stop leaves what it promises to the next checkpoint. */
  private String savepointWithPendingRows() throws Exception {
    TestJob job = job().start().feed(800).checkpoint().awaitTable(session(), 800).feed(1_600);
    String savepoint = job.savepoint(savepoints);
    job.cancel();
    TableCheck.isStateAfter(session(), keyspace, changelog, 800, 2);
    return savepoint;
  }

  private Map<Long, Written> changedSince(long change) {
    return Changelog.readWritten(session(), keyspace).entrySet().stream()
        .filter(row -> row.getValue().change() >= change)
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  @Test
  void aJobThatWasStoppedWithASavepointStartsAgainAfterTheRetention() throws Exception {
    TestJob job =
        job()
            .with(CassandraConnectorOptions.SINK_COMMITTER_RETENTION, FEW_SECONDS)
            .start()
            .feed(800)
            .checkpoint()
            .feed(1_600);
    String savepoint = job.stopWithSavepoint(savepoints);
    Instant stopped = Instant.now();
    job.awaitEnd();
    Changelog.awaitTable(session(), keyspace, changelog, 1_600, TestJob.PATIENCE);
    Map<Long, Written> committed = Changelog.readWritten(session(), keyspace);
    Await.until(
        () -> Instant.now().isAfter(stopped.plus(FEW_SECONDS)) && chunks() == 0,
        TestJob.PATIENCE,
        () -> "the retention does not pass");

    TestJob again =
        job()
            .with(CassandraConnectorOptions.SINK_COMMITTER_RETENTION, FEW_SECONDS)
            .withoutRestarts()
            .from(savepoint)
            .start()
            .checkpoint();

    assertThat(Changelog.readWritten(session(), keyspace)).isEqualTo(committed);
    again.feed(2_400).checkpoint().awaitTable(session(), 2_400);
    TableCheck.isFoldOf(session(), keyspace, changelog, 2);
    again.cancel();
  }

  @Test
  void anOlderSavepointIsRestoredAfterNewerCheckpoints() throws Exception {
    TestJob job = job().start().feed(800);
    String savepoint = job.savepoint(savepoints);
    job.feed(1_600).checkpoint().awaitTable(session(), 1_600);
    job.feed(2_000).checkpoint().awaitTable(session(), 2_000);
    Map<Long, Written> before = Changelog.readWritten(session(), keyspace);
    job.cancel();

    TestJob again = job().from(savepoint).start().feed(2_000).checkpoint();

    again.awaitTable(session(), 2_000);
    Await.until(
        () -> changedSince(800).entrySet().stream().allMatch(row -> isLater(row, before)),
        TestJob.PATIENCE,
        () -> "what is read again is not written again");
    changedBefore(800)
        .forEach((key, row) -> assertThat(row).as("row %d", key).isEqualTo(before.get(key)));
    again.feed(2_400).checkpoint().awaitTable(session(), 2_400);
    TableCheck.isFoldOf(session(), keyspace, changelog, 2);
    again.cancel();
  }

  private static boolean isLater(Map.Entry<Long, Written> row, Map<Long, Written> before) {
    // While it is read again, rows may be back that were deleted later.
    Written last = before.get(row.getKey());
    return last != null && row.getValue().writetime() > last.writetime();
  }

  private Map<Long, Written> changedBefore(long change) {
    return Changelog.readWritten(session(), keyspace).entrySet().stream()
        .filter(row -> row.getValue().change() < change)
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  @Test
  void rowsOfAnAbandonedPastDoNotOutliveAHalfDoneCommit() throws Exception {
    TestJob job = job().start().feed(800);
    String savepoint = job.savepoint(savepoints);
    job.checkpoint().awaitTable(session(), 800);
    job.cancel();
    try (FaultProxy proxy = FaultProxy.inFrontOf(cassandra.node())) {
      TestJob abandoned =
          new TestJob(cluster, proxy.contactPoint(), keyspace, changelog)
              .inSmallParts()
              .withoutRestarts()
              .from(savepoint)
              .start()
              .awaitRunning()
              .feed(1_600);
      proxy.setPolicy(
          FaultPolicy.always(Statements.fatal()).after(12).when(Statements.WRITE_TARGET));
      CompletableFuture<Long> unused = abandoned.startCheckpoint();
      assertThatThrownBy(abandoned::awaitEnd).hasStackTraceContaining("as the test wants it");
    }
    assertThat(changedSince(800)).isNotEmpty();

    TestJob again = job().from(savepoint).start().feed(2_400).checkpoint();

    again.awaitTable(session(), 2_400);
    TableCheck.isFoldOf(session(), keyspace, changelog, 2);
    again.cancel();
  }

  @Test
  void pendingRowsSurviveARescalingFrom2To4To1() throws Exception {
    TestJob two = job().parallelism(2).start().feed(400).checkpoint().feed(800);
    String ofTwo = two.savepoint(savepoints);
    two.cancel();
    TableCheck.isStateAfter(session(), keyspace, changelog, 400, 2);

    TestJob four = job().parallelism(4).from(ofTwo).start().checkpoint().awaitTable(session(), 800);
    four.feed(1_200).checkpoint().awaitTable(session(), 1_200).feed(1_600);
    String ofFour = four.savepoint(savepoints);
    four.cancel();

    TestJob one =
        job().parallelism(1).from(ofFour).start().checkpoint().awaitTable(session(), 1_600);
    one.feed(2_400).checkpoint().awaitTable(session(), 2_400);
    Map<Long, Written> table = Changelog.readWritten(session(), keyspace);
    TableCheck.writetimesFollowTheInput(written(table, 0, 800), 2);
    TableCheck.writetimesFollowTheInput(written(table, 800, 1_600), 4);
    TableCheck.writetimesFollowTheInput(written(table, 1_600, 2_400), 1);
    assertThat(latest(written(table, 0, 800))).isLessThan(earliest(written(table, 800, 1_600)));
    assertThat(latest(written(table, 800, 1_600)))
        .isLessThan(earliest(written(table, 1_600, 2_400)));
    one.cancel();
  }

  private static Map<Long, Written> written(Map<Long, Written> table, long from, long to) {
    return table.entrySet().stream()
        .filter(row -> row.getValue().change() >= from && row.getValue().change() < to)
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  private static long latest(Map<Long, Written> rows) {
    return rows.values().stream().mapToLong(Written::writetime).max().orElse(Long.MIN_VALUE);
  }

  private static long earliest(Map<Long, Written> rows) {
    return rows.values().stream().mapToLong(Written::writetime).min().orElse(Long.MAX_VALUE);
  }

  @Test
  void pendingRowsThatAreGoneFailTheJobUnlessTheyMayBeSkipped() throws Exception {
    TestJob job =
        job().with(CassandraConnectorOptions.SINK_COMMITTER_RETENTION, SHORT).start().feed(800);
    String savepoint = job.savepoint(savepoints);
    job.cancel();
    Await.until(() -> chunks() == 0, TestJob.PATIENCE, () -> "the chunks do not expire");

    TestJob failing =
        late(savepoint).with(CassandraConnectorOptions.SINK_COMMITTER_RETENTION, SHORT).start();

    assertThatThrownBy(failing::awaitEnd)
        .hasStackTraceContaining("Transaction 1 of run ")
        .hasStackTraceContaining(" of sink '%s.changes' (".formatted(keyspace))
        .hasStackTraceContaining(" rows of subtask ")
        .hasStackTraceContaining(
            " is not in the committer tables, and no mark says that it was committed. Chunks are"
                + " kept for PT2S ('sink.committer.retention'), but it was staged PT")
        .hasStackTraceContaining(
            " ago. Its rows, or some of them, are missing from table %s.changes. To give up such transactions and lose their rows, set 'sink.committer.on-missing-transaction' = 'skip'."
                .formatted(keyspace));
    assertThat(failing.status()).isEqualTo(JobStatus.FAILED);
    TestJob skipping =
        late(savepoint)
            .with(
                CassandraConnectorOptions.SINK_COMMITTER_ON_MISSING_TRANSACTION,
                MissingTransactionPolicy.SKIP)
            .start()
            .feed(1_600)
            .checkpoint();
    Changelog.awaitTable(session(), keyspace, changelog.between(800, 1_600), TestJob.PATIENCE);
    TableCheck.writetimesFollowTheInput(Changelog.readWritten(session(), keyspace), 2);
    skipping.cancel();
    // What was given up once alarms nobody again.
    TestJob failingNoMore = late(savepoint).start().feed(2_400).checkpoint();
    Changelog.awaitTable(session(), keyspace, changelog.between(800, 2_400), TestJob.PATIENCE);
    failingNoMore.cancel();
  }

  private TestJob late(String savepoint) {
    return job()
        .withoutRestarts()
        .with(CassandraConnectorOptions.SINK_RETRY_TIMEOUT, Duration.ofSeconds(3))
        .from(savepoint);
  }

  @Test
  void pendingRowsOfAnotherSinkAreRefused() throws Exception {
    String savepoint = savepointWithPendingRows();

    TestJob renamed =
        job()
            .withoutRestarts()
            .with(CassandraConnectorOptions.SINK_ID, "another")
            .from(savepoint)
            .start();

    assertThatThrownBy(renamed::awaitEnd)
        .hasStackTraceContaining(
            "cannot be committed: it was staged by sink '%s.changes', but this is sink 'another'. If they are the same sink, set 'sink.id' = '%s.changes'. To give up such transactions and lose their rows, set 'sink.committer.on-missing-transaction' = 'skip'."
                .formatted(keyspace, keyspace));
    TableCheck.isStateAfter(session(), keyspace, changelog, 800, 2);
    // Nothing is lost by the attempt.
    TestJob job = job().from(savepoint).start().checkpoint().awaitTable(session(), 1_600);
    TableCheck.isStateAfter(session(), keyspace, changelog, 1_600, 2);
    job.cancel();
  }

  private long chunks() {
    return session().execute("SELECT chunk FROM " + keyspace + ".flink_sink_chunks").all().size();
  }
}
