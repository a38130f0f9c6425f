package io.cosmoscassandra.flink.client;

import static io.cosmoscassandra.flink.options.CassandraConnectorOptions.*;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.CqlSessionBuilder;
import com.datastax.oss.driver.api.core.auth.AuthProvider;
import io.cosmoscassandra.flink.client.dialect.HostAndPort;
import io.cosmoscassandra.flink.client.driver.DriverVersionCheck;
import io.cosmoscassandra.flink.client.driver.EncodedRowsSessionBuilder;
import io.cosmoscassandra.flink.client.failure.ConnectionException;
import io.cosmoscassandra.flink.client.login.Credentials;
import io.cosmoscassandra.flink.text.Wording;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.apache.flink.util.IOUtils;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens sessions of the driver. */
final class SessionFactory {

  private static final Logger LOG = LoggerFactory.getLogger(SessionFactory.class);
  private static final String APPLICATION = "flink-connector-cosmos-cassandra";
  private static final AtomicInteger COUNT = new AtomicInteger();

  private SessionFactory() {}

  /**
   * Opens a session whose datacenter and schema are known.
   *
   * @return the session, or a {@link ConnectionException} as the failure
   */
  static CompletionStage<CqlSession> open(ConnectionSettings settings) {
    DriverVersionCheck.ofClassPath().warnOnce();
    CompletionStage<CqlSession> opening;
    AuthProvider logins = null;
    try {
      CqlSessionBuilder builder = builder(settings);
      if (settings.credentials() != null) {
        // After all that may fail, since passwords that change have a thread.
        logins = logIn(builder, settings.credentials(), settings.openingTimeout());
      }
      opening =
          builder
              .buildAsync()
              .thenCompose(session -> inKnownDatacenter(session, settings))
              .thenCompose(session -> withSchema(session, settings));
    } catch (RuntimeException e) {
      opening = CompletableFuture.failedFuture(e);
    }
    AuthProvider used = logins;
    return opening
        .handle(
            (session, error) -> {
              if (error == null) {
                return CompletableFuture.completedFuture(session);
              }
              // A session closes them, but there need not have been one.
              IOUtils.closeQuietly(used);
              return CompletableFuture.<CqlSession>failedFuture(
                  ConnectionErrorExplainer.explain(settings, error));
            })
        .thenCompose(result -> result);
  }

  private static CqlSessionBuilder builder(ConnectionSettings settings) {
    String name = "cassandra-" + COUNT.incrementAndGet();
    CqlSessionBuilder builder =
        new EncodedRowsSessionBuilder()
            .withApplicationName(APPLICATION)
            .withConfigLoader(DriverConfiguration.loaderFor(settings, name))
            // The thread's own class loader may not see the jar with the driver's classes and ours.
            .withClassLoader(SessionFactory.class.getClassLoader());
    ClusterAddress cluster = settings.cluster();
    if (cluster.secureConnectBundle() != null) {
      return builder.withCloudSecureConnectBundle(bundle(cluster.secureConnectBundle()));
    }
    if (settings.tls().enabled()) {
      builder.withSslEngineFactory(NamedSslEngineFactory.of(settings));
    }
    if (cluster.localDatacenter() != null) {
      builder.withLocalDatacenter(cluster.localDatacenter());
    }
    return builder.addContactPoints(contactPoints(settings));
  }

  /** Sets the login. */
  private static AuthProvider logIn(
      CqlSessionBuilder builder, Credentials credentials, Duration timeLimit) {
    AuthProvider logins = credentials.password().newAuthProvider(credentials.username(), timeLimit);
    builder.withAuthProvider(logins);
    return logins;
  }

  private static Path bundle(String path) {
    Path bundle = Path.of(path);
    if (!Files.isReadable(bundle)) {
      throw new ConnectionException(
          "Option '%s': file '%s' does not exist on this machine, or cannot be read."
              .formatted(SECURE_CONNECT_BUNDLE.key(), path));
    }
    return bundle;
  }

  private static List<InetSocketAddress> contactPoints(ConnectionSettings settings) {
    List<InetSocketAddress> addresses = new ArrayList<>();
    List<String> unknown = new ArrayList<>();
    for (HostAndPort host : settings.cluster().hosts()) {
      if (!settings.dialect().resolvesContactPoints()) {
        addresses.add(InetSocketAddress.createUnresolved(host.host(), host.port()));
        continue;
      }
      try {
        for (InetAddress address : InetAddress.getAllByName(host.host())) {
          addresses.add(new InetSocketAddress(address, host.port()));
        }
      } catch (UnknownHostException e) {
        unknown.add(host.host());
      }
    }
    if (addresses.isEmpty()) {
      throw new ConnectionException(
          ConnectionException.Outlook.LASTING,
          "Option '%s': no address found for %s."
              .formatted(HOSTS.key(), String.join(", ", unknown)),
          null);
    }
    if (!unknown.isEmpty()) {
      LOG.warn(
          "No address found for {}, continuing with the other '{}'. Correct or remove it.",
          unknown,
          HOSTS.key());
    }
    return addresses;
  }

  /** Rejects unknown datacenters: the driver opens a session there, and then reaches no node. */
  private static CompletionStage<CqlSession> inKnownDatacenter(
      CqlSession session, ConnectionSettings settings) {
    String wanted = settings.cluster().localDatacenter();
    Set<String> found =
        session.getMetadata().getNodes().values().stream()
            .map(node -> node.getDatacenter())
            .filter(Objects::nonNull)
            .collect(Collectors.toCollection(TreeSet::new));
    if (wanted == null || found.isEmpty() || found.contains(wanted)) {
      LOG.info("Session {} is open, datacenters {}: {}", session.getName(), found, settings);
      return CompletableFuture.completedFuture(session);
    }
    ConnectionException unknown =
        new ConnectionException(
            ConnectionException.Outlook.LASTING,
            "Option '%s': there is no datacenter '%s', only %s (names are case-sensitive)."
                .formatted(LOCAL_DATACENTER.key(), wanted, Wording.quoted(found)),
            null);
    return closedBecause(unknown, session);
  }

  /**
   * Reads the schema again if the driver could not read it in time: the driver opens the session
   * all the same, and every table would seem to be missing. No other refresh runs at this time, as
   * the driver requires: it may skip a refresh if another one fails at the same moment.
   */
  private static CompletionStage<CqlSession> withSchema(
      CqlSession session, ConnectionSettings settings) {
    if (!session.getMetadata().getKeyspaces().isEmpty()) {
      return CompletableFuture.completedFuture(session);
    }
    return session
        .refreshSchemaAsync()
        .handle(
            (metadata, error) ->
                error == null
                    ? CompletableFuture.completedFuture(session)
                    : closedBecause(
                        ConnectionErrorExplainer.schemaUnread(settings, error), session))
        .thenCompose(result -> result);
  }

  private static CompletionStage<CqlSession> closedBecause(
      ConnectionException reason, CqlSession session) {
    return session
        .forceCloseAsync()
        .handle(
            (v, e) -> {
              throw reason;
            });
  }
}
