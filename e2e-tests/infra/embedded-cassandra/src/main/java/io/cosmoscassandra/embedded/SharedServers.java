package io.cosmoscassandra.embedded;

import com.datastax.oss.driver.api.core.CqlSession;

/** Servers and one session to them that all test classes of a JVM use together. */
final class SharedServers implements AutoCloseable {

  private final CassandraCluster cluster;
  private CqlSession session;

  SharedServers(CassandraCluster cluster) {
    this.cluster = cluster;
  }

  CassandraCluster cluster() {
    return cluster;
  }

  synchronized CqlSession session() {
    if (session == null) {
      session = cluster.connect();
    }
    return session;
  }

  @Override
  public synchronized void close() {
    if (session != null) {
      session.close();
    }
    cluster.close();
  }
}
