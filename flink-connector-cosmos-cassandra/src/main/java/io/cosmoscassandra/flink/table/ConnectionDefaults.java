package io.cosmoscassandra.flink.table;

import static io.cosmoscassandra.flink.options.CassandraConnectorOptions.*;

import io.cosmoscassandra.flink.config.ConnectionConfiguration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.flink.annotation.Internal;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ReadableConfig;

/**
 * Completes the options of a table that does not say where its database is: it connects as Flink's
 * configuration says. A table with hosts of its own takes nothing from there, so that no password
 * is sent to a server that it is not meant for. For the same reason a table that takes a password
 * from there must not change where and how it is sent.
 */
@Internal
public final class ConnectionDefaults {

  /** The prefix of the options in Flink's configuration. */
  static final String PREFIX = "connector.cassandra.";

  /** Ways to a password, of which a table has one. */
  private static final List<ConfigOption<?>> PASSWORDS =
      List.of(PASSWORD, PASSWORD_FILE, PASSWORD_SUPPLIER);

  private ConnectionDefaults() {}

  /** The options of the table, or of a catalog for its tables, with what it takes from Flink. */
  public static ReadableConfig added(ReadableConfig table, ReadableConfig flink) {
    if (namesServers(table)) {
      return table;
    }
    Map<String, String> options = new HashMap<>(table.toMap());
    Set<ConfigOption<?>> taken = new HashSet<>(ConnectionConfiguration.OPTIONS.all());
    if (hasPassword(table)) {
      taken.removeAll(PASSWORDS);
    }
    for (ConfigOption<?> option : taken) {
      configured(option, flink).ifPresent(value -> options.putIfAbsent(option.key(), value));
    }
    return Configuration.fromMap(options);
  }

  /** One message for each option of the table that changes where a configured password is sent. */
  public static List<String> problems(ReadableConfig table, ReadableConfig flink) {
    Optional<ConfigOption<?>> password = takenPassword(table, flink);
    if (namesServers(table) || password.isEmpty()) {
      return List.of();
    }
    return new TreeSet<>(table.toMap().keySet())
        .stream()
            .filter(ConnectionDefaults::isDestination)
            .map(
                key ->
                    "Option '%s' cannot be set in a table that logs in with '%s' of Flink's configuration: it decides where that password is sent. Remove it, or set '%s' in the table."
                        .formatted(key, PREFIX + password.get().key(), PASSWORD.key()))
            .toList();
  }

  private static boolean namesServers(ReadableConfig table) {
    return table.getOptional(HOSTS).isPresent()
        || table.getOptional(SECURE_CONNECT_BUNDLE).isPresent();
  }

  /**
   * The option by which the table takes a password, its file or its supplier from the
   * configuration.
   */
  private static Optional<ConfigOption<?>> takenPassword(
      ReadableConfig table, ReadableConfig flink) {
    return hasPassword(table)
        ? Optional.empty()
        : PASSWORDS.stream().filter(option -> configured(option, flink).isPresent()).findFirst();
  }

  private static boolean hasPassword(ReadableConfig table) {
    return PASSWORDS.stream().anyMatch(option -> table.getOptional(option).isPresent());
  }

  private static boolean isDestination(String key) {
    return key.startsWith(DRIVER_PREFIX)
        || ConnectionConfiguration.DESTINATION.stream()
            .anyMatch(option -> option.key().equals(key));
  }

  private static Optional<String> configured(ConfigOption<?> option, ReadableConfig flink) {
    return flink.getOptional(
        ConfigOptions.key(PREFIX + option.key()).stringType().noDefaultValue());
  }
}
