package io.cosmoscassandra.flink.it.write;

import static org.assertj.core.api.Assertions.assertThat;

import com.datastax.oss.driver.api.core.CqlSession;
import io.cosmoscassandra.embedded.Await;
import io.cosmoscassandra.embedded.CassandraCluster;
import io.cosmoscassandra.embedded.CassandraExtension;
import io.cosmoscassandra.embedded.CassandraNode;
import io.cosmoscassandra.flink.it.kit.Changelog;
import io.cosmoscassandra.flink.it.kit.Flink;
import io.cosmoscassandra.flink.it.kit.Seed;
import io.cosmoscassandra.flink.options.CassandraConnectorOptions;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Nothing is lost when nodes or tasks die. */
class FailureIT {

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @RegisterExtension static final MiniClusterExtension cluster = Flink.cluster();

  @RegisterExtension static final CassandraExtension cassandra = CassandraExtension.singleNode();

  @Test
  void theJobGoesOnWhenTheOnlyNodeIsKilledAndComesBack() throws Exception {
    try (CassandraNode node = CassandraNode.builder().durableWrites().start();
        CqlSession before = node.connect()) {
      String keyspace = "killed";
      createKeyspace(before, keyspace, 1);
      Changelog.createTable(before, keyspace);
      Changelog changelog = new Changelog(Seed.ofThisRun(), 2_000, 20_000, 10);
      JobClient job = start(changelog, node.contactPoint(), keyspace, 2_000);
      awaitRows(before, keyspace, 500);

      node.kill();
      node.restart();

      job.getJobExecutionResult().get(120, TimeUnit.SECONDS);
      try (CqlSession after = node.connect()) {
        assertThat(Changelog.read(after, keyspace)).isEqualTo(changelog.fold());
      }
    }
  }

  @Test
  void oneOfThreeNodesMayDieWhileRowsAreWritten() throws Exception {
    try (CassandraCluster ring = CassandraCluster.ofThree().start();
        CqlSession session = ring.connect()) {
      String keyspace = "ring";
      createKeyspace(session, keyspace, 3);
      Changelog.createTable(session, keyspace);
      ring.awaitRing();
      Changelog changelog = new Changelog(Seed.ofThisRun(), 2_000, 20_000, 10);
      JobClient job = start(changelog, ring.contactPoints().get(0), keyspace, 2_000);
      awaitRows(session, keyspace, 500);

      ring.node(1).kill();

      job.getJobExecutionResult().get(120, TimeUnit.SECONDS);
      ring.node(1).restart();
      ring.awaitRing();
      assertThat(Changelog.read(session, keyspace)).isEqualTo(changelog.fold());
    }
  }

  @Test
  void nothingIsLostWhenATaskFails() throws Exception {
    String keyspace = cassandra.createKeyspace();
    Changelog.createTable(cassandra.session(), keyspace);
    Changelog changelog = new Changelog(Seed.ofThisRun(), 2_000, 20_000, 10);
    StreamExecutionEnvironment environment = environment();
    Configuration restarts = new Configuration();
    restarts.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
    restarts.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, 3);
    restarts.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ofMillis(100));
    environment.configure(restarts);
    FAILED.set(false);
    changelog.stream(environment, 5_000)
        .map(
            row -> {
              if (row.getLong(1) > 12_000 && FAILED.compareAndSet(false, true)) {
                throw new IllegalStateException("The task fails, as the test wants it");
              }
              return row;
            })
        .returns(Changelog.type())
        .keyBy(row -> row.getLong(0))
        .sinkTo(
            Changelog.sink(cassandra.contactPoint(), keyspace)
                .option(
                    CassandraConnectorOptions.SINK_DELIVERY_GUARANTEE,
                    DeliveryGuarantee.AT_LEAST_ONCE)
                .build());

    JobClient job = environment.executeAsync();
    job.getJobExecutionResult().get(120, TimeUnit.SECONDS);

    assertThat(FAILED).isTrue();
    assertThat(Changelog.read(cassandra.session(), keyspace)).isEqualTo(changelog.fold());
    assertThat(job.getJobStatus().get()).isEqualTo(JobStatus.FINISHED);
  }

  private static final AtomicBoolean FAILED = new AtomicBoolean();

  private static JobClient start(
      Changelog changelog, java.net.InetSocketAddress contactPoint, String keyspace, double rate)
      throws Exception {
    StreamExecutionEnvironment environment = environment();
    changelog.stream(environment, rate)
        .sinkTo(
            Changelog.sink(contactPoint, keyspace)
                .option(
                    CassandraConnectorOptions.SINK_DELIVERY_GUARANTEE,
                    DeliveryGuarantee.AT_LEAST_ONCE)
                .option(CassandraConnectorOptions.REQUEST_TIMEOUT, Duration.ofSeconds(3))
                .build());
    return environment.executeAsync();
  }

  /** A job that must not fail, unless something else is said. */
  private static StreamExecutionEnvironment environment() {
    StreamExecutionEnvironment environment = Flink.environment();
    Configuration settings = new Configuration();
    settings.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
    environment.configure(settings);
    environment.enableCheckpointing(500);
    return environment;
  }

  private static void createKeyspace(CqlSession session, String name, int replicas) {
    session.execute(
        "CREATE KEYSPACE %s WITH replication = {'class': 'NetworkTopologyStrategy', 'datacenter1': %d}"
            .formatted(name, replicas));
  }

  private static void awaitRows(CqlSession session, String keyspace, int rows) {
    Await.until(
        () -> Changelog.read(session, keyspace).size() >= rows,
        PATIENCE,
        () -> "rows in " + keyspace);
  }
}
