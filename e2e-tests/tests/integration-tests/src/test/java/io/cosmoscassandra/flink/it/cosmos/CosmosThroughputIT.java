package io.cosmoscassandra.flink.it.cosmos;

import static org.assertj.core.api.Assertions.assertThat;

import com.datastax.oss.driver.api.core.CqlSession;
import io.cosmoscassandra.embedded.Await;
import io.cosmoscassandra.embedded.CassandraExtension;
import io.cosmoscassandra.embedded.cosmos.Behaviour;
import io.cosmoscassandra.embedded.cosmos.CosmosStandIn;
import io.cosmoscassandra.embedded.cosmos.History;
import io.cosmoscassandra.embedded.cosmos.Throttling;
import io.cosmoscassandra.embedded.proxy.FaultPolicy;
import io.cosmoscassandra.embedded.proxy.FaultProxy;
import io.cosmoscassandra.embedded.proxy.RequestFault;
import io.cosmoscassandra.flink.it.kit.Changelog;
import io.cosmoscassandra.flink.it.kit.Cluster;
import io.cosmoscassandra.flink.it.kit.DriverThreads;
import io.cosmoscassandra.flink.it.kit.Pacer;
import io.cosmoscassandra.flink.it.kit.Seed;
import io.cosmoscassandra.flink.it.kit.TableCheck;
import io.cosmoscassandra.flink.it.kit.TestJob;
import io.cosmoscassandra.flink.options.CassandraConnectorOptions;
import java.time.Duration;
import java.util.List;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The sink uses the throughput of an account of Azure Cosmos DB, and does not ask for more.
 *
 * <p>Tests whose result depends on the speed of the machine are not part of the build:
 *
 * <pre>
 * mvn verify -pl e2e-tests/tests/integration-tests -am -Dit.test=CosmosThroughputIT -Dtest.excluded=
 * </pre>
 */
class CosmosThroughputIT {

  private static final int UNITS_PER_ROW = 10;
  private static final double STAGING_UNITS = 20_000;

  @RegisterExtension static final Cluster cluster = new Cluster();

  @RegisterExtension static final CassandraExtension cassandra = CassandraExtension.singleNode();

  private String keyspace;
  private CqlSession session;

  @BeforeEach
  void createTable() {
    keyspace = cassandra.createKeyspace();
    session = cassandra.session();
    Changelog.createTable(session, keyspace);
  }

  private static Behaviour behaviour() {
    return Behaviour.USUAL
        .withUnitsPerWrite(UNITS_PER_ROW)
        .withThroughput(STAGING_UNITS)
        .withDdlDelay(Duration.ofMillis(300));
  }

  /** So many keys that next to no change replaces another. */
  private static Changelog rows(long count) {
    return new Changelog(Seed.ofThisRun(), 2_000_000_000, count, 0);
  }

  private TestJob job(CosmosStandIn account, Changelog changelog) {
    TestJob job = new TestJob(cluster, cassandra.contactPoint(), keyspace, changelog);
    return Cosmos.connect(job, account)
        .with(CassandraConnectorOptions.REQUEST_TIMEOUT, Duration.ofSeconds(20))
        .checkpointsEvery(Duration.ofSeconds(1))
        .withoutRestarts()
        .bounded();
  }

  // ---------------------------------------------------------------- the provisioned rate

  @Tag("long")
  @ParameterizedTest(name = "{0} subtasks, {1}")
  @CsvSource({"2, AT_LEAST_ONCE", "4, EXACTLY_ONCE"})
  void budgetIsUsedAndFewRequestsAreTurnedAway(int subtasks, DeliveryGuarantee guarantee)
      throws Exception {
    writeAtTheRateOfTheBudget(subtasks, guarantee, 3_000, 3_000);
  }

