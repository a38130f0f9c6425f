package io.cosmoscassandra.flink.it.commit;

import static org.assertj.core.api.Assertions.assertThat;

import com.datastax.oss.driver.api.core.CqlSession;
import io.cosmoscassandra.embedded.Await;
import io.cosmoscassandra.embedded.CassandraExtension;
import io.cosmoscassandra.embedded.proxy.FaultPolicy;
import io.cosmoscassandra.embedded.proxy.FaultProxy;
import io.cosmoscassandra.embedded.proxy.RequestFault;
import io.cosmoscassandra.flink.it.kit.Changelog;
import io.cosmoscassandra.flink.it.kit.Cluster;
import io.cosmoscassandra.flink.it.kit.Pacer;
import io.cosmoscassandra.flink.it.kit.Probe;
import io.cosmoscassandra.flink.it.kit.Seed;
import io.cosmoscassandra.flink.it.kit.Statements;
import io.cosmoscassandra.flink.it.kit.TableCheck;
import io.cosmoscassandra.flink.it.kit.TestJob;
import io.cosmoscassandra.flink.options.CassandraConnectorOptions;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.apache.flink.configuration.MemorySize;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The writer takes rows while the previous epoch is being committed. */
class OverlapIT {

  private static final Duration DELAY = Duration.ofMillis(66);
  private static final int REQUESTS = 2;
  private static final int ROWS_PER_REQUEST = 10;

  /** At 300 rows a second, 10 seconds of commit. */
  private static final long FIRST_EPOCH = 3_000;

  private static final double FED_PER_SECOND = 500;

  @RegisterExtension static final Cluster cluster = new Cluster();

  @RegisterExtension static final CassandraExtension cassandra = CassandraExtension.singleNode();

  @Test
  void rowsFlowOnDuringACommitOfTenSeconds() throws Exception {
    String keyspace = cassandra.createKeyspace();
    CqlSession session = cassandra.session();
    Changelog.createTable(session, keyspace);
    Changelog changelog = new Changelog(Seed.ofThisRun(), 100_000_000, 200_000, 0);
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch ended = new CountDownLatch(1);
    try (FaultProxy proxy = FaultProxy.inFrontOf(cassandra.node())) {
      proxy.setPolicy(
          request -> {
            if (Statements.RAISE_MARK.test(request)) {
              ended.countDown();
            }
            if (Statements.WRITE_TARGET.test(request)) {
              begun.countDown();
              return RequestFault.delay(DELAY);
            }
            return RequestFault.forward();
          });
      TestJob job =
          new TestJob(cluster, proxy.contactPoint(), keyspace, changelog)
              .with(CassandraConnectorOptions.SINK_BUFFER_SIZE, MemorySize.parse("64 kb"))
              .with(CassandraConnectorOptions.SINK_MAX_IN_FLIGHT_REQUESTS, REQUESTS)
              .with(CassandraConnectorOptions.SINK_BATCH_MAX_ROWS, ROWS_PER_REQUEST)
              .chained()
              .start()
              .awaitRunning();
      Rate outside = new Rate(job.probe());
      try (Pacer pacer = Pacer.of(job.probe(), 0, FIRST_EPOCH, FED_PER_SECOND)) {
        Await.until(
            () -> job.probe().arrived() == FIRST_EPOCH,
            TestJob.PATIENCE,
            () -> "rows do not arrive");
      }
      double rateOutside = outside.perSecond();
      job.checkpoint();
      begun.await();
      Rate during = new Rate(job.probe());
      long fed;
      try (Pacer pacer = Pacer.of(job.probe(), FIRST_EPOCH, changelog.count(), FED_PER_SECOND)) {
        ended.await();
        fed = pacer.stop();
      }
      double rateDuring = during.perSecond();
      System.out.printf(
          "overlap: %.0f rows/s outside of a commit, %.0f rows/s during a commit of %.1f s%n",
          rateOutside, rateDuring, during.seconds());
      assertThat(fed).isGreaterThan(FIRST_EPOCH);
      assertThat(rateDuring).isGreaterThan(rateOutside / 2);

      proxy.setPolicy(FaultPolicy.none());
      job.feed(fed).checkpoint().awaitTable(session, fed);
      TableCheck.isStateAfter(session, keyspace, changelog, fed, 1);
      job.cancel();
    }
  }

  /** How fast rows come to the writer. */
  private static final class Rate {

    private final Probe probe;
    private final long arrived;
    private final long start = System.nanoTime();

    Rate(Probe probe) {
      this.probe = probe;
      this.arrived = probe.arrived();
    }

    double seconds() {
      return (System.nanoTime() - start) / 1e9;
    }

    double perSecond() {
      return (probe.arrived() - arrived) / seconds();
    }
  }
}
