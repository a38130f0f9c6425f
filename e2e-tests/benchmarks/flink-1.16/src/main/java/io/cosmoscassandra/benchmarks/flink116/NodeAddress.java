package io.cosmoscassandra.benchmarks.flink116;

import com.datastax.driver.core.Cluster;
import com.datastax.driver.core.PoolingOptions;
import org.apache.flink.streaming.connectors.cassandra.ClusterBuilder;

/** Leads the connector to the node. */
final class NodeAddress extends ClusterBuilder {

  private static final long serialVersionUID = 1;

  private final String host;
  private final int port;

  NodeAddress(String host, int port) {
    this.host = host;
    this.port = port;
  }

  @Override
  protected Cluster buildCluster(Cluster.Builder builder) {
    return builder
        .addContactPointsWithPorts(new java.net.InetSocketAddress(host, port))
        .withoutJMXReporting()
        // With the driver's own limit both sinks fail under load, or lose rows.
        .withPoolingOptions(
            new PoolingOptions().setMaxQueueSize(Integer.MAX_VALUE).setPoolTimeoutMillis(600_000))
        .build();
  }
}
