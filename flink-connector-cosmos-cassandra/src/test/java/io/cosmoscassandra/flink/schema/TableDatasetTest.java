package io.cosmoscassandra.flink.schema;

import static io.cosmoscassandra.flink.options.CassandraConnectorOptions.SECURE_CONNECT_BUNDLE;
import static org.assertj.core.api.Assertions.assertThat;

import io.cosmoscassandra.flink.kit.Connections;
import org.apache.flink.configuration.Configuration;
import org.junit.jupiter.api.Test;

class TableDatasetTest {

  private static String namespace(Configuration options) {
    return TableDataset.of(Connections.settings(options), new TableName("shop", "books"))
        .namespace();
  }

  @Test
  void orderOfHostsDoesNotMatter() {
    assertThat(namespace(Connections.to("two, one:9043")))
        .isEqualTo("cassandra://one:9043,two:9042")
        .isEqualTo(namespace(Connections.to("one:9043, two:9042")));
  }

  @Test
  void lettersOfHostsDoNotMatter() {
    assertThat(namespace(Connections.to("Node-1.Example")))
        .isEqualTo("cassandra://node-1.example:9042");
  }

  @Test
  void clustersWithBundlesAreToldApart() {
    Configuration options = new Configuration();
    options.set(SECURE_CONNECT_BUNDLE, "/etc/flink/secure-connect-shop.zip");

    assertThat(namespace(options)).isEqualTo("cassandra://secure-connect-shop.zip");
  }
}
