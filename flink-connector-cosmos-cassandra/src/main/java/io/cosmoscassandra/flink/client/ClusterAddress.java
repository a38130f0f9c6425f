package io.cosmoscassandra.flink.client;

import io.cosmoscassandra.flink.client.dialect.HostAndPort;
import java.io.Serializable;
import java.util.List;
import javax.annotation.Nullable;
import org.apache.flink.annotation.Internal;

/**
 * Tells where a cluster is: either by contact points, or by a secure connect bundle.
 *
 * @param hosts the contact points; empty with a bundle
 * @param localDatacenter the datacenter that requests go to, or null to infer it from the hosts
 * @param secureConnectBundle the path of the bundle, or null
 */
@Internal
public record ClusterAddress(
    List<HostAndPort> hosts, @Nullable String localDatacenter, @Nullable String secureConnectBundle)
    implements Serializable {

  public ClusterAddress {
    hosts = List.copyOf(hosts);
  }
}
