package io.cosmoscassandra.cluster.kill;

import static org.assertj.core.api.Assertions.assertThat;

import com.datastax.oss.driver.api.core.CqlSession;
import io.cosmoscassandra.cluster.Clusters;
import io.cosmoscassandra.cluster.Jars;
import io.cosmoscassandra.embedded.CassandraNode;
import io.cosmoscassandra.embedded.flink.FlinkCluster;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Jobs on a real cluster that read a table and write another, each of them hit as in {@link
 * KillRoundsIT}, while others write to the table that is read. {@code -Dcopy.rounds=30} plays more
 * of them.
 */
class CopyRoundsIT {

  private static final CopiedRows ROWS = new CopiedRows(600, 20, 2_000);

  @Test
  void rowsThatNobodyTouchesAreCopiedOnce() {
    int rounds = Integer.getInteger("copy.rounds");
    long seed = KillRoundsIT.seed();
    try (CassandraNode cassandra = CassandraNode.builder().durableWrites().heap("768m").start();
        CqlSession session = cassandra.connect();
        FlinkCluster flink = Clusters.forTest(getClass()).lib(Jars.sqlConnector()).start()) {
      for (int number = 1; number <= rounds; number++, seed++) {
        TargetTable table = KillRoundsIT.createTable(session, "copy_" + number);
        ROWS.fill(session, table.keyspace());
        Round round = new Round(seed, flink, cassandra, table, ROWS);
        System.out.printf("Round %d of %d, -Dkill.seed=%d%n", number, rounds, seed);
        Watch watch = disturbed(round, session, table, seed);
        Verdict verdict = Verdict.of(ROWS.expected(), rowsLeftAlone(table), watch);
        System.out.printf("  %s: %s%n", round, verdict);
        assertThat(verdict.lost()).as("round of seed %d, %s", seed, round).isEmpty();
        assertThat(verdict.doubled()).as("round of seed %d, %s", seed, round).isEmpty();
        assertThat(verdict.early()).as("round of seed %d, %s", seed, round).isEmpty();
        session.execute("DROP KEYSPACE " + table.keyspace());
      }
    }
  }

  private static Watch disturbed(Round round, CqlSession session, TargetTable table, long seed) {
    AtomicBoolean ended = new AtomicBoolean();
    CompletableFuture<Void> others =
        CompletableFuture.runAsync(() -> ROWS.disturb(session, table.keyspace(), seed, ended::get));
    try {
      return round.play();
    } finally {
      ended.set(true);
      others.join();
    }
  }

  private static Map<Long, NumberedChanges.Row> rowsLeftAlone(TargetTable table) {
    return table.read().entrySet().stream()
        .filter(visible -> ROWS.isLeftAlone(visible.getKey()))
        .collect(Collectors.toMap(Map.Entry::getKey, visible -> visible.getValue().row()));
  }
}
