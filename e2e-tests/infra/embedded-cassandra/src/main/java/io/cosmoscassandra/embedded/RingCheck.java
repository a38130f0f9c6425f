package io.cosmoscassandra.embedded;

import com.datastax.oss.driver.api.core.ConsistencyLevel;
import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DriverException;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import com.datastax.oss.driver.api.core.loadbalancing.NodeDistance;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Asks each node of a ring what it knows of the others, until they agree. */
final class RingCheck {

  private static final Duration LIMIT = Duration.ofMinutes(1);

  /** A table of Cassandra's own that is replicated three times: only with all alive is it read. */
  private static final SimpleStatement READ_FROM_ALL =
      SimpleStatement.newInstance(
              "SELECT status FROM system_distributed.view_build_status"
                  + " WHERE keyspace_name = '' AND view_name = ''")
          .setConsistencyLevel(ConsistencyLevel.ALL);

  private final List<CassandraNode> nodes;
  private String lastSeen = "nothing was seen yet";

  RingCheck(List<CassandraNode> nodes) {
    this.nodes = nodes;
  }

  void await() {
    if (nodes.size() > 1) {
      Await.until(this::allAgree, LIMIT, () -> "the nodes did not form a ring: " + lastSeen);
    }
  }

  private boolean allAgree() {
    Set<UUID> schemas = new HashSet<>();
    for (CassandraNode node : nodes) {
      if (!reachesAll(node, schemas)) {
        return false;
      }
    }
    lastSeen = "the schema versions were " + schemas;
    return schemas.size() == 1;
  }

  private boolean reachesAll(CassandraNode node, Set<UUID> schemas) {
    try (CqlSession session = connectOnlyTo(node)) {
      schemas.add(session.execute("SELECT schema_version FROM system.local").one().getUuid(0));
      int others = 0;
      for (Row peer : session.execute("SELECT schema_version, tokens FROM system.peers_v2")) {
        if (!peer.isNull("tokens") && !peer.isNull("schema_version")) {
          schemas.add(peer.getUuid("schema_version"));
          others++;
        }
      }
      lastSeen = "%s knows %d others".formatted(node.contactPoint(), others);
      if (others < nodes.size() - 1) {
        return false;
      }
      session.execute(READ_FROM_ALL);
      return true;
    } catch (DriverException e) {
      lastSeen = "%s answered %s".formatted(node.contactPoint(), e.getMessage());
      return false;
    }
  }

  private static CqlSession connectOnlyTo(CassandraNode node) {
    InetSocketAddress address = node.contactPoint();
    return FastDriver.sessionPastProxies(node.options())
        .addContactPoint(address)
        .withNodeDistanceEvaluator(
            (other, datacenter) ->
                other.getEndPoint().resolve().equals(address)
                    ? NodeDistance.LOCAL
                    : NodeDistance.IGNORED)
        .build();
  }
}
