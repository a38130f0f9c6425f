package io.cosmoscassandra.flink.client;

import com.datastax.oss.driver.api.core.DefaultConsistencyLevel;
import io.cosmoscassandra.flink.client.dialect.CassandraDialect;
import io.cosmoscassandra.flink.client.dialect.Dialect;
import io.cosmoscassandra.flink.client.dialect.HostAndPort;
import io.cosmoscassandra.flink.client.login.Credentials;
import io.cosmoscassandra.flink.client.login.PasswordSupplier;
import io.cosmoscassandra.flink.client.login.Secret;
import io.cosmoscassandra.flink.client.tls.KeyStoreFile;
import io.cosmoscassandra.flink.client.tls.TlsSettings;
import io.cosmoscassandra.flink.options.Compression;
import io.cosmoscassandra.flink.options.DialectChoice;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.flink.annotation.Internal;

/**
 * Takes what a user said and settles the rest from the dialect. Every setter takes null for "not
 * set"; {@link #build()} reports all that cannot work at once, without touching files or network.
 */
@Internal
public final class ConnectionSettingsBuilder {

  private String hosts;
  private Integer port;
  private String localDatacenter;
  private DialectChoice dialect = DialectChoice.AUTO;
  private String username;
  private Secret password;
  private String passwordSupplier;
  private Boolean tlsEnabled;
  private String truststorePath;
  private Secret truststorePassword;
  private String keystorePath;
  private Secret keystorePassword;
  private Boolean hostnameVerification;
  private String secureConnectBundle;
  private Integer poolSize;
  private Duration connectionTimeout;
  private Duration requestTimeout;
  private Duration heartbeatInterval;
  private Compression compression;
  private String consistencyLevel;
  private final Map<String, String> driverOptions = new LinkedHashMap<>();

  ConnectionSettingsBuilder() {}

  /** {@code h1[:port], h2[:port]}. */
  public ConnectionSettingsBuilder hosts(String value) {
    hosts = value;
    return this;
  }

  public ConnectionSettingsBuilder port(Integer value) {
    port = value;
    return this;
  }

  public ConnectionSettingsBuilder localDatacenter(String value) {
    localDatacenter = value;
    return this;
  }

  public ConnectionSettingsBuilder dialect(DialectChoice value) {
    dialect = value == null ? DialectChoice.AUTO : value;
    return this;
  }

  public ConnectionSettingsBuilder username(String value) {
    username = value;
    return this;
  }

  public ConnectionSettingsBuilder password(String value) {
    password = secret(value);
    return this;
  }

  /** The name of a class that is a {@link PasswordSupplier}. */
  public ConnectionSettingsBuilder passwordSupplier(String value) {
    passwordSupplier = value;
    return this;
  }

  public ConnectionSettingsBuilder tlsEnabled(Boolean value) {
    tlsEnabled = value;
    return this;
  }

  public ConnectionSettingsBuilder truststorePath(String value) {
    truststorePath = value;
    return this;
  }

  public ConnectionSettingsBuilder truststorePassword(String value) {
    truststorePassword = secret(value);
    return this;
  }

  public ConnectionSettingsBuilder keystorePath(String value) {
    keystorePath = value;
    return this;
  }

  public ConnectionSettingsBuilder keystorePassword(String value) {
    keystorePassword = secret(value);
    return this;
  }

  public ConnectionSettingsBuilder hostnameVerification(Boolean value) {
    hostnameVerification = value;
    return this;
  }

  public ConnectionSettingsBuilder secureConnectBundle(String value) {
    secureConnectBundle = value;
    return this;
  }

  public ConnectionSettingsBuilder poolSize(Integer value) {
    poolSize = value;
    return this;
  }

  public ConnectionSettingsBuilder connectionTimeout(Duration value) {
    connectionTimeout = value;
    return this;
  }

  public ConnectionSettingsBuilder requestTimeout(Duration value) {
    requestTimeout = value;
    return this;
  }

  public ConnectionSettingsBuilder heartbeatInterval(Duration value) {
    heartbeatInterval = value;
    return this;
  }

  public ConnectionSettingsBuilder compression(Compression value) {
    compression = value;
    return this;
  }

  /** A level's name, in any case. */
  public ConnectionSettingsBuilder consistencyLevel(String value) {
    consistencyLevel = value;
    return this;
  }

