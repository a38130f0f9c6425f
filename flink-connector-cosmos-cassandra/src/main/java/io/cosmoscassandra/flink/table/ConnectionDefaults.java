package io.cosmoscassandra.flink.table;

import static io.cosmoscassandra.flink.options.CassandraConnectorOptions.*;

import io.cosmoscassandra.flink.config.ConnectionConfiguration;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ReadableConfig;

/**
 * Completes the options of a table that does not say where its database is: it connects as Flink's
 * configuration says. A table with hosts of its own takes nothing from there, so that no password
 * is sent to a server that it is not meant for.
 */
final class ConnectionDefaults {

  /** The prefix of the options in Flink's configuration. */
  static final String PREFIX = "connector.cassandra.";

  private ConnectionDefaults() {}

  static ReadableConfig added(ReadableConfig table, ReadableConfig flink) {
    if (table.getOptional(HOSTS).isPresent()
        || table.getOptional(SECURE_CONNECT_BUNDLE).isPresent()) {
      return table;
    }
    Map<String, String> options = new HashMap<>(table.toMap());
    for (ConfigOption<?> option : ConnectionConfiguration.OPTIONS.all()) {
      flink
          .getOptional(ConfigOptions.key(PREFIX + option.key()).stringType().noDefaultValue())
          .ifPresent(value -> options.putIfAbsent(option.key(), value));
    }
    return Configuration.fromMap(options);
  }
}
