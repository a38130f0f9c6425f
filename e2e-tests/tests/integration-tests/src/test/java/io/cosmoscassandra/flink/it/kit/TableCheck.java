package io.cosmoscassandra.flink.it.kit;

import static org.assertj.core.api.Assertions.assertThat;

import com.datastax.oss.driver.api.core.CqlSession;
import io.cosmoscassandra.flink.it.kit.Changelog.Written;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;

/** Compares a whole table, values and write times, with the changelog from which it was written. */
public final class TableCheck {

  private static final long MICROS_OF_TEN_MINUTES = 600_000_000L;

  private TableCheck() {}

  /** The table is what the whole changelog says, written by a job of this parallelism. */
  public static void isFoldOf(
      CqlSession session, String keyspace, Changes changes, int parallelism) {
    isStateAfter(session, keyspace, changes, changes.count(), parallelism);
  }

  /** The table is what the first changes say, written by a job of this parallelism. */
  public static void isStateAfter(
      CqlSession session, String keyspace, Changes changes, long read, int parallelism) {
    assertThat(Changelog.read(session, keyspace)).isEqualTo(changes.after(read));
    writetimesFollowTheInput(Changelog.readWritten(session, keyspace), parallelism);
  }

  /**
   * Of what one subtask wrote, what came later was written later. Subtasks work side by side, so
   * that there is no order between theirs within one checkpoint.
   */
  public static void writetimesFollowTheInput(Map<Long, Written> table, int parallelism) {
    long now = ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
    List<Map.Entry<Long, Written>> inOrder =
        table.entrySet().stream()
            .sorted(Comparator.comparingLong(row -> row.getValue().change()))
            .toList();
    Map<Integer, Written> last = new HashMap<>();
    for (Map.Entry<Long, Written> row : inOrder) {
      Written written = row.getValue();
      int subtask =
          KeyGroupRangeAssignment.assignKeyToParallelOperator(
              row.getKey(), TestJob.MAX_PARALLELISM, parallelism);
      Written before = last.put(subtask, written);
      if (before != null) {
        assertThat(written.writetime())
            .as("write time of %s, after %s of the same subtask", written, before)
            .isGreaterThan(before.writetime());
      }
      assertThat(written.writetime())
          .as("write time of %s in microseconds", written)
          .isBetween(now - MICROS_OF_TEN_MINUTES, now + MICROS_OF_TEN_MINUTES);
    }
  }
}
