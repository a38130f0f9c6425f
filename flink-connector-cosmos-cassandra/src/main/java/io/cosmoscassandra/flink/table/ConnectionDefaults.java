package io.cosmoscassandra.flink.table;

import static io.cosmoscassandra.flink.options.CassandraConnectorOptions.*;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ReadableConfig;

/**
 * The options of a table that says nothing of where its database is: how to connect is then taken
 * from Flink's configuration. A table that names its own hosts takes nothing from there, so that no
 * password gets to a server it is not meant for.
 */
final class ConnectionDefaults {

  /** What the names of the options begin with in Flink's configuration. */
  static final String PREFIX = "connector.cassandra.";

  /** The options that say how to connect. */
  static final Set<ConfigOption<?>> OPTIONS =
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

  private ConnectionDefaults() {}

  /** The options that hold for a table. */
  static ReadableConfig added(ReadableConfig table, ReadableConfig flink) {
    if (table.getOptional(HOSTS).isPresent()
        || table.getOptional(SECURE_CONNECT_BUNDLE).isPresent()) {
      return table;
    }
    Map<String, String> options = new HashMap<>(table.toMap());
    for (ConfigOption<?> option : OPTIONS) {
      flink
          .getOptional(ConfigOptions.key(PREFIX + option.key()).stringType().noDefaultValue())
          .ifPresent(value -> options.putIfAbsent(option.key(), value));
    }
    return Configuration.fromMap(options);
  }
}
