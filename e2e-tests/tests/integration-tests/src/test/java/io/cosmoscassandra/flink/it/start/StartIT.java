package io.cosmoscassandra.flink.it.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cosmoscassandra.embedded.CassandraExtension;
import io.cosmoscassandra.embedded.proxy.Action;
import io.cosmoscassandra.embedded.proxy.ClientRequest;
import io.cosmoscassandra.embedded.proxy.FaultPolicy;
import io.cosmoscassandra.embedded.proxy.FaultProxy;
import io.cosmoscassandra.embedded.proxy.Opcode;
import io.cosmoscassandra.embedded.proxy.RequestFault;
import io.cosmoscassandra.flink.it.kit.Changelog;
import io.cosmoscassandra.flink.it.kit.Cluster;
import io.cosmoscassandra.flink.it.kit.Seed;
import io.cosmoscassandra.flink.it.kit.Statements;
import io.cosmoscassandra.flink.it.kit.TestJob;
import io.cosmoscassandra.flink.options.CassandraConnectorOptions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The database fails while a sink starts. */
class StartIT {

  @RegisterExtension static final Cluster cluster = new Cluster();

  @RegisterExtension static final CassandraExtension cassandra = CassandraExtension.singleNode();

  private String keyspace;

  @BeforeEach
  void createTable() {
    keyspace = cassandra.createKeyspace();
    Changelog.createTable(cassandra.session(), keyspace);
  }

  private TestJob job(FaultProxy proxy) {
    Changelog changelog = new Changelog(Seed.ofThisRun(), 300, 800, 10);
    return new TestJob(cluster, proxy.contactPoint(), keyspace, changelog)
        .with(CassandraConnectorOptions.REQUEST_TIMEOUT, Duration.ofMillis(500));
  }

  static List<RequestFault> troubles() {
    return List.of(
        RequestFault.cut(),
        RequestFault.dropRequest(),
        RequestFault.overloaded("as the test wants it"));
  }

  /** Writers and, before their first commit, committers ask the database several things. */
  @ParameterizedTest
  @MethodSource("troubles")
  void whatStartsOutlastsTrouble(RequestFault trouble) throws Exception {
    try (FaultProxy proxy = FaultProxy.inFrontOf(cassandra.node())) {
      setPolicy(
          proxy, three(trouble, StartIT::asksForTheTime).orElse(three(trouble, Statements.STAGE)));
      TestJob job = job(proxy).start().awaitRunning();
      assertThat(faults(proxy)).isEqualTo(6);

      setPolicy(
          proxy,
          three(trouble, StartIT::asksForTheTime).orElse(three(trouble, Statements.WRITE_TARGET)));
      job.feed(800).checkpoint().awaitTable(cassandra.session(), 800);
      assertThat(faults(proxy)).isEqualTo(12);

      job.assertNeverRestarted();
      job.cancel();
    }
  }

  @Test
  void aSchemaThatWasNotReadInTimeIsReadAgain() throws Exception {
    try (FaultProxy proxy = FaultProxy.inFrontOf(cassandra.node())) {
      setPolicy(
          proxy,
          FaultPolicy.always(RequestFault.dropRequest()).times(1).when(StartIT::readsTheTables));

      TestJob job = job(proxy).start().awaitRunning();

      assertThat(faults(proxy)).isEqualTo(1);
      job.assertNeverRestarted();
      job.cancel();
    }
  }

  @Test
  void aSchemaThatCannotBeReadIsNoMissingTable() throws Exception {
    try (FaultProxy proxy = FaultProxy.inFrontOf(cassandra.node())) {
      setPolicy(
          proxy, FaultPolicy.always(RequestFault.dropRequest()).when(StartIT::readsTheTables));

      TestJob job =
          job(proxy)
              .with(CassandraConnectorOptions.SINK_RETRY_TIMEOUT, Duration.ofSeconds(1))
              .withoutRestarts()
              .start();

      assertThatThrownBy(job::awaitEnd)
          .rootCause()
          .hasMessageContaining("system_schema.tables")
          .hasMessageContaining("timed out");
      assertThatThrownBy(job::awaitEnd)
          .hasStackTraceContaining(
              "Could not read the schema of %s:%d: transient failure of nodes or network"
                  .formatted(proxy.contactPoint().getHostString(), proxy.contactPoint().getPort()));
    }
  }

  private static void setPolicy(FaultProxy proxy, FaultPolicy policy) {
    proxy.setPolicy(policy, Opcode.QUERY, Opcode.PREPARE);
  }

  private static FaultPolicy three(RequestFault fault, Predicate<ClientRequest> requests) {
    return FaultPolicy.always(fault).times(3).when(requests);
  }

  private static boolean asksForTheTime(ClientRequest request) {
    return request.mentions("toTimestamp(now())");
  }

  private static boolean readsTheTables(ClientRequest request) {
    return request.mentions("FROM system_schema.tables");
  }

  private static long faults(FaultProxy proxy) {
    return proxy.counts().entrySet().stream()
        .filter(action -> action.getKey() != Action.FORWARDED)
        .mapToLong(Map.Entry::getValue)
        .sum();
  }
}