  @Tag("long")
  @ParameterizedTest(name = "{0} subtasks, {1}")
  @CsvSource({"2, AT_LEAST_ONCE", "4, AT_LEAST_ONCE", "2, EXACTLY_ONCE", "4, EXACTLY_ONCE"})
  void budgetOfARealTableIsUsed(int subtasks, DeliveryGuarantee guarantee) throws Exception {
    writeAtTheRateOfTheBudget(subtasks, guarantee, 20_000, 60_000);
  }

  private void writeAtTheRateOfTheBudget(
      int subtasks, DeliveryGuarantee guarantee, double budget, int rows) throws Exception {
    Changelog changelog = rows(rows);
    try (CosmosStandIn account =
        CosmosStandIn.inFrontOf(cassandra.contactPoint()).behaviour(behaviour()).start()) {
      account.setThroughput(keyspace, "changes", budget);
      TestJob job =
          job(account, changelog)
              .with(CassandraConnectorOptions.SINK_DELIVERY_GUARANTEE, guarantee)
              .parallelism(subtasks)
              .start();
      job.probe().allow(rows);
      job.awaitEnd();

      History history = account.history(keyspace, "changes");
      List<History.Second> full = fullSeconds(history);
      double used = full.stream().mapToDouble(History.Second::units).sum();
      double perRow = (double) history.requests() / rows;
      System.out.printf(
          "cosmos: %d subtasks, %s, %.0f RU/s, %d rows: %.1f %% of the budget used in %d full"
              + " seconds, %.3f requests per row, longest wait of a row %d ms%n",
          subtasks,
          guarantee,
          budget,
          rows,
          100 * used / (full.size() * budget),
          full.size(),
          perRow,
          history.longestWait().toMillis());
      print(history);
      assertThat(Changelog.read(session, keyspace)).isEqualTo(changelog.fold());
      assertThat(full).hasSizeGreaterThan(5);
      assertThat(used).isGreaterThanOrEqualTo(0.95 * full.size() * budget);
      assertThat(perRow).isLessThanOrEqualTo(1.15);
    }
  }

  /** The first and the last second of a job are not its own as a whole. */
  private static List<History.Second> fullSeconds(History history) {
    List<History.Second> seconds = history.seconds();
    return seconds.subList(1, seconds.size() - 1);
  }

  private static void print(History history) {
    System.out.println("second  budget   units  admitted  turned away");
    for (History.Second second : history.seconds()) {
      System.out.printf(
          "%6d %7.0f %7.0f %9d %12d%n",
          second.second(), second.budget(), second.units(), second.admitted(), second.throttled());
    }
  }

  // ---------------------------------------------------------------- trouble

  @Test
  void nothingIsLostAndNoThreadSleepsWhenHalfOfAllRequestsAreTurnedAway() throws Exception {
    writeWithHalfOfAllRequestsTurnedAway(DeliveryGuarantee.AT_LEAST_ONCE, 500);
  }

  @Tag("long")
  @Test
  void theSameExactlyOnce() throws Exception {
    writeWithHalfOfAllRequestsTurnedAway(DeliveryGuarantee.EXACTLY_ONCE, 2_000);
  }

  private void writeWithHalfOfAllRequestsTurnedAway(DeliveryGuarantee guarantee, int changes)
      throws Exception {
    Changelog changelog = new Changelog(Seed.ofThisRun(), 300, changes, 10);
    try (CosmosStandIn account =
            CosmosStandIn.inFrontOf(cassandra.contactPoint()).behaviour(behaviour()).start();
        DriverThreads threads = DriverThreads.watch()) {
      account.throttle(Throttling.randomly(0.5, 1, 10, 2_000));
      TestJob job =
          job(account, changelog)
              .with(CassandraConnectorOptions.SINK_DELIVERY_GUARANTEE, guarantee)
              .start();
      job.probe().allow(changelog.count());
      job.awaitEnd();

      assertThat(threads.sleepers()).isEmpty();
      TableCheck.isFoldOf(session, keyspace, changelog, 2);
      History history = account.history(keyspace, "changes");
      System.out.printf(
          "cosmos: half of all requests turned away: %d requests, longest wait of a row %d ms%n",
          history.requests(), history.longestWait().toMillis());
    }
  }

