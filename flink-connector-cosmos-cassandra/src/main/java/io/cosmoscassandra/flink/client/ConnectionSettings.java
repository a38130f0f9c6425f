package io.cosmoscassandra.flink.client;

import com.datastax.oss.driver.api.core.DefaultConsistencyLevel;
import io.cosmoscassandra.flink.client.dialect.Dialect;
import io.cosmoscassandra.flink.client.dialect.HostAndPort;
import io.cosmoscassandra.flink.client.login.Credentials;
import io.cosmoscassandra.flink.client.tls.TlsSettings;
import io.cosmoscassandra.flink.options.Compression;
import java.io.Serializable;
import java.time.Duration;
import java.util.List;
import org.apache.flink.annotation.Internal;

/**
 * Everything that decides how a session is opened, each value settled. Equal settings share one
 * session. Made by {@link #builder()}, which is what validates.
 *
 * @param dialect the kind of server
 * @param hosts the contact points; empty with a secure connect bundle
 * @param localDatacenter null if it is to be inferred from the contact points
 * @param credentials null to log in as nobody
 * @param tls how connections are encrypted
 * @param secureConnectBundle a file that says where and how to connect, or null
 * @param poolSize connections to each node
 * @param connectionTimeout how long opening a connection may take
 * @param requestTimeout how long an answer may take
 * @param heartbeatInterval after how much silence a connection is probed
 * @param compression of what goes over the wire
 * @param consistencyLevel of requests that do not name their own
 * @param driverOptions what is handed to the driver as it is, last
 */
@Internal
public record ConnectionSettings(
    Dialect dialect,
    List<HostAndPort> hosts,
    String localDatacenter,
    Credentials credentials,
    TlsSettings tls,
    String secureConnectBundle,
    int poolSize,
    Duration connectionTimeout,
    Duration requestTimeout,
    Duration heartbeatInterval,
    Compression compression,
    DefaultConsistencyLevel consistencyLevel,
    DriverOptions driverOptions)
    implements Serializable {

  public ConnectionSettings {
    hosts = List.copyOf(hosts);
  }

  public static ConnectionSettingsBuilder builder() {
    return new ConnectionSettingsBuilder();
  }

  /**
   * How long opening a session may take in all, if every step takes as long as it may; the schema,
   * which takes two requests in a row, may be read twice.
   */
  Duration openingTimeout() {
    return connectionTimeout
        .multipliedBy(4L * Math.max(1, hosts.size()))
        .plus(requestTimeout.multipliedBy(4));
  }
}
