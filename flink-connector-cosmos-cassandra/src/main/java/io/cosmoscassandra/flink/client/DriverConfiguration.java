package io.cosmoscassandra.flink.client;

import static com.datastax.dse.driver.api.core.config.DseDriverOption.MONITOR_REPORTING_ENABLED;
import static com.datastax.oss.driver.api.core.config.DefaultDriverOption.CONFIG_RELOAD_INTERVAL;
import static com.datastax.oss.driver.api.core.config.DefaultDriverOption.CONNECTION_CONNECT_TIMEOUT;
import static com.datastax.oss.driver.api.core.config.DefaultDriverOption.CONNECTION_INIT_QUERY_TIMEOUT;
import static com.datastax.oss.driver.api.core.config.DefaultDriverOption.CONNECTION_MAX_REQUESTS;
import static com.datastax.oss.driver.api.core.config.DefaultDriverOption.CONNECTION_POOL_LOCAL_SIZE;
import static com.datastax.oss.driver.api.core.config.DefaultDriverOption.CONNECTION_POOL_REMOTE_SIZE;
import static com.datastax.oss.driver.api.core.config.DefaultDriverOption.CONNECTION_SET_KEYSPACE_TIMEOUT;
import static com.datastax.oss.driver.api.core.config.DefaultDriverOption.CONTROL_CONNECTION_TIMEOUT;
import static com.datastax.oss.driver.api.core.config.DefaultDriverOption.HEARTBEAT_INTERVAL;
import static com.datastax.oss.driver.api.core.config.DefaultDriverOption.HEARTBEAT_TIMEOUT;
import static com.datastax.oss.driver.api.core.config.DefaultDriverOption.LOAD_BALANCING_POLICY_CLASS;
import static com.datastax.oss.driver.api.core.config.DefaultDriverOption.METADATA_SCHEMA_REQUEST_TIMEOUT;
import static com.datastax.oss.driver.api.core.config.DefaultDriverOption.METADATA_TOKEN_MAP_ENABLED;
import static com.datastax.oss.driver.api.core.config.DefaultDriverOption.NETTY_ADMIN_SHUTDOWN_QUIET_PERIOD;
import static com.datastax.oss.driver.api.core.config.DefaultDriverOption.NETTY_ADMIN_SHUTDOWN_TIMEOUT;
import static com.datastax.oss.driver.api.core.config.DefaultDriverOption.NETTY_ADMIN_SHUTDOWN_UNIT;
import static com.datastax.oss.driver.api.core.config.DefaultDriverOption.NETTY_DAEMON;
import static com.datastax.oss.driver.api.core.config.DefaultDriverOption.NETTY_IO_SHUTDOWN_QUIET_PERIOD;
import static com.datastax.oss.driver.api.core.config.DefaultDriverOption.PROTOCOL_COMPRESSION;
import static com.datastax.oss.driver.api.core.config.DefaultDriverOption.PROTOCOL_VERSION;
import static com.datastax.oss.driver.api.core.config.DefaultDriverOption.RECONNECTION_BASE_DELAY;
import static com.datastax.oss.driver.api.core.config.DefaultDriverOption.RECONNECTION_MAX_DELAY;
import static com.datastax.oss.driver.api.core.config.DefaultDriverOption.RECONNECTION_POLICY_CLASS;
import static com.datastax.oss.driver.api.core.config.DefaultDriverOption.REPREPARE_TIMEOUT;
import static com.datastax.oss.driver.api.core.config.DefaultDriverOption.REQUEST_CONSISTENCY;
import static com.datastax.oss.driver.api.core.config.DefaultDriverOption.REQUEST_LOG_WARNINGS;
import static com.datastax.oss.driver.api.core.config.DefaultDriverOption.REQUEST_TIMEOUT;
import static com.datastax.oss.driver.api.core.config.DefaultDriverOption.RETRY_POLICY_CLASS;
import static com.datastax.oss.driver.api.core.config.DefaultDriverOption.SESSION_NAME;
import static com.datastax.oss.driver.api.core.config.DefaultDriverOption.SOCKET_KEEP_ALIVE;
import static com.datastax.oss.driver.api.core.config.DefaultDriverOption.TIMESTAMP_GENERATOR_FORCE_JAVA_CLOCK;

import com.datastax.oss.driver.api.core.config.DriverConfigLoader;
import com.datastax.oss.driver.api.core.config.DriverOption;
import io.cosmoscassandra.flink.client.dialect.Dialect;
import io.cosmoscassandra.flink.client.dialect.Reconnection;
import io.cosmoscassandra.flink.options.Compression;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;

/** Translates connection settings into the configuration language of the driver. */
final class DriverConfiguration {

  private static final String ROOT = "datastax-java-driver.";

  private final StringJoiner text = new StringJoiner("\n");

  private DriverConfiguration() {}

