package io.cosmoscassandra.flink.client;

import static com.datastax.oss.driver.api.core.config.DefaultDriverOption.METADATA_SCHEMA_REFRESHED_KEYSPACES;
import static com.datastax.oss.driver.api.core.config.DefaultDriverOption.REQUEST_CONSISTENCY;

import com.datastax.oss.driver.api.core.DefaultConsistencyLevel;
import io.cosmoscassandra.flink.client.dialect.Dialect;
import io.cosmoscassandra.flink.client.login.Credentials;
import io.cosmoscassandra.flink.client.tls.TlsSettings;
import io.cosmoscassandra.flink.options.CassandraConnectorOptions;
import java.io.Serializable;
import java.time.Duration;
import javax.annotation.Nullable;
import org.apache.flink.annotation.Internal;

/**
 * Determines how a session is opened. Every value is final: defaults are resolved and options are
 * validated. Clients with equal settings share one session.
 *
 * @param dialect the kind of server
 * @param cluster where to find the servers
 * @param credentials the login, or null to connect without one
 * @param tls how connections are encrypted
 * @param pool the connections to each node
 * @param timeouts how long connecting and requests may take
 * @param consistency the level of requests that set none of their own
 * @param driverOptions options that are passed to the driver unchanged, and override all others
 */
@Internal
public record ConnectionSettings(
    Dialect dialect,
    ClusterAddress cluster,
    @Nullable Credentials credentials,
    TlsSettings tls,
    PoolSettings pool,
    Timeouts timeouts,
    ConsistencyChoice consistency,
    DriverOptions driverOptions)
    implements Serializable {

  /** The same settings with a schema that contains the keyspaces of the server itself. */
  public ConnectionSettings withSystemKeyspaces() {
    return new ConnectionSettings(
        dialect,
        cluster,
        credentials,
        tls,
        pool,
        timeouts,
        consistency,
        driverOptions.with(METADATA_SCHEMA_REFRESHED_KEYSPACES.getPath(), "[\"/.*/\"]"));
  }

  /** The level of row writes; the driver's own option for it overrides ours, too. */
  public ConsistencyChoice writeConsistency() {
    String path = REQUEST_CONSISTENCY.getPath();
    String ofDriver = driverOptions.values().get(path);
    return ofDriver == null
        ? consistency
        : new ConsistencyChoice(
            DefaultConsistencyLevel.valueOf(ofDriver),
            CassandraConnectorOptions.DRIVER_PREFIX + path);
  }

  /**
   * The longest time that opening a session may take, if every step uses up its own timeout. The
   * schema, which takes two requests in a row, may be read twice.
   */
  Duration openingTimeout() {
    return timeouts
        .connection()
        .multipliedBy(4L * Math.max(1, cluster.hosts().size()))
        .plus(timeouts.request().multipliedBy(4));
  }
}