  /** Options {@code driver.*} by what follows {@code driver.}; added to those given before. */
  public ConnectionSettingsBuilder driverOptions(Map<String, String> values) {
    driverOptions.putAll(values);
    return this;
  }

  /**
   * The settings.
   *
   * @throws InvalidSettingsException with all that is wrong
   */
  public ConnectionSettings build() {
    List<String> problems = new ArrayList<>();
    List<HostAndPort> contactPoints = contactPoints(problems);
    Dialect resolved = resolveDialect(contactPoints, problems);
    int defaultPort = port == null ? resolved.defaultPort() : port;
    if (defaultPort < 1 || defaultPort > 65_535) {
      problems.add("port: a port is a number between 1 and 65535, not " + defaultPort);
      defaultPort = resolved.defaultPort();
    }
    ConnectionSettings settings =
        new ConnectionSettings(
            resolved,
            withDefaultPort(contactPoints, defaultPort),
            localDatacenter,
            credentials(resolved, contactPoints, problems),
            tls(resolved, problems),
            secureConnectBundle,
            poolSize == null ? resolved.poolSize() : poolSize,
            connectionTimeout == null ? resolved.connectionTimeout() : connectionTimeout,
            requestTimeout == null ? resolved.requestTimeout() : requestTimeout,
            heartbeatInterval == null ? resolved.heartbeatInterval() : heartbeatInterval,
            compression == null ? Compression.NONE : compression,
            consistency(resolved, problems),
            new DriverOptions(driverOptions));
    checkBundle(problems);
    checkNotBlank("local-datacenter", localDatacenter, problems);
    checkNotBlank("secure-connect-bundle", secureConnectBundle, problems);
    if (settings.poolSize() < 1) {
      problems.add("connection.pool-size: must be 1 or more, not " + settings.poolSize());
    }
    checkPositive("connection.timeout", settings.connectionTimeout(), problems);
    checkPositive("request.timeout", settings.requestTimeout(), problems);
    checkPositive("connection.heartbeat-interval", settings.heartbeatInterval(), problems);
    problems.addAll(settings.driverOptions().problems());
    if (!problems.isEmpty()) {
      throw new InvalidSettingsException(problems);
    }
    return settings;
  }

  private List<HostAndPort> contactPoints(List<String> problems) {
    if (hosts == null || hosts.isBlank()) {
      if (secureConnectBundle == null) {
        problems.add("hosts: is required, unless 'secure-connect-bundle' is given");
      }
      return List.of();
    }
    return HostAndPort.parseList(hosts, problems::add);
  }

  private Dialect resolveDialect(List<HostAndPort> contactPoints, List<String> problems) {
    try {
      return Dialect.of(dialect, contactPoints);
    } catch (IllegalArgumentException e) {
      problems.add(e.getMessage());
      return new CassandraDialect();
    }
  }

  private static List<HostAndPort> withDefaultPort(List<HostAndPort> contactPoints, int port) {
    return contactPoints.stream().map(h -> h.withDefaultPort(port)).distinct().toList();
  }

  private Credentials credentials(
      Dialect resolved, List<HostAndPort> contactPoints, List<String> problems) {
    checkNotBlank("username", username, problems);
    checkNotBlank("password-supplier", passwordSupplier, problems);
    if (username == null && password == null && passwordSupplier == null) {
      return null;
    }
    if (new DriverOptions(driverOptions).mentions("advanced.auth-provider.class")) {
      problems.add(
          "driver.advanced.auth-provider.class: excludes 'username' and 'password'; keep one way"
              + " to log in");
    }
    if (password != null && passwordSupplier != null) {
      problems.add("password-supplier: excludes 'password'; keep one of them");
      return null;
    }
    if (password == null && passwordSupplier == null) {
      problems.add("username: needs 'password' too");
      return null;
    }
    if (password != null && password.reveal().isEmpty()) {
      problems.add("password: is empty; give one, or leave out 'username' and 'password'");
    }
    Optional<String> user =
        Optional.ofNullable(username).or(() -> resolved.defaultUsername(contactPoints));
    if (user.isEmpty()) {
      problems.add(
          (password == null ? "password-supplier" : "password") + ": needs 'username' too");
      return null;
    }
    return new Credentials(user.get(), password, passwordSupplier);
  }

