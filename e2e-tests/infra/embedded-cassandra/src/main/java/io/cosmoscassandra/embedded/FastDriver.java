package io.cosmoscassandra.embedded;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.CqlSessionBuilder;
import com.datastax.oss.driver.api.core.config.DefaultDriverOption;
import com.datastax.oss.driver.api.core.config.DriverConfigLoader;
import com.datastax.oss.driver.api.core.config.ProgrammaticDriverConfigLoaderBuilder;
import com.datastax.oss.driver.api.core.ssl.ProgrammaticSslEngineFactory;
import java.time.Duration;

/**
 * The plain driver with settings that suit tests: it waits for nothing that a test need not see.
 */
public final class FastDriver {

  private FastDriver() {}

  /** A session in want of contact points. */
  public static CqlSessionBuilder session() {
    return session(settings().build());
  }

  /** The settings, to be added to. */
  public static ProgrammaticDriverConfigLoaderBuilder settings() {
    return DriverConfigLoader.programmaticBuilder()
        .withDuration(DefaultDriverOption.METADATA_SCHEMA_WINDOW, Duration.ofMillis(20))
        .withDuration(DefaultDriverOption.METADATA_TOPOLOGY_WINDOW, Duration.ofMillis(20))
        .withInt(DefaultDriverOption.NETTY_IO_SHUTDOWN_QUIET_PERIOD, 0)
        .withInt(DefaultDriverOption.NETTY_ADMIN_SHUTDOWN_QUIET_PERIOD, 0)
        .withDuration(DefaultDriverOption.REQUEST_TIMEOUT, Duration.ofSeconds(60))
        .withDuration(DefaultDriverOption.CONNECTION_CONNECT_TIMEOUT, Duration.ofSeconds(30))
        .withDuration(DefaultDriverOption.CONNECTION_INIT_QUERY_TIMEOUT, Duration.ofSeconds(30))
        .withDuration(DefaultDriverOption.CONTROL_CONNECTION_TIMEOUT, Duration.ofSeconds(30))
        .withDuration(DefaultDriverOption.RECONNECTION_BASE_DELAY, Duration.ofMillis(50))
        .withDuration(DefaultDriverOption.RECONNECTION_MAX_DELAY, Duration.ofMillis(500));
  }

  /** A session with the rights and the trust that a node with these options asks for. */
  static CqlSessionBuilder session(NodeOptions options) {
    return allow(session(), options);
  }

  /** The same, which goes to the nodes themselves where others go through proxies. */
  static CqlSessionBuilder sessionPastProxies(NodeOptions options) {
    DriverConfigLoader config =
        settings()
            .withClass(DefaultDriverOption.ADDRESS_TRANSLATOR_CLASS, WayPastProxies.class)
            .build();
    return allow(session(config), options);
  }

  private static CqlSessionBuilder session(DriverConfigLoader config) {
    return CqlSession.builder()
        .withConfigLoader(config)
        .withLocalDatacenter(CassandraNode.DATACENTER);
  }

  private static CqlSessionBuilder allow(CqlSessionBuilder builder, NodeOptions options) {
    if (options.passwordAuthentication()) {
      builder.withAuthCredentials(CassandraNode.USERNAME, CassandraNode.PASSWORD);
    }
    if (options.tls() != Tls.NONE) {
      boolean rightHost = options.tls() != Tls.SERVER_WITH_WRONG_HOST;
      builder.withSslEngineFactory(
          new ProgrammaticSslEngineFactory(TlsFiles.ofThisJvm().clientContext(), null, rightHost));
    }
    return builder;
  }
}
