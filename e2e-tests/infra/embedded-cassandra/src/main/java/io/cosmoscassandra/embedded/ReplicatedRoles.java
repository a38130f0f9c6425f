package io.cosmoscassandra.embedded;

import com.datastax.oss.driver.api.core.ConsistencyLevel;
import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;

/** Copies the roles, which Cassandra keeps on one node, to all, so that each can check a login. */
final class ReplicatedRoles {

  private final CassandraCluster cluster;

  ReplicatedRoles(CassandraCluster cluster) {
    this.cluster = cluster;
  }

  void spread() {
    try (CqlSession session = cluster.connect()) {
      session.execute(
          "ALTER KEYSPACE system_auth WITH replication ="
              + " {'class': 'SimpleStrategy', 'replication_factor': %d}"
                  .formatted(cluster.nodes().size()));
      // Reading from all replicas repairs those that lack the row.
      session.execute(
          SimpleStatement.newInstance(
                  "SELECT * FROM system_auth.roles WHERE role = '%s'"
                      .formatted(CassandraNode.USERNAME))
              .setConsistencyLevel(ConsistencyLevel.ALL));
    }
  }
}
