package io.cosmoscassandra.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import com.datastax.oss.driver.api.core.ConsistencyLevel;
import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class CassandraClusterIT {

  @RegisterExtension
  static final CassandraExtension cassandra =
      CassandraExtension.threeNodes().withPasswordAuthentication();

  @Test
  void quorumOutlivesOneNodeWhichComesBack() {
    String table = cassandra.createKeyspace() + ".t";
    try (CqlSession session = cassandra.cluster().connect()) {
      session.execute("CREATE TABLE " + table + " (id int PRIMARY KEY)");
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
}