  /** The configuration of a session; the user's own options for the driver come last and win. */
  static DriverConfigLoader loaderFor(ConnectionSettings settings, String sessionName) {
    DriverConfiguration configuration = new DriverConfiguration();
    configuration.requests(settings, sessionName);
    configuration.connections(settings);
    configuration.cluster(settings);
    configuration.housekeeping();
    Map<String, String> last = new TreeMap<>(settings.driverOptions().values());
    last.forEach((path, value) -> configuration.text.add(line(path, value)));
    return DriverConfigLoader.fromString(configuration.text.toString());
  }

  private void requests(ConnectionSettings settings, String sessionName) {
    set(SESSION_NAME, sessionName);
    set(REQUEST_TIMEOUT, settings.timeouts().request());
    // A schema may be large, however short the wait for a row is.
    set(
        METADATA_SCHEMA_REQUEST_TIMEOUT,
        Collections.max(List.of(settings.timeouts().request(), settings.timeouts().connection())));
    set(REQUEST_CONSISTENCY, settings.consistency().level().name());
    set(RETRY_POLICY_CLASS, NextNodeOnceRetryPolicy.class.getName());
    // A server's warning comes with every request it applies to, and a sink sends many.
    set(REQUEST_LOG_WARNINGS, false);
    set(TIMESTAMP_GENERATOR_FORCE_JAVA_CLOCK, true);
  }

  private void connections(ConnectionSettings settings) {
    Duration timeout = settings.timeouts().connection();
    set(CONNECTION_CONNECT_TIMEOUT, timeout);
    set(CONNECTION_INIT_QUERY_TIMEOUT, timeout);
    // In the driver's defaults these follow the ones above, but not once those are overridden.
    set(CONNECTION_SET_KEYSPACE_TIMEOUT, timeout);
    set(CONTROL_CONNECTION_TIMEOUT, timeout);
    set(HEARTBEAT_TIMEOUT, timeout);
    set(REPREPARE_TIMEOUT, timeout);
    Dialect dialect = settings.dialect();
    PoolSettings pool = settings.pool();
    set(CONNECTION_POOL_LOCAL_SIZE, pool.size());
    set(CONNECTION_POOL_REMOTE_SIZE, pool.size());
    set(CONNECTION_MAX_REQUESTS, dialect.maxRequestsPerConnection());
    set(HEARTBEAT_INTERVAL, pool.heartbeatInterval());
    set(SOCKET_KEEP_ALIVE, true);
    if (pool.compression() != Compression.NONE) {
      set(PROTOCOL_COMPRESSION, pool.compression().toString());
    }
    if (dialect.protocolVersion().isPresent()) {
      set(PROTOCOL_VERSION, dialect.protocolVersion().get());
    } else if (pool.compression() == Compression.SNAPPY) {
      // Version 5 of the protocol supports LZ4 only.
      set(PROTOCOL_VERSION, "V4");
    }
  }

  private void cluster(ConnectionSettings settings) {
    Dialect dialect = settings.dialect();
    Reconnection reconnection = dialect.reconnection();
    set(
        RECONNECTION_POLICY_CLASS,
        reconnection.isConstant() ? "ConstantReconnectionPolicy" : "ExponentialReconnectionPolicy");
    set(RECONNECTION_BASE_DELAY, reconnection.base());
    set(RECONNECTION_MAX_DELAY, reconnection.max());
    set(METADATA_TOKEN_MAP_ENABLED, dialect.tokenMap());
    ClusterAddress cluster = settings.cluster();
    if (cluster.secureConnectBundle() == null && cluster.localDatacenter() == null) {
      set(LOAD_BALANCING_POLICY_CLASS, "DcInferringLoadBalancingPolicy");
    }
  }

  private void housekeeping() {
    set(MONITOR_REPORTING_ENABLED, false);
    set(CONFIG_RELOAD_INTERVAL, Duration.ZERO);
    set(NETTY_DAEMON, true);
    // Nothing is submitted once a session closes, so there is nothing to wait for.
    set(NETTY_IO_SHUTDOWN_QUIET_PERIOD, 0);
    // The exception is the call that closes the session: it polls its own task once more, and logs
    // a complaint if the thread for that has ended by then.
    set(NETTY_ADMIN_SHUTDOWN_UNIT, "MILLISECONDS");
    set(NETTY_ADMIN_SHUTDOWN_QUIET_PERIOD, 100);
    set(NETTY_ADMIN_SHUTDOWN_TIMEOUT, 15_000);
  }

  private void set(DriverOption option, Object value) {
    String written = value instanceof Duration duration ? duration.toMillis() + " ms" : "" + value;
    text.add(line(option.getPath(), written));
  }

  /**
   * One option in the language of the driver. A list stays a list; all other values become strings,
   * from which the driver parses numbers, booleans and durations too.
   */
  static String line(String path, String value) {
    return ROOT + path + " = " + (value.startsWith("[") ? value : quoted(value));
  }

  private static String quoted(String value) {
    StringBuilder quoted = new StringBuilder("\"");
    value
        .chars()
        .forEach(
            c -> {
              if (c == '"' || c == '\\') {
                quoted.append('\\').append((char) c);
              } else if (c < ' ') {
                quoted.append("\\u%04x".formatted(c));
              } else {
                quoted.append((char) c);
              }
            });
    return quoted.append('"').toString();
  }
}
