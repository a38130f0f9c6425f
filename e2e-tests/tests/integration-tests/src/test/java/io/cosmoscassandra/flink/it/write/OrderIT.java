package io.cosmoscassandra.flink.it.write;

import static org.assertj.core.api.Assertions.assertThat;

import io.cosmoscassandra.embedded.CassandraExtension;
import io.cosmoscassandra.embedded.proxy.Action;
import io.cosmoscassandra.embedded.proxy.FaultPolicy;
import io.cosmoscassandra.embedded.proxy.FaultProxy;
import io.cosmoscassandra.embedded.proxy.RequestFault;
import io.cosmoscassandra.flink.it.kit.Changelog;
import io.cosmoscassandra.flink.it.kit.DriverThreads;
import io.cosmoscassandra.flink.it.kit.Flink;
import io.cosmoscassandra.flink.it.kit.Seed;
import io.cosmoscassandra.flink.options.CassandraConnectorOptions;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Changes of one key keep their order, whatever happens between the sink and the database. */
class OrderIT {

  @RegisterExtension static final CassandraExtension cassandra = CassandraExtension.singleNode();

  @RegisterExtension static final MiniClusterExtension cluster = Flink.cluster();

  @Test
  void theTableEqualsTheFoldOfTheChangelogUnderOverloadLossAndCuts() throws Exception {
    long seed = Seed.ofThisRun();
    String keyspace = cassandra.createKeyspace();
    Changelog.createTable(cassandra.session(), keyspace);
    Changelog changelog = new Changelog(seed, 1_000, 200_000, 10);
    try (FaultProxy proxy = FaultProxy.inFrontOf(cassandra.node());
        DriverThreads driverThreads = DriverThreads.watch()) {
      proxy.setPolicy(
          FaultPolicy.randomly(0.001, seed, RequestFault.cut())
              .orElse(FaultPolicy.randomly(0.05, seed + 1, RequestFault.dropResponse()))
              .orElse(
                  FaultPolicy.randomly(
                      0.2, seed + 2, RequestFault.cosmosThrottled(Duration.ofMillis(10)))));
      StreamExecutionEnvironment environment = Flink.environment();
      environment.enableCheckpointing(1_000);
      changelog.stream(environment, 1_000_000)
          .sinkTo(
              Changelog.sink(proxy.contactPoint(), keyspace)
                  .option(
                      CassandraConnectorOptions.SINK_DELIVERY_GUARANTEE,
                      DeliveryGuarantee.AT_LEAST_ONCE)
                  .option(CassandraConnectorOptions.REQUEST_TIMEOUT, Duration.ofMillis(500))
                  .option(
                      CassandraConnectorOptions.SINK_RETRY_INITIAL_BACKOFF, Duration.ofMillis(10))
                  .build());

      JobClient job = environment.executeAsync();
      job.getJobExecutionResult().get(240, TimeUnit.SECONDS);

      assertThat(Changelog.read(cassandra.session(), keyspace)).isEqualTo(changelog.fold());
      assertThat(proxy.count(Action.ANSWERED)).isPositive();
      assertThat(proxy.count(Action.RESPONSE_DROPPED)).isPositive();
      assertThat(proxy.count(Action.CUT)).isPositive();
      assertThat(driverThreads.sleepers()).isEmpty();
    }
  }
}
