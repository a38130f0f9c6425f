package io.cosmoscassandra.flink.it.monitoring;

import io.cosmoscassandra.embedded.Await;
import io.cosmoscassandra.embedded.CassandraExtension;
import io.cosmoscassandra.embedded.proxy.FaultPolicy;
import io.cosmoscassandra.embedded.proxy.FaultProxy;
import io.cosmoscassandra.embedded.proxy.RequestFault;
import io.cosmoscassandra.flink.it.kit.Flink;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.runtime.testutils.InMemoryReporter;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A task that waits for a slow database is busy in the eyes of Flink, and its input back-pressured.
 * The documentation says what that means for an autoscaler.
 */
class BusyTimeIT {

  private static final Logger LOG = LoggerFactory.getLogger(BusyTimeIT.class);
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final double ALMOST_ALWAYS = 900;

  private static final InMemoryReporter reporter = InMemoryReporter.create();

  @RegisterExtension static final CassandraExtension cassandra = CassandraExtension.singleNode();

  @RegisterExtension
  static final MiniClusterExtension cluster =
      Flink.cluster(reporter.addToConfiguration(new Configuration()));

  private final Flink flink = Flink.session();
  private FaultProxy proxy;
  private String keyspace;
  private JobClient job;

  @BeforeEach
  void slowDown() throws Exception {
    keyspace = cassandra.createKeyspace();
    cassandra.session().execute("CREATE TABLE %s.numbers (id int PRIMARY KEY)".formatted(keyspace));
    proxy = FaultProxy.inFrontOf(cassandra.node());
    proxy.setPolicy(
        FaultPolicy.always(RequestFault.delay(Duration.ofMillis(200))).whenMentions("numbers"));
    flink.run("CREATE TABLE source (id INT) WITH ('connector' = 'datagen')");
  }

  @AfterEach
  void end() throws Exception {
    job.cancel().get(1, TimeUnit.MINUTES);
    Await.until(
        () -> job.getJobStatus().join().isGloballyTerminalState(),
        PATIENCE,
        () -> "the job does not end");
    proxy.close();
  }

  private void insert(Flink.With with) throws Exception {
    flink.run(
        "CREATE TABLE numbers (id INT, PRIMARY KEY (id) NOT ENFORCED)"
            + with.and("sink.parallelism", "1")
                .and("sink.buffer.size", "64 kb")
                .and("sink.max-in-flight-requests", "2")
                .and("sink.batch.grouping", "none"));
    job =
        flink
            .tables()
            .executeSql("INSERT INTO numbers SELECT id FROM source")
            .getJobClient()
            .orElseThrow();
  }

  private TaskTimes times(String task) {
    return TaskTimes.of(reporter, job.getJobID(), task);
  }

  private void awaitBusy(String task) {
    Await.until(
        () -> times(task).busy() > ALMOST_ALWAYS,
        PATIENCE,
        () -> "%s is not busy, but %s".formatted(task, times(task)));
    LOG.info("{}: {}", task, times(task));
  }

  private void awaitBackPressured(String task) {
    Await.until(
        () -> times(task).backPressured() > ALMOST_ALWAYS,
        PATIENCE,
        () -> "%s is not back-pressured, but %s".formatted(task, times(task)));
    LOG.info("{}: {}", task, times(task));
  }

  @Test
  void writerThatWaitsForTheDatabaseIsBusy() throws Exception {
    insert(Flink.with(proxy.contactPoint(), keyspace, "numbers"));

    awaitBusy("Writer");
    awaitBackPressured("Source");
  }

  @Test
  void writerThatKeepsToARateLimitIsBusy() throws Exception {
    proxy.setPolicy(FaultPolicy.none());
    insert(
        Flink.with(proxy.contactPoint(), keyspace, "numbers")
            .and("sink.rate-limit.rows-per-second", "20"));

    awaitBusy("Writer");
    awaitBackPressured("Source");
  }

  @Test
  void committerThatWaitsForTheDatabaseIsBusyAndSoIsTheWriterThatItHolds() throws Exception {
    flink.set("execution.checkpointing.interval", "1 s");
    insert(
        Flink.with(proxy.contactPoint(), keyspace, "numbers")
            .without("sink.delivery-guarantee")
            .and("sink.max-staged-ahead", "64 kb"));

    awaitBusy("Committer");
    awaitBusy("Writer");
    awaitBackPressured("Source");
  }
}
