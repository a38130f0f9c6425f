package io.cosmoscassandra.flink.kit;

import static io.cosmoscassandra.flink.options.CassandraConnectorOptions.*;

import io.cosmoscassandra.flink.client.ConnectionSettings;
import io.cosmoscassandra.flink.config.ConnectionConfiguration;
import java.util.Map;
import org.apache.flink.configuration.Configuration;

/** Options of connections, which tests add to, and the settings that they stand for. */
public final class Connections {

  public static final String ACCOUNT = "shop.cassandra.cosmos.azure.com";

  private Connections() {}

  public static Configuration to(String hosts) {
    return new Configuration().set(HOSTS, hosts);
  }

  public static Configuration toCassandra() {
    return to("localhost");
  }

  public static Configuration toCosmos() {
    return to(ACCOUNT).set(PASSWORD, "key");
  }

  /** Adds options of the driver, which are given without their prefix. */
  public static Configuration withDriverOptions(
      Configuration options, Map<String, String> driverOptions) {
    driverOptions.forEach((name, value) -> options.setString(DRIVER_PREFIX + name, value));
    return options;
  }

  public static ConnectionSettings settings(Configuration options) {
    return ConnectionConfiguration.of(options);
  }
}
