package io.cosmoscassandra.flink.it.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.cosmoscassandra.embedded.CassandraExtension;
import io.cosmoscassandra.embedded.CassandraNode;
import io.cosmoscassandra.embedded.Tls;
import io.cosmoscassandra.embedded.TlsFiles;
import io.cosmoscassandra.embedded.proxy.Action;
import io.cosmoscassandra.embedded.proxy.FaultPolicy;
import io.cosmoscassandra.embedded.proxy.FaultProxy;
import io.cosmoscassandra.embedded.proxy.RequestFault;
import io.cosmoscassandra.flink.it.kit.Changelog;
import io.cosmoscassandra.flink.it.kit.Cluster;
import io.cosmoscassandra.flink.it.kit.Seed;
import io.cosmoscassandra.flink.it.kit.Statements;
import io.cosmoscassandra.flink.it.kit.TableCheck;
import io.cosmoscassandra.flink.it.kit.TestJob;
import io.cosmoscassandra.flink.options.CassandraConnectorOptions;
import io.cosmoscassandra.flink.options.Compression;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Losses, cuts and overload on connections that are encrypted, with login and compression. */
class SecuredFaultsIT {

  @RegisterExtension static final Cluster cluster = new Cluster();

  @RegisterExtension
  static final CassandraExtension secured =
      CassandraExtension.singleNode().withPasswordAuthentication().withTls(Tls.MUTUAL);

  @Test
  void promisedRowsArriveOnce() throws Exception {
    TlsFiles files = TlsFiles.ofThisJvm();
    String keyspace = secured.createKeyspace();
    Changelog.createTable(secured.session(), keyspace);
    Changelog changelog = new Changelog(Seed.ofThisRun(), 300, 1_600, 10);
    try (FaultProxy proxy = FaultProxy.inFrontOf(secured.node())) {
      proxy.setPolicy(
          FaultPolicy.inTurn(
                  RequestFault.forward(),
                  RequestFault.overloaded("as the test wants it"),
                  RequestFault.dropResponse(),
                  RequestFault.cut(),
                  RequestFault.cutAfterwards())
              .when(Statements.WRITE_TARGET)
              .orElse(FaultPolicy.inTurn(RequestFault.cutAfterwards()).when(Statements.STAGE))
              .orElse(FaultPolicy.inTurn(RequestFault.dropResponse()).when(Statements.RAISE_MARK)));
      TestJob job =
          new TestJob(cluster, proxy.contactPoint(), keyspace, changelog)
              .inSmallParts()
              .with(CassandraConnectorOptions.USERNAME, CassandraNode.USERNAME)
              .with(CassandraConnectorOptions.PASSWORD, CassandraNode.PASSWORD)
              .with(CassandraConnectorOptions.SSL_ENABLED, true)
              .with(CassandraConnectorOptions.SSL_TRUSTSTORE_PATH, files.truststorePem().toString())
              .with(
                  CassandraConnectorOptions.SSL_KEYSTORE_PATH, files.clientKeystorePem().toString())
              .with(CassandraConnectorOptions.CONNECTION_COMPRESSION, Compression.LZ4)
              .with(CassandraConnectorOptions.REQUEST_TIMEOUT, Duration.ofSeconds(1))
              .start()
              .feed(800)
              .checkpoint()
              .awaitTable(secured.session(), 800)
              .feed(1_600)
              .checkpoint()
              .awaitTable(secured.session(), 1_600);

      TableCheck.isFoldOf(secured.session(), keyspace, changelog, 2);
      // A response that is to be lost may fall victim to a connection that is cut.
      assertThat(proxy.count(Action.ANSWERED)).isEqualTo(1);
      assertThat(proxy.count(Action.CUT)).isEqualTo(1);
      assertThat(proxy.count(Action.RESPONSE_DROPPED)).isPositive();
      assertThat(proxy.protocolVersions()).containsExactly(5);
      job.assertNeverRestarted();
      job.cancel();
    }
  }
}
