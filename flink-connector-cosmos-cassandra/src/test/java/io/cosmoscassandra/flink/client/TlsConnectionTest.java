package io.cosmoscassandra.flink.client;

import static io.cosmoscassandra.flink.options.CassandraConnectorOptions.*;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.datastax.oss.driver.api.core.CqlSession;
import io.cosmoscassandra.flink.client.failure.ConnectionException;
import io.cosmoscassandra.flink.client.failure.ConnectionException.Outlook;
import io.cosmoscassandra.flink.client.login.Secret;
import io.cosmoscassandra.flink.client.tls.KeyStoreFile;
import io.cosmoscassandra.flink.client.tls.TlsContexts;
import io.cosmoscassandra.flink.client.tls.TlsSettings;
import io.cosmoscassandra.flink.kit.Connections;
import io.cosmoscassandra.flink.kit.KeyStores;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.concurrent.TimeUnit;
import org.apache.flink.configuration.Configuration;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The driver, as we set it up, against a server that speaks TLS and nothing else. */
@Timeout(60)
class TlsConnectionTest {

  @TempDir static Path directory;

  private static KeyStores stores;
  private static KeyStore localhost;
  private static KeyStore elsewhere;
  private static KeyStore account;
  private static KeyStore client;

  @BeforeAll
  static void makeIdentities() throws Exception {
    stores = new KeyStores(directory);
    localhost = stores.identity("localhost", "EC", "dns:localhost,ip:127.0.0.1");
    elsewhere = stores.identity("elsewhere", "EC", "dns:elsewhere");
    account = stores.identity("account", "EC", "dns:*.cassandra.cosmos.azure.com");
    client = stores.identity("client", "RSA");
  }

  private static Configuration to(TlsServer server) {
    return Connections.to("127.0.0.1:" + server.port()).set(SSL_ENABLED, true);
  }

  private static Configuration to(TlsServer server, Path truststore) {
    return to(server)
        .set(SSL_TRUSTSTORE_PATH, truststore.toString())
        .set(SSL_TRUSTSTORE_PASSWORD, KeyStores.PASSWORD);
  }

  /** Opens a session, which must fail after the handshake at the latest. */
  private static Throwable open(Configuration options) {
    Throwable failure =
        catchThrowable(
            () ->
                SessionFactory.open(Connections.settings(options))
                    .toCompletableFuture()
                    .get(30, TimeUnit.SECONDS));
    return failure.getCause();
  }

  @Test
  void serverIsTrustedThroughAnyKindOfTruststore() throws Exception {
    Path[] truststores = {
      stores.trusting("t.jks", "JKS", elsewhere, localhost),
      stores.trusting("t.p12", "PKCS12", elsewhere, localhost),
      stores.pem(
          "t.pem", KeyStores.pemOfCertificate(elsewhere), KeyStores.pemOfCertificate(localhost))
    };
    for (Path truststore : truststores) {
      try (TlsServer server = new TlsServer(localhost, null)) {
        open(to(server, truststore));
        assertThat(server.client()).isEmpty();
      }
    }
  }

  @Test
  void serverOfUnknownOriginIsRefused() throws Exception {
    try (TlsServer server = new TlsServer(localhost, null)) {
      assertThat(open(to(server, stores.trusting("other.p12", "PKCS12", elsewhere))))
          .isInstanceOf(ConnectionException.class)
          .hasMessageStartingWith("The TLS handshake with 127.0.0.1:")
          .hasMessageContaining("'ssl.truststore.path'")
          .asInstanceOf(InstanceOfAssertFactories.type(ConnectionException.class))
          .returns(Outlook.LASTING, ConnectionException::outlook);
      assertThatThrownBy(server::client).isNotNull();
    }
  }

  @Test
  void serverOfAnotherNameIsRefused() throws Exception {
    try (TlsServer server = new TlsServer(elsewhere, null)) {
      assertThat(open(to(server, stores.trusting("e1.p12", "PKCS12", elsewhere))))
          .isInstanceOf(ConnectionException.class)
          .hasMessageContaining("127.0.0.1")
          .hasMessageContaining("'ssl.hostname-verification'")
          .asInstanceOf(InstanceOfAssertFactories.type(ConnectionException.class))
          .returns(Outlook.LASTING, ConnectionException::outlook);
      assertThatThrownBy(server::client).isNotNull();
    }
  }

  @Test
  void serverOfAnotherNameIsTakenIfTheUserWantsSo() throws Exception {
    try (TlsServer server = new TlsServer(elsewhere, null)) {
      open(
          to(server, stores.trusting("e2.p12", "PKCS12", elsewhere))
              .set(SSL_HOSTNAME_VERIFICATION, false));
      assertThat(server.client()).isEmpty();
    }
  }

