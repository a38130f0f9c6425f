package io.cosmoscassandra.flink.it.write;

import io.cosmoscassandra.embedded.Await;
import io.cosmoscassandra.embedded.CassandraExtension;
import io.cosmoscassandra.embedded.proxy.Action;
import io.cosmoscassandra.embedded.proxy.FaultPolicy;
import io.cosmoscassandra.embedded.proxy.FaultProxy;
import io.cosmoscassandra.embedded.proxy.RequestFault;
import io.cosmoscassandra.flink.it.kit.Changelog;
import io.cosmoscassandra.flink.it.kit.Cluster;
import io.cosmoscassandra.flink.it.kit.Seed;
import io.cosmoscassandra.flink.it.kit.TestJob;
import io.cosmoscassandra.flink.options.BatchGrouping;
import io.cosmoscassandra.flink.options.CassandraConnectorOptions;
import java.time.Duration;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The sink has no connection to the database for a while. */
class LostConnectionIT {

  private static final int ROWS = 1_000;
  private static final int IN_FLIGHT = 8;

  @RegisterExtension static final Cluster cluster = new Cluster();

  @RegisterExtension static final CassandraExtension cassandra = CassandraExtension.singleNode();

  /** The driver refuses each of them at once then, one after the other. */
  @Test
  void noRowOfThoseThatWaitForOthersGetsLost() throws Exception {
    String keyspace = cassandra.createKeyspace();
    Changelog.createTable(cassandra.session(), keyspace);
    // So many keys that next to no change waits for another of its row.
    Changelog changelog = new Changelog(Seed.ofThisRun(), 100_000_000, ROWS, 0);
    try (FaultProxy proxy = FaultProxy.inFrontOf(cassandra.node())) {
      proxy.setPolicy(FaultPolicy.always(RequestFault.dropResponse()));
      TestJob job =
          new TestJob(cluster, proxy.contactPoint(), keyspace, changelog)
              .with(
                  CassandraConnectorOptions.SINK_DELIVERY_GUARANTEE,
                  DeliveryGuarantee.AT_LEAST_ONCE)
              .with(CassandraConnectorOptions.SINK_BATCH_GROUPING, BatchGrouping.NONE)
              .with(CassandraConnectorOptions.SINK_MAX_IN_FLIGHT_REQUESTS, IN_FLIGHT)
              .with(CassandraConnectorOptions.REQUEST_TIMEOUT, Duration.ofHours(1))
              .chained()
              .start()
              .feed(ROWS);
      Await.until(
          () -> proxy.count(Action.RESPONSE_DROPPED) == IN_FLIGHT,
          TestJob.PATIENCE,
          () -> "no requests are under way");

      proxy.setPolicy(FaultPolicy.none());
      proxy.closeConnections();

      job.awaitTable(cassandra.session(), ROWS);
      job.assertNeverRestarted();
      job.cancel();
    }
  }
}
