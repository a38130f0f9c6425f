package io.cosmoscassandra.flink.it.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.datastax.oss.driver.api.core.AllNodesFailedException;
import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.servererrors.OverloadedException;
import io.cosmoscassandra.embedded.Await;
import io.cosmoscassandra.embedded.CassandraExtension;
import io.cosmoscassandra.embedded.CassandraNode;
import io.cosmoscassandra.embedded.proxy.Action;
import io.cosmoscassandra.embedded.proxy.FaultPolicy;
import io.cosmoscassandra.embedded.proxy.FaultProxy;
import io.cosmoscassandra.embedded.proxy.Opcode;
import io.cosmoscassandra.flink.it.kit.CapturedLog;
import io.cosmoscassandra.flink.it.kit.Changelog;
import io.cosmoscassandra.flink.it.kit.Cluster;
import io.cosmoscassandra.flink.it.kit.Seed;
import io.cosmoscassandra.flink.it.kit.TestJob;
import io.cosmoscassandra.flink.options.CassandraConnectorOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.logging.log4j.Level;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The password of a role is changed while a job writes, and the job goes on. */
class PasswordFileIT {

  private static final String FIRST = "first-s3cret";
  private static final String SECOND = "second-s3cret";
  private static final int ROWS = 300;

  @RegisterExtension static final Cluster cluster = new Cluster();

  @RegisterExtension
  static final CassandraExtension guarded =
      CassandraExtension.singleNode().withPasswordAuthentication();

  @Test
  void connectionsAfterARotationUseTheNewPassword(@TempDir Path directory) throws Exception {
    String keyspace = guarded.createKeyspace();
    String role = keyspace;
    Changelog.createTable(guarded.session(), keyspace);
    Changelog changelog = new Changelog(Seed.ofThisRun(), 1_000, ROWS, 0);
    guarded
        .session()
        .execute("CREATE ROLE %s WITH PASSWORD = '%s' AND LOGIN = true".formatted(role, FIRST));
    guarded.session().execute("GRANT ALL ON KEYSPACE %s TO %s".formatted(keyspace, role));
    Path file = directory.resolve("password");
    replace(file, FIRST);
    try (FaultProxy proxy = FaultProxy.inFrontOf(guarded.node());
        CapturedLog log = CapturedLog.of(Level.DEBUG)) {
      TestJob job =
          new TestJob(cluster, proxy.contactPoint(), keyspace, changelog)
              .with(CassandraConnectorOptions.USERNAME, role)
              .with(CassandraConnectorOptions.PASSWORD_FILE, file.toString())
              .with(
                  CassandraConnectorOptions.SINK_DELIVERY_GUARANTEE,
                  DeliveryGuarantee.AT_LEAST_ONCE)
              .start()
              .feed(100)
              .awaitTable(guarded.session(), 100);

      Await.until(
          () -> hasNewPassword(role, SECOND),
          TestJob.PATIENCE,
          () -> "the password of the role cannot be changed");
      Await.until(
          () -> isRejected(role, FIRST),
          TestJob.PATIENCE,
          () -> "the node still accepts the old password");
      proxy.setPolicy(FaultPolicy.none(), Opcode.AUTH_RESPONSE);
      long logins = proxy.count(Action.FORWARDED);
      proxy.closeConnections();
      Await.until(
          () -> proxy.count(Action.FORWARDED) > logins,
          TestJob.PATIENCE,
          () -> "the driver does not try to log in again");
      job.feed(200);
      replace(file, SECOND);

      job.awaitTable(guarded.session(), 200).feed(ROWS).awaitTable(guarded.session(), ROWS);
      job.assertNeverRestarted();
      job.cancel();
      assertThat(log.messages())
          .anyMatch(message -> message.contains("has a new password"))
          .noneMatch(
              message ->
                  !message.contains(" ROLE ")
                      && (message.contains(FIRST) || message.contains(SECOND)));
    }
  }

  /** As Kubernetes replaces a mounted secret: a reader sees either the old file or the new one. */
  private static void replace(Path file, String password) throws IOException {
    Path next = Files.writeString(file.resolveSibling("next"), password + "\n");
    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /** Changes the password, unless the node finds that too early after the last change. */
  private static boolean hasNewPassword(String role, String password) {
    try {
      guarded.session().execute("ALTER ROLE %s WITH PASSWORD = '%s'".formatted(role, password));
      return true;
    } catch (OverloadedException e) {
      return false;
    }
  }

  private static boolean isRejected(String role, String password) {
    try (CqlSession ignored =
        CqlSession.builder()
            .addContactPoint(guarded.contactPoint())
            .withLocalDatacenter(CassandraNode.DATACENTER)
            .withAuthCredentials(role, password)
            .build()) {
      return false;
    } catch (AllNodesFailedException e) {
      return true;
    }
  }
}
