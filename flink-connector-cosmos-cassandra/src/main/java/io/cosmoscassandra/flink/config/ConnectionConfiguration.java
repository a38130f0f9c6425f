package io.cosmoscassandra.flink.config;

import static io.cosmoscassandra.flink.options.CassandraConnectorOptions.*;

import io.cosmoscassandra.flink.client.ClusterAddress;
import io.cosmoscassandra.flink.client.ConnectionSettings;
import io.cosmoscassandra.flink.client.ConsistencyChoice;
import io.cosmoscassandra.flink.client.DriverOptions;
import io.cosmoscassandra.flink.client.PoolSettings;
import io.cosmoscassandra.flink.client.Timeouts;
import io.cosmoscassandra.flink.client.dialect.CassandraDialect;
import io.cosmoscassandra.flink.client.dialect.Dialect;
import io.cosmoscassandra.flink.client.dialect.HostAndPort;
import io.cosmoscassandra.flink.text.Wording;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.annotation.Internal;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ReadableConfig;

/**
 * Reads the options of a connection into settings, without touching files or the network. Defaults
 * that depend on the kind of server come from its dialect.
 */
@Internal
public final class ConnectionConfiguration {

  public static final RoleOptions OPTIONS =
      new RoleOptions(
          Set.of(DIALECT, SSL_ENABLED, SSL_HOSTNAME_VERIFICATION, CONSISTENCY_LEVEL),
          Set.of(
              HOSTS,
              PORT,
              LOCAL_DATACENTER,
              USERNAME,
              PASSWORD,
              PASSWORD_FILE,
              PASSWORD_SUPPLIER,
              SSL_TRUSTSTORE_PATH,
              SSL_TRUSTSTORE_PASSWORD,
              SSL_KEYSTORE_PATH,
              SSL_KEYSTORE_PASSWORD,
              SECURE_CONNECT_BUNDLE,
              CONNECTION_POOL_SIZE,
              CONNECTION_TIMEOUT,
              REQUEST_TIMEOUT,
              CONNECTION_COMPRESSION,
              CONNECTION_HEARTBEAT_INTERVAL));

  /** Options that decide which server a password is sent to, and whether others can read it. */
  public static final Set<ConfigOption<?>> DESTINATION =
      Stream.concat(Stream.<ConfigOption<?>>of(PORT, DIALECT), TlsReader.OPTIONS.stream())
          .collect(Collectors.toUnmodifiableSet());

  private static final int MAX_PORT = 65_535;

  private final OptionReader reader;
  private final DriverOptions driverOptions;
  private final List<HostAndPort> hosts;
  private final Dialect dialect;

  private ConnectionConfiguration(OptionReader reader) {
    this.reader = reader;
    this.driverOptions = new DriverOptions(reader.withPrefix(DRIVER_PREFIX));
    this.hosts = readHosts();
    this.dialect = readDialect();
  }

  /**
   * Reads the options of a connection.
   *
   * @throws InvalidOptionsException with every problem
   */
  public static ConnectionSettings of(ReadableConfig options) {
    OptionReader reader = new OptionReader(options);
    ConnectionSettings settings = read(reader);
    reader.reportProblems();
    return settings;
  }

  /** Reads the options of a connection together with others; the caller reports the problems. */
  static ConnectionSettings read(OptionReader reader) {
    return new ConnectionConfiguration(reader).readSettings();
  }

  private ConnectionSettings readSettings() {
    ConnectionSettings settings =
        new ConnectionSettings(
            dialect,
            readCluster(),
            new CredentialsReader(reader, driverOptions).read(dialect, hosts),
            new TlsReader(reader, driverOptions).read(dialect),
            new PoolSettings(
                reader.positive(CONNECTION_POOL_SIZE, dialect.poolSize()),
                reader.positive(CONNECTION_HEARTBEAT_INTERVAL, dialect.heartbeatInterval()),
                reader.read(CONNECTION_COMPRESSION)),
            new Timeouts(
                reader.positive(CONNECTION_TIMEOUT, dialect.connectionTimeout()),
                reader.positive(REQUEST_TIMEOUT, dialect.requestTimeout())),
            reader
                .consistency(CONSISTENCY_LEVEL, dialect.writeConsistencies())
                .orElse(ConsistencyChoice.byDefault(dialect.defaultConsistency())),
            driverOptions);
    driverOptions.problems().forEach(reader::problem);
    return settings;
  }

  private List<HostAndPort> readHosts() {
    Optional<String> given = reader.given(HOSTS).filter(list -> !list.isBlank());
    if (given.isEmpty() && reader.given(SECURE_CONNECT_BUNDLE).isEmpty()) {
      reader.problem(
          "Option '%s' is required, unless '%s' is set."
              .formatted(HOSTS.key(), SECURE_CONNECT_BUNDLE.key()));
    }
    return given.map(list -> HostAndPort.parseList(list, reader::problem)).orElse(List.of());
  }

  private Dialect readDialect() {
    try {
      return Dialect.of(reader.read(DIALECT), hosts);
    } catch (IllegalArgumentException e) {
      reader.problem(e.getMessage());
      return new CassandraDialect();
    }
  }

  private ClusterAddress readCluster() {
    int port = reader.between(1, MAX_PORT, PORT, dialect.defaultPort());
    checkBundle();
    return new ClusterAddress(
        hosts.stream().map(host -> host.withDefaultPort(port)).distinct().toList(),
        reader.textOrNull(LOCAL_DATACENTER),
        reader.textOrNull(SECURE_CONNECT_BUNDLE));
  }

  private void checkBundle() {
    List<ConfigOption<?>> replaced = new ArrayList<>(List.of(HOSTS, PORT, LOCAL_DATACENTER));
    replaced.addAll(TlsReader.OPTIONS);
    List<String> given = reader.givenAmong(replaced);
    if (reader.given(SECURE_CONNECT_BUNDLE).isPresent() && !given.isEmpty()) {
      reader.problem(
          "Option '%s' excludes %s, which the bundle itself contains."
              .formatted(SECURE_CONNECT_BUNDLE.key(), Wording.quoted(given)));
    }
  }
}
