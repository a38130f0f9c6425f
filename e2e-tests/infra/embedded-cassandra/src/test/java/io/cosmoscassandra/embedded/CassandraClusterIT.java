package io.cosmoscassandra.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import com.datastax.oss.driver.api.core.ConsistencyLevel;
import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import io.cosmoscassandra.embedded.proxy.Action;
import io.cosmoscassandra.embedded.proxy.FaultProxy;
import io.cosmoscassandra.embedded.proxy.RequestFault;
import java.net.InetSocketAddress;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class CassandraClusterIT {

  @RegisterExtension
  static final CassandraExtension cassandra =
      CassandraExtension.threeNodes().withPasswordAuthentication().behindProxies();

  @Test
  void quorumOutlivesOneNodeWhichComesBack() {
    String table = cassandra.createKeyspace() + ".t";
    try (CqlSession session = cassandra.cluster().connect()) {
      session.execute("CREATE TABLE " + table + " (id int PRIMARY KEY)");
      cassandra.cluster().awaitRing();
      SimpleStatement insert =
          SimpleStatement.newInstance("INSERT INTO " + table + " (id) VALUES (?)", 1)
              .setIdempotent(true);

      cassandra.nodes().get(2).kill();
      session.execute(insert.setConsistencyLevel(ConsistencyLevel.QUORUM));

      cassandra.nodes().get(2).restart();
      cassandra.cluster().awaitRing();
      session.execute(insert.setConsistencyLevel(ConsistencyLevel.ALL));
      assertThat(session.execute("SELECT id FROM " + table).all()).hasSize(1);
    }
  }

  @Test
  void everyNodeIsReachedThroughItsProxy() {
    String table = cassandra.createKeyspace() + ".t";
    Set<InetSocketAddress> reached = ConcurrentHashMap.newKeySet();
    try (FaultProxy proxy = FaultProxy.inFrontOf(cassandra.cluster());
        CqlSession session = proxy.connect()) {
      session.execute("CREATE TABLE " + table + " (id int PRIMARY KEY)");
      cassandra.cluster().awaitRing();
      proxy.setPolicy(
          request -> {
            reached.add(request.node());
            return RequestFault.forward();
          });
      PreparedStatement insert = session.prepare("INSERT INTO " + table + " (id) VALUES (?)");
      for (int id = 0; id < 100; id++) {
        session.execute(insert.bind(id));
      }
      assertThat(proxy.count(Action.FORWARDED)).isEqualTo(100);
    }
    assertThat(reached).containsExactlyInAnyOrderElementsOf(cassandra.contactPoints());
  }
}