  private TlsSettings tls(Dialect resolved, List<String> problems) {
    boolean leftToDriver = new DriverOptions(driverOptions).mentions("advanced.ssl-engine-factory");
    List<String> given = givenTlsOptions();
    if (leftToDriver && !given.isEmpty()) {
      problems.add(
          "driver.advanced.ssl-engine-factory: excludes %s; keep one way to set up TLS"
              .formatted(quoted(given)));
    }
    checkStore("ssl.truststore", truststorePath, truststorePassword, problems);
    checkStore("ssl.keystore", keystorePath, keystorePassword, problems);
    boolean bundled = secureConnectBundle != null;
    boolean enabled =
        tlsEnabled == null ? resolved.tlsByDefault() && !leftToDriver && !bundled : tlsEnabled;
    List<String> idle = given.stream().filter(o -> !o.equals("ssl.enabled")).toList();
    if (!enabled && !leftToDriver && !bundled && !idle.isEmpty()) {
      problems.add(
          "ssl.enabled: is false, so %s would have no effect; set 'ssl.enabled' = 'true', or leave"
                  .formatted(quoted(idle))
              + " them out");
    }
    return new TlsSettings(
        enabled,
        truststorePath == null ? null : new KeyStoreFile(truststorePath, truststorePassword),
        keystorePath == null ? null : new KeyStoreFile(keystorePath, keystorePassword),
        hostnameVerification == null || hostnameVerification);
  }

  private static void checkStore(
      String prefix, String path, Secret storePassword, List<String> problems) {
    checkNotBlank(prefix + ".path", path, problems);
    if (path == null && storePassword != null) {
      problems.add("%s.password: needs '%s.path' too".formatted(prefix, prefix));
    }
  }

  private DefaultConsistencyLevel consistency(Dialect resolved, List<String> problems) {
    if (consistencyLevel == null) {
      return resolved.defaultConsistency();
    }
    Set<DefaultConsistencyLevel> possible = resolved.writeConsistencies();
    for (DefaultConsistencyLevel level : possible) {
      if (level.name().equals(consistencyLevel.strip().toUpperCase(Locale.ROOT))) {
        return level;
      }
    }
    problems.add(
        "consistency-level: '%s' is not a level that writes can have on %s; choose one of %s"
            .formatted(consistencyLevel, resolved.name(), possible));
    return resolved.defaultConsistency();
  }

  private void checkBundle(List<String> problems) {
    if (secureConnectBundle == null) {
      return;
    }
    List<String> given = new ArrayList<>();
    addIfGiven(given, "hosts", hosts);
    addIfGiven(given, "port", port);
    addIfGiven(given, "local-datacenter", localDatacenter);
    given.addAll(givenTlsOptions());
    if (!given.isEmpty()) {
      problems.add(
          "secure-connect-bundle: excludes %s; the bundle itself says where and how to connect"
              .formatted(quoted(given)));
    }
  }

  private List<String> givenTlsOptions() {
    List<String> given = new ArrayList<>();
    addIfGiven(given, "ssl.enabled", tlsEnabled);
    addIfGiven(given, "ssl.truststore.path", truststorePath);
    addIfGiven(given, "ssl.truststore.password", truststorePassword);
    addIfGiven(given, "ssl.keystore.path", keystorePath);
    addIfGiven(given, "ssl.keystore.password", keystorePassword);
    addIfGiven(given, "ssl.hostname-verification", hostnameVerification);
    return given;
  }

  private static void addIfGiven(List<String> given, String option, Object value) {
    if (value != null) {
      given.add(option);
    }
  }

  private static void checkNotBlank(String option, String value, List<String> problems) {
    if (value != null && value.isBlank()) {
      problems.add(option + ": is blank; give a value, or leave it out");
    }
  }

  private static void checkPositive(String option, Duration value, List<String> problems) {
    if (value.isNegative() || value.isZero()) {
      problems.add("%s: must be longer than nothing, not %s".formatted(option, value));
    }
  }

  private static String quoted(List<String> options) {
    return options.stream().map(o -> "'" + o + "'").collect(Collectors.joining(", "));
  }

  private static Secret secret(String value) {
    return value == null ? null : new Secret(value);
  }
}
