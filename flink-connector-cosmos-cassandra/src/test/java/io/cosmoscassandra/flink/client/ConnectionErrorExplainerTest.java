package io.cosmoscassandra.flink.client;

import static io.cosmoscassandra.flink.kit.Connections.*;
import static io.cosmoscassandra.flink.options.CassandraConnectorOptions.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.datastax.oss.driver.api.core.AllNodesFailedException;
import io.cosmoscassandra.flink.client.failure.ConnectionException;
import io.cosmoscassandra.flink.client.failure.ConnectionException.Outlook;
import io.cosmoscassandra.flink.options.DialectChoice;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.apache.flink.configuration.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ConnectionErrorExplainerTest {

  private static Configuration at(int port) {
    return to("127.0.0.1:" + port);
  }

  private static ConnectionException rejection(Configuration options) {
    ConnectionSettings settings = settings(options);
    ConnectionException rejection =
        catchThrowableOfType(
            ConnectionException.class, () -> SessionRegistry.instance().acquire(settings));
    assertThat(rejection).as("a rejection").isNotNull();
    assertThat(SessionRegistry.instance().size()).isZero();
    return rejection;
  }

  private static int closedPort() throws Exception {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  @Test
  void hostThatDoesNotAnswerIsNamedWithTheOptionsToCheck() throws Exception {
    int port = closedPort();
    assertThat(rejection(at(port)))
        .hasMessageStartingWith("Could not connect to 127.0.0.1:" + port + ": ")
        .hasMessageContaining("Connection refused")
        .hasMessageContaining("Check 'hosts', 'port' and 'connection.timeout'")
        .hasCauseInstanceOf(AllNodesFailedException.class)
        .returns(Outlook.TRANSIENT, ConnectionException::outlook);
  }

  @Test
  void hostWithoutAddressIsNamed() {
    assertThat(rejection(to("no-such-host.invalid")))
        .hasMessage("Option 'hosts': no address found for no-such-host.invalid.")
        .returns(Outlook.LASTING, ConnectionException::outlook);
  }

  @Test
  void accountWithoutAddressIsNamed() {
    assertThat(
            rejection(
                to("no-such-host.invalid")
                    .set(DIALECT, DialectChoice.COSMOS)
                    .set(USERNAME, "u")
                    .set(PASSWORD, "hush")))
        .hasMessageStartingWith("Could not connect to no-such-host.invalid:10350: ")
        .hasMessageNotContaining("hush")
        .returns(Outlook.LASTING, ConnectionException::outlook);
  }

  @Test
  void serverThatNeverAnswersRunsIntoTheConnectionTimeout() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      assertThat(
              rejection(at(silent.getLocalPort()).set(CONNECTION_TIMEOUT, Duration.ofMillis(300))))
          .hasMessageStartingWith("Could not connect to 127.0.0.1:")
          .hasMessageContaining("'connection.timeout'")
          .hasMessageContaining("'ssl.enabled' = 'true'")
          .returns(Outlook.TRANSIENT, ConnectionException::outlook);
    }
  }

  @Test
  void rejectedLoginNamesTheUserAndNeverThePassword() throws Exception {
    try (LoginServer server = new LoginServer(true)) {
      assertThat(rejection(at(server.port()).set(USERNAME, "ann").set(PASSWORD, "hush")))
          .hasMessageContaining("Login of user 'ann' rejected by 127.0.0.1:")
          .hasMessageContaining("Check 'username' and 'password'")
          .hasMessageNotContaining("hush")
          .hasCauseInstanceOf(AllNodesFailedException.class)
          .returns(Outlook.LASTING, ConnectionException::outlook);
    }
  }

  @Test
  void rejectedLoginWithAFileNamesItsOption(@TempDir Path directory) throws Exception {
    Path file = Files.writeString(directory.resolve("password"), "hush");
    try (LoginServer server = new LoginServer(true)) {
      assertThat(
              rejection(at(server.port()).set(USERNAME, "ann").set(PASSWORD_FILE, file.toString())))
          .hasMessageContaining("Check 'username' and 'password-file'")
          .hasMessageNotContaining("hush");
    }
  }

  /** A node of Apache Cassandra says so if it cannot read its table of roles. */
  @Test
  void loginThatTheServerCannotDecideOnMayBeAcceptedLater() throws Exception {
    try (LoginServer server =
        new LoginServer(true, "Unable to perform authentication: Cannot achieve consistency")) {
      assertThat(rejection(at(server.port()).set(USERNAME, "ann").set(PASSWORD, "hush")))
          .hasMessageContaining("Login of user 'ann' rejected by 127.0.0.1:")
          .returns(Outlook.TRANSIENT, ConnectionException::outlook);
    }
  }

  @Test
  void missingLoginIsReported() throws Exception {
    try (LoginServer server = new LoginServer(true)) {
      assertThat(rejection(at(server.port())))
          .hasMessage(
              "Login required by 127.0.0.1:%d: set 'username' and 'password'."
                  .formatted(server.port()))
          .returns(Outlook.LASTING, ConnectionException::outlook);
    }
  }

  @Test
  void serverWithoutCommonProtocolVersionIsReported() throws Exception {
    try (LoginServer server = new LoginServer(false)) {
      assertThat(rejection(at(server.port())))
          .hasMessageContaining("'driver.advanced.protocol.version'")
          .hasCauseInstanceOf(AllNodesFailedException.class);
    }
  }

  @Test
  void unclearDatacenterIsReportedWithThoseFound() {
    IllegalStateException driversOwn =
        new IllegalStateException(
            "No local DC was provided, but the contact points are from different DCs:"
                + " Node(endPoint=/127.0.0.1:9042, hostId=null, hashCode=1)=dc2,"
                + " Node(endPoint=/127.0.0.2:9042, hostId=null, hashCode=2)=dc 1; please set the"
                + " local DC explicitly (see basic.load-balancing-policy.local-datacenter)");
    assertThat(ConnectionErrorExplainer.explain(settings(at(1)), driversOwn))
        .hasMessage(
            "Option 'local-datacenter' must be set: the contact points are in different"
                + " datacenters: 'dc 1', 'dc2' (127.0.0.1:1)");
  }

  @Test
  void missingBundleIsNamed() {
    assertThat(rejection(new Configuration().set(SECURE_CONNECT_BUNDLE, "/no/such/bundle.zip")))
        .hasMessageStartingWith(
            "Option 'secure-connect-bundle': file '/no/such/bundle.zip' does not exist");
  }

  @Test
  void optionThatTheDriverRejectsIsNotMistakenForTheNetwork() throws Exception {
    assertThat(
            rejection(
                withDriverOptions(
                    at(closedPort()),
                    Map.of("advanced.reconnection-policy.class", "NoSuchPolicy"))))
        .hasMessageStartingWith("Could not set up the driver: ")
        .hasMessageContaining("NoSuchPolicy")
        .hasMessageContaining("'driver.*'");
  }

  @Test
  void failedOpeningLeavesNoThreadBehind() throws Exception {
    Set<Thread> before = Thread.getAllStackTraces().keySet();
    rejection(at(closedPort()));
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      if (thread.getName().startsWith("cassandra-") && !before.contains(thread)) {
        thread.join(5_000);
        assertThat(thread.isAlive()).as("%s is alive", thread).isFalse();
      }
    }
    assertThat(Thread.getAllStackTraces().keySet())
        .noneMatch(t -> t.getName().startsWith("cassandra-") && !before.contains(t));
  }

  @Test
  void whatIsExplainedAlreadyStaysAsItIs() {
    ConnectionException known = new ConnectionException("known");
    assertThat(ConnectionErrorExplainer.explain(settings(at(1)), known)).isSameAs(known);
  }
}
