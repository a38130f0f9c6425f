package io.cosmoscassandra.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DriverTimeoutException;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class CassandraNodeIT {

  private static CassandraNode node;

  @BeforeAll
  static void startNode() {
    node = CassandraNode.builder().durableWrites().start();
  }

  @AfterAll
  static void closeNode() {
    node.close();
  }

  @Test
  void keepsDataAndAddressWhenKilledAndRestarted() {
    execute(
        "CREATE KEYSPACE ks WITH replication = {'class': 'SimpleStrategy', 'replication_factor':"
            + " 1}");
    execute("CREATE TABLE ks.t (id int PRIMARY KEY)");
    execute("INSERT INTO ks.t (id) VALUES (7)");
    var contactPoint = node.contactPoint();
    long firstLife = node.pid();

    node.kill();
    assertThat(node.isAlive()).isFalse();
    node.restart();

    assertThat(node.contactPoint()).isEqualTo(contactPoint);
    assertThat(node.pid()).isNotEqualTo(firstLife);
    try (CqlSession session = node.connect()) {
      assertThat(session.execute("SELECT id FROM ks.t").one().getInt(0)).isEqualTo(7);
    }
  }

  @Test
  void pausedNodeAnswersNothingUntilItIsResumed() {
    SimpleStatement impatient =
        SimpleStatement.newInstance("SELECT key FROM system.local")
            .setTimeout(Duration.ofMillis(300));
    try (CqlSession session = node.connect()) {
      node.pause();
      assertThatThrownBy(() -> session.execute(impatient))
          .isInstanceOf(DriverTimeoutException.class);
      node.resume();
      assertThat(session.execute("SELECT key FROM system.local").one()).isNotNull();
    }
  }

  @Test
  void switchesCqlOffAndOn() {
    node.disableCql();
    assertThatThrownBy(node::connect).hasMessageContaining("Could not reach any contact point");
    node.enableCql();
    node.connect().close();
  }

  private static void execute(String cql) {
    try (CqlSession session = node.connect()) {
      session.execute(cql);
    }
  }
}
