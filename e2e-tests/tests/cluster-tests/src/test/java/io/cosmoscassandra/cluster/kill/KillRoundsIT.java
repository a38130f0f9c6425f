package io.cosmoscassandra.cluster.kill;

import static org.assertj.core.api.Assertions.assertThat;

import com.datastax.oss.driver.api.core.CqlSession;
import io.cosmoscassandra.cluster.Clusters;
import io.cosmoscassandra.cluster.Jars;
import io.cosmoscassandra.embedded.CassandraNode;
import io.cosmoscassandra.embedded.flink.FlinkCluster;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Jobs of SQL on a real cluster, each of them hit by something that processes die of or stand still
 * from. {@code -Dkill.rounds=30} plays more of them; a round's seed, given as {@code -Dkill.seed},
 * plays it again.
 */
@Tag("servers")
class KillRoundsIT {

  private static final NumberedChanges CHANGES = new NumberedChanges(4_999, 15_000, 2_500);

  @Test
  void nothingIsLostOrDoubledOrEarlyOrGoesBackwards() {
    int rounds = Integer.getInteger("kill.rounds");
    long seed = seed();
    Map<Long, NumberedChanges.Row> expected = CHANGES.expected();
    try (CassandraNode cassandra = CassandraNode.builder().durableWrites().heap("768m").start();
        CqlSession session = cassandra.connect();
        FlinkCluster flink = Clusters.forTest(getClass()).lib(Jars.sqlConnector()).start()) {
      for (int number = 1; number <= rounds; number++, seed++) {
        TargetTable table = createTable(session, "round_" + number);
        Round round = new Round(seed, flink, cassandra, table, CHANGES);
        System.out.printf("Round %d of %d, -Dkill.seed=%d%n", number, rounds, seed);
        Watch watch = played(round, cassandra);
        Verdict verdict = Verdict.of(expected, rows(table), watch);
        System.out.printf("  %s: %s%n", round, verdict);
        assertThat(verdict.findings()).as("round of seed %d, %s", seed, round).isEmpty();
        // A node that starts again reads what all its tables have in the commit log.
        session.execute("DROP KEYSPACE " + table.keyspace());
      }
    }
  }

  private static Watch played(Round round, CassandraNode cassandra) {
    try {
      return round.play();
    } catch (RuntimeException | AssertionError e) {
      cassandra.keepLog();
      throw e;
    }
  }

  static long seed() {
    String given = System.getProperty("kill.seed", "");
    return given.isEmpty() ? System.nanoTime() & 0xFFFF_FFFFL : Long.parseLong(given);
  }

  static TargetTable createTable(CqlSession session, String keyspace) {
    session.execute(
        "CREATE KEYSPACE %s WITH replication = {'class': 'SimpleStrategy', 'replication_factor': 1}"
            .formatted(keyspace));
    session.execute(NumberedChanges.table(keyspace));
    return new TargetTable(session, keyspace);
  }

  private static Map<Long, NumberedChanges.Row> rows(TargetTable table) {
    return table.read().entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, visible -> visible.getValue().row()));
  }
}
