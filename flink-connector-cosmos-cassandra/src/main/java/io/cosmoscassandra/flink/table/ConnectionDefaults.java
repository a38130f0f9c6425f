package io.cosmoscassandra.flink.table;

import static io.cosmoscassandra.flink.config.CassandraConnectorOptions.*;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ReadableConfig;

/**
 * The options of a table that says nothing of where its database is: how to connect is then taken
 * from Flink's configuration. A table that names its own hosts takes nothing from there, so that no
 * password gets to a server it is not meant for.
 *
 * @param table what the table says
 * @param flink Flink's configuration
 */
record ConnectionDefaults(ReadableConfig table, ReadableConfig flink) implements ReadableConfig {

  /** What the names of the options begin with in Flink's configuration. */
  static final String PREFIX = "connector.cassandra.";

  private static final Set<ConfigOption<?>> OPTIONS =
      Set.of(
          HOSTS,
          PORT,
          LOCAL_DATACENTER,
          DIALECT,
          USERNAME,
          PASSWORD,
          PASSWORD_SUPPLIER,
          SSL_ENABLED,
          SSL_TRUSTSTORE_PATH,
          SSL_TRUSTSTORE_PASSWORD,
          SSL_KEYSTORE_PATH,
          SSL_KEYSTORE_PASSWORD,
          SSL_HOSTNAME_VERIFICATION,
          SECURE_CONNECT_BUNDLE,
          CONNECTION_POOL_SIZE,
          CONNECTION_TIMEOUT,
          REQUEST_TIMEOUT,
          CONNECTION_COMPRESSION,
          CONNECTION_HEARTBEAT_INTERVAL,
          CONSISTENCY_LEVEL);

  /** The options that hold for a table. */
  static ReadableConfig added(ReadableConfig table, ReadableConfig flink) {
    boolean connects =
        table.getOptional(HOSTS).isPresent()
            || table.getOptional(SECURE_CONNECT_BUNDLE).isPresent();
    return connects ? table : new ConnectionDefaults(table, flink);
  }

  @Override
  public <T> T get(ConfigOption<T> option) {
    return getOptional(option).orElse(option.defaultValue());
  }

  @Override
  public <T> Optional<T> getOptional(ConfigOption<T> option) {
    Optional<T> own = table.getOptional(option);
    return own.isPresent() || !OPTIONS.contains(option)
        ? own
        : flink.getOptional(option.withFallbackKeys(PREFIX + option.key()));
  }

  /** Only what the table says. */
  @Override
  public Map<String, String> toMap() {
    return table.toMap();
  }
}