  @Tag("long")
  @Test
  void budgetIsFollowedDownAndUpAgain() throws Exception {
    double budget = 5_000;
    Changelog changelog = rows(9_000);
    try (CosmosStandIn account =
        CosmosStandIn.inFrontOf(cassandra.contactPoint()).behaviour(behaviour()).start()) {
      account.setThroughput(keyspace, "changes", budget);
      TestJob job =
          job(account, changelog)
              .with(
                  CassandraConnectorOptions.SINK_DELIVERY_GUARANTEE,
                  DeliveryGuarantee.AT_LEAST_ONCE)
              .start();
      job.probe().allow(changelog.count());
      History history = account.history(keyspace, "changes");
      awaitSeconds(history, 6);
      account.setThroughput(keyspace, "changes", budget / 10);
      int cut = history.seconds().size();
      awaitSeconds(history, cut + 8);
      account.setThroughput(keyspace, "changes", budget);
      int restored = history.seconds().size();
      job.awaitEnd();

      print(history);
      List<History.Second> seconds = history.seconds();
      assertThat(Changelog.read(session, keyspace)).isEqualTo(changelog.fold());
      assertThat(seconds.subList(cut + 4, cut + 7))
          .as("the sink asks for little more than there is")
          .allMatch(second -> second.admitted() + second.throttled() < 3 * budget / 10 / 10);
      assertThat(
              seconds.subList(cut + 4, cut + 7).stream().mapToDouble(History.Second::units).sum())
          .isGreaterThanOrEqualTo(0.95 * 3 * budget / 10);
      List<History.Second> after = seconds.subList(restored + 5, seconds.size() - 1);
      assertThat(after.stream().mapToDouble(History.Second::units).sum())
          .as("the budget is used again")
          .isPositive()
          .isGreaterThanOrEqualTo(0.95 * after.size() * budget);
    }
  }

  private static void awaitSeconds(History history, int seconds) {
    Await.until(
        () -> history.seconds().size() >= seconds, TestJob.PATIENCE, () -> "rows are not written");
  }

  @Test
  void exactlyOnceOutlastsKillsThrottlingAndLostResponses() throws Exception {
    Changelog changelog = new Changelog(Seed.ofThisRun(), 1_000, 4_000, 10);
    try (FaultProxy proxy = FaultProxy.inFrontOf(cassandra.node());
        CosmosStandIn account =
            CosmosStandIn.inFrontOf(proxy.contactPoint())
                .behaviour(behaviour().withConflicts(0.01).withStaleReads(0.05))
                .start()) {
      account.setThroughput(keyspace, "changes", 10_000);
      account.throttle(Throttling.randomly(0.1, 2, 10, 300));
      proxy.setPolicy(
          FaultPolicy.randomly(
              0.003,
              3,
              FaultPolicy.anyOf(4, RequestFault.dropResponse(), RequestFault.cutAfterwards())));
      TestJob job =
          new TestJob(cluster, cassandra.contactPoint(), keyspace, changelog)
              .with(CassandraConnectorOptions.REQUEST_TIMEOUT, Duration.ofSeconds(3))
              .checkpointsEvery(Duration.ofMillis(500))
              .bounded();
      Cosmos.connect(job, account).start();
      try (Pacer pacer = Pacer.of(job.probe(), 0, changelog.count(), 500)) {
        for (int kill = 1; kill <= 3; kill++) {
          job.awaitFed(kill * changelog.count() / 4);
          cluster.replaceTaskManagers();
          job.awaitStarts(kill + 1);
        }
        job.awaitFed(changelog.count());
      }
      proxy.setPolicy(FaultPolicy.none());
      job.awaitEnd();

      assertThat(job.probe().starts()).isGreaterThanOrEqualTo(4);
      assertThat(account.history(keyspace, "changes").throttled()).isPositive();
      TableCheck.isFoldOf(session, keyspace, changelog, 2);
    }
  }
}
