package io.cosmoscassandra.flink.client;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.CqlSessionBuilder;
import io.cosmoscassandra.flink.client.dialect.HostAndPort;
import io.cosmoscassandra.flink.client.driver.EncodedRowsSessionBuilder;
import io.cosmoscassandra.flink.client.failure.ConnectionException;
import io.cosmoscassandra.flink.client.login.Credentials;
import io.cosmoscassandra.flink.client.login.SuppliedPasswords;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens sessions of the driver. */
final class SessionFactory {

  private static final Logger LOG = LoggerFactory.getLogger(SessionFactory.class);
  private static final String APPLICATION = "flink-connector-cosmos-cassandra";
  private static final AtomicInteger COUNT = new AtomicInteger();

  private SessionFactory() {}

  /**
   * A session of these settings, with which its user may send requests at once.
   *
   * @return fails with a {@link ConnectionException}
   */
  static CompletionStage<CqlSession> open(ConnectionSettings settings) {
    CompletionStage<CqlSession> opening;
    try {
      opening =
          builder(settings)
              .buildAsync()
              .thenCompose(session -> inKnownDatacenter(session, settings))
              .thenCompose(session -> withSchema(session, settings));
    } catch (RuntimeException e) {
      opening = CompletableFuture.failedFuture(e);
    }
    return opening
        .handle(
            (session, error) ->
                error == null
                    ? CompletableFuture.completedFuture(session)
                    : CompletableFuture.<CqlSession>failedFuture(
                        ConnectionErrorExplainer.explain(settings, error)))
        .thenCompose(result -> result);
  }

  private static CqlSessionBuilder builder(ConnectionSettings settings) {
    String name = "cassandra-" + COUNT.incrementAndGet();
    CqlSessionBuilder builder =
        new EncodedRowsSessionBuilder()
            .withApplicationName(APPLICATION)
            .withConfigLoader(DriverConfiguration.loaderFor(settings, name))
            // The driver's classes and ours come from one jar, which need not be that of the
            // thread's own loader.
            .withClassLoader(SessionFactory.class.getClassLoader());
    Credentials credentials = settings.credentials();
    if (credentials != null) {
      logIn(builder, credentials);
    }
    if (settings.secureConnectBundle() != null) {
      return builder.withCloudSecureConnectBundle(bundle(settings.secureConnectBundle()));
    }
    if (settings.tls().enabled()) {
      builder.withSslEngineFactory(NamedSslEngineFactory.of(settings));
    }
    if (settings.localDatacenter() != null) {
      builder.withLocalDatacenter(settings.localDatacenter());
    }
    return builder.addContactPoints(contactPoints(settings));
  }

  private static void logIn(CqlSessionBuilder builder, Credentials credentials) {
    if (credentials.passwordSupplier() == null) {
      builder.withAuthCredentials(credentials.username(), credentials.password().reveal());
    } else {
      builder.withAuthProvider(
          SuppliedPasswords.of(credentials.username(), credentials.passwordSupplier()));
    }
  }

  private static Path bundle(String path) {
    Path bundle = Path.of(path);
    if (!Files.isReadable(bundle)) {
      throw new ConnectionException(
          "secure-connect-bundle: %s: there is no such file on this machine, or it may not be read"
              .formatted(path));
    }
    return bundle;
  }

  private static List<InetSocketAddress> contactPoints(ConnectionSettings settings) {
    List<InetSocketAddress> addresses = new ArrayList<>();
    List<String> unknown = new ArrayList<>();
    for (HostAndPort host : settings.hosts()) {
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
          "hosts: no address is known for %s".formatted(String.join(", ", unknown)));
    }
    if (!unknown.isEmpty()) {
      LOG.warn("No address is known for {}; going on with the other 'hosts'.", unknown);
    }
    return addresses;
  }

  /** The driver opens a session in a data centre that does not exist, and then reaches no node. */
  private static CompletionStage<CqlSession> inKnownDatacenter(
      CqlSession session, ConnectionSettings settings) {
    String wanted = settings.localDatacenter();
    Set<String> found =
        session.getMetadata().getNodes().values().stream()
            .map(node -> node.getDatacenter())
            .filter(Objects::nonNull)
            .collect(Collectors.toCollection(TreeSet::new));
    if (wanted == null || found.isEmpty() || found.contains(wanted)) {
      LOG.info("Session {} is open, data centres {}: {}", session.getName(), found, settings);
      return CompletableFuture.completedFuture(session);
    }
    ConnectionException unknown =
        new ConnectionException(
            "local-datacenter: there is no data centre '%s'; there is %s (names are case-sensitive)"
                .formatted(wanted, ConnectionErrorExplainer.quoted(found)));
    return closedBecause(unknown, session);
  }

  /**
   * The driver opens a session without a schema, too, if it could not read that in time, and every
   * table would seem to be missing. Nobody else reads it at this time, which the driver needs: it
   * may forget to read if another reading fails at the same moment.
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