  @Test
  void clientShowsItsCertificateFromAnyKindOfKeystore() throws Exception {
    Path truststore = stores.trusting("mutual.p12", "PKCS12", localhost);
    Path[] keystores = {
      stores.save("c.p12", client),
      stores.save("c.jks", KeyStores.as("JKS", client)),
      stores.pem("c.pem", KeyStores.pemOfEncryptedKey(client), KeyStores.pemOfCertificate(client)),
      stores.pem("c2.pem", KeyStores.pemOfKey(client), KeyStores.pemOfCertificate(client))
    };
    for (Path keystore : keystores) {
      try (TlsServer server = new TlsServer(localhost, client)) {
        open(
            to(server, truststore)
                .set(SSL_KEYSTORE_PATH, keystore.toString())
                .set(SSL_KEYSTORE_PASSWORD, KeyStores.PASSWORD));
        assertThat(server.client()).as("%s", keystore).isEqualTo("CN=client");
      }
    }
  }

  @Test
  void pemKeyWithoutPasswordNeedsNone() throws Exception {
    Path keystore =
        stores.pem("free.pem", KeyStores.pemOfKey(client), KeyStores.pemOfCertificate(client));
    try (TlsServer server = new TlsServer(localhost, client)) {
      open(
          to(server, stores.trusting("free.p12", "PKCS12", localhost))
              .set(SSL_KEYSTORE_PATH, keystore.toString()));
      assertThat(server.client()).isEqualTo("CN=client");
    }
  }

  @Test
  void keystoreWithoutItsPasswordFailsTheOpening() throws Exception {
    Path keystore = stores.save("locked.p12", client);
    try (TlsServer server = new TlsServer(localhost, client)) {
      assertThat(open(to(server).set(SSL_KEYSTORE_PATH, keystore.toString())))
          .isInstanceOf(ConnectionException.class)
          .hasMessage(
              "Option 'ssl.keystore.path': file '"
                  + keystore
                  + "' requires 'ssl.keystore.password'.");
    }
  }

  @Test
  void missingCertificateOfTheClientIsSaid() throws Exception {
    try (TlsServer server = new TlsServer(localhost, client)) {
      assertThat(open(to(server, stores.trusting("lack.p12", "PKCS12", localhost))))
          .isInstanceOf(ConnectionException.class)
          .hasMessageContaining("'ssl.keystore.path'");
    }
  }

  @Test
  void nodeKnownByAddressMustPresentItsAccountsCertificate() throws Exception {
    TlsSettings tls =
        new TlsSettings(
            true,
            new KeyStoreFile(
                stores.trusting("a.p12", "PKCS12", account, localhost).toString(),
                new Secret(KeyStores.PASSWORD)),
            null,
            true);
    try (TlsServer server = new TlsServer(account, null)) {
      connectAsAccount(tls, server);
      assertThat(server.client()).isEmpty();
    }
    try (TlsServer server = new TlsServer(localhost, null)) {
      connectAsAccount(tls, server);
      assertThatThrownBy(server::client).isNotNull();
    }
  }

  private static void connectAsAccount(TlsSettings tls, TlsServer server) throws Exception {
    ConnectionSettings of = Connections.settings(Connections.toCosmos());
    NamedSslEngineFactory factory =
        new NamedSslEngineFactory(
            TlsContexts.contextFor(tls),
            true,
            node -> of.dialect().certificateName(of.cluster().hosts(), node).orElseThrow());
    assertThatThrownBy(
            () ->
                CqlSession.builder()
                    .addContactPoint(
                        new InetSocketAddress(
                            InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), server.port()))
                    .withSslEngineFactory(factory)
                    .build())
        .isNotNull();
  }

  @Test
  void serverWithoutTlsIsRecognized() throws Exception {
    try (ServerSocket plain = new ServerSocket(0)) {
      Thread thread =
          new Thread(
              () -> {
                try (Socket socket = plain.accept()) {
                  socket.getOutputStream().write("I do not speak TLS".getBytes(UTF_8));
                  socket.getOutputStream().flush();
                  socket.getInputStream().readAllBytes();
                } catch (IOException e) {
                  // The client hung up, as it should.
                }
              });
      thread.setDaemon(true);
      thread.start();
      assertThat(open(Connections.to("127.0.0.1:" + plain.getLocalPort()).set(SSL_ENABLED, true)))
          .isInstanceOf(ConnectionException.class)
          .hasMessageContaining("does not use TLS on this port")
          .hasMessageContaining("'ssl.enabled' = 'false'");
    }
  }

  @Test
  void storeThatCannotBeReadFailsTheOpening() throws Exception {
    try (TlsServer server = new TlsServer(localhost, null)) {
      assertThat(open(to(server, directory.resolve("missing"))))
          .isInstanceOf(ConnectionException.class)
          .hasMessageStartingWith(
              "Option 'ssl.truststore.path': file '" + directory.resolve("missing"));
    }
  }
}
