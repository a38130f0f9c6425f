package io.cosmoscassandra.flink.it.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cosmoscassandra.embedded.CassandraExtension;
import io.cosmoscassandra.embedded.CassandraNode;
import io.cosmoscassandra.embedded.ReservedPort;
import io.cosmoscassandra.embedded.proxy.Action;
import io.cosmoscassandra.embedded.proxy.ErrorCode;
import io.cosmoscassandra.embedded.proxy.FaultPolicy;
import io.cosmoscassandra.embedded.proxy.FaultProxy;
import io.cosmoscassandra.embedded.proxy.Opcode;
import io.cosmoscassandra.embedded.proxy.RequestFault;
import io.cosmoscassandra.flink.it.kit.CapturedLog;
import io.cosmoscassandra.flink.it.kit.Changelog;
import io.cosmoscassandra.flink.it.kit.Cluster;
import io.cosmoscassandra.flink.it.kit.Flink;
import io.cosmoscassandra.flink.it.kit.Seed;
import io.cosmoscassandra.flink.it.kit.TestJob;
import io.cosmoscassandra.flink.options.CassandraConnectorOptions;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.logging.log4j.Level;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * A sink cannot connect when its job starts. All jobs may restart a thousand times; those that are
 * new do so only for what may get better by itself.
 */
class FirstConnectionIT {

  private static final FaultPolicy REJECTED_LOGIN =
      FaultPolicy.always(
          RequestFault.answer(
              ErrorCode.BAD_CREDENTIALS, "Provided username and/or password are incorrect"));

  @RegisterExtension static final Cluster cluster = new Cluster();

  @RegisterExtension
  static final CassandraExtension cassandra =
      CassandraExtension.singleNode().withPasswordAuthentication();

  private Changelog changelog;
  private String keyspace;

  @BeforeEach
  void createTable() {
    keyspace = cassandra.createKeyspace();
    Changelog.createTable(cassandra.session(), keyspace);
    changelog = new Changelog(Seed.ofThisRun(), 300, 800, 10);
  }

  private TestJob job(InetSocketAddress contactPoint) {
    return new TestJob(cluster, contactPoint, keyspace, changelog)
        .with(CassandraConnectorOptions.USERNAME, CassandraNode.USERNAME)
        .with(CassandraConnectorOptions.PASSWORD, CassandraNode.PASSWORD);
  }

  @Test
  void newJobThatIsNotLetInEndsAtOnce() throws Exception {
    TestJob job =
        job(cassandra.contactPoint())
            .with(CassandraConnectorOptions.PASSWORD, "not the password")
            .start();

    assertThatThrownBy(job::awaitEnd)
        .hasStackTraceContaining(
            "Login of user '%s' rejected by ".formatted(CassandraNode.USERNAME))
        .hasStackTraceContaining("Check 'username' and 'password'.");
    assertNoTaskRestarted(job);
  }

  @Test
  void newJobWithAnUnknownHostEndsAtOnce() throws Exception {
    TestJob job =
        job(cassandra.contactPoint())
            .with(CassandraConnectorOptions.HOSTS, "no-such-host.invalid")
            .start();

    assertThatThrownBy(job::awaitEnd)
        .hasStackTraceContaining("Option 'hosts': no address found for no-such-host.invalid.");
    assertNoTaskRestarted(job);
  }

  @Test
  void restoredJobThatIsNotLetInStartsAgain(@TempDir Path savepoints) throws Exception {
    try (FaultProxy proxy = FaultProxy.inFrontOf(cassandra.node())) {
      TestJob first = job(proxy.contactPoint()).chained().start().feed(400).awaitRunning();
      String savepoint = first.stopWithSavepoint(savepoints);
      proxy.setPolicy(REJECTED_LOGIN.times(2), Opcode.AUTH_RESPONSE);

      TestJob restored = job(proxy.contactPoint()).chained().from(savepoint).start();

      restored.feed(800).checkpoint().awaitTable(cassandra.session(), 800);
      assertThat(proxy.count(Action.ANSWERED)).isEqualTo(2);
      restored.cancel();
    }
  }

  @Test
  void connectionsThatBreakAreTriedAgainWithOneLineForEachAttempt() throws Exception {
    try (FaultProxy proxy = FaultProxy.inFrontOf(cassandra.node());
        CapturedLog log = CapturedLog.of(Level.WARN)) {
      proxy.setPolicy(FaultPolicy.always(RequestFault.cut()).times(3), Opcode.STARTUP);

      TestJob job = job(proxy.contactPoint()).chained().start().awaitRunning();

      assertNoTaskRestarted(job);
      assertThat(attempts(log))
          .isNotEmpty()
          .allSatisfy(
              line ->
                  assertThat(line)
                      .contains("Could not connect to " + Flink.address(proxy.contactPoint()))
                      .doesNotContain("\n"));
      job.cancel();
    }
  }

  @Test
  void whatDoesNotGetBetterInTimeFailsWithTheMessageOfTheAttempts() throws Exception {
    try (ReservedPort closed = ReservedPort.any();
        CapturedLog log = CapturedLog.of(Level.WARN)) {
      String address = "127.0.0.1:" + closed.number();
      TestJob job =
          job(cassandra.contactPoint())
              .with(CassandraConnectorOptions.HOSTS, address)
              .with(CassandraConnectorOptions.SINK_RETRY_TIMEOUT, Duration.ofSeconds(1))
              .chained()
              .withoutRestarts()
              .start();

      String message = "Could not connect to %s: ".formatted(address);
      assertThatThrownBy(job::awaitEnd)
          .hasStackTraceContaining(message)
          .hasStackTraceContaining("Check 'hosts', 'port' and 'connection.timeout'.");
      assertThat(attempts(log))
          .isNotEmpty()
          .allSatisfy(line -> assertThat(line).contains(message).doesNotContain("\n"));
    }
  }

  private static void assertNoTaskRestarted(TestJob job) {
    assertThat(
            cluster
                .flink()
                .getExecutionGraph(job.client().getJobID())
                .join()
                .getAllExecutionVertices())
        .isNotEmpty()
        .allSatisfy(
            task -> assertThat(task.getCurrentExecutionAttempt().getAttemptNumber()).isZero());
  }

  private static List<String> attempts(CapturedLog log) {
    return log.messages().stream()
        .filter(line -> line.startsWith("The sink cannot start yet and tries again"))
        .toList();
  }
}
