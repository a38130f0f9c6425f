package io.cosmoscassandra.flink.simulation.judge;

import io.cosmoscassandra.flink.commit.chunk.TransactionId;
import io.cosmoscassandra.flink.simulation.scenario.Scenario;
import io.cosmoscassandra.flink.simulation.scenario.SourceLog;
import io.cosmoscassandra.flink.simulation.scenario.SourceRow;
import io.cosmoscassandra.flink.simulation.world.StoredTable;
import io.cosmoscassandra.flink.write.Mutation;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.annotation.Nullable;

/** The contents that the table must have after certain positions of the input. */
final class Expectation {

  /** Twice the largest clock skew, plus the latency of requests. */
  private static final long EXPIRY_SLACK_SECONDS = 150;

  private final SourceLog log;
  private final Scenario scenario;
  private final Ledger ledger;
  private final Set<TransactionId> lineage;

  /** For each key, the change that set each cell; null if it is deleted. */
  private final Map<Integer, SourceRow[]> cells = new HashMap<>();

  /** For each key, the change that makes the row exist; null if it is deleted. */
  private final Map<Integer, SourceRow> markers = new HashMap<>();

  private enum Presence {
    PRESENT,
    ABSENT,
    EITHER
  }

  /**
   * The expectation of a job.
   *
   * @param lineage the transactions that its state builds on
   */
  Expectation(SourceLog log, Scenario scenario, Ledger ledger, Set<TransactionId> lineage) {
    this.log = log;
    this.scenario = scenario;
    this.ledger = ledger;
    this.lineage = lineage;
  }

  /** Compares the table with the input up to the positions of each partition of each sink. */
  Optional<String> difference(int[][] positions, StoredTable table, long nowSeconds) {
    fold(positions);
    for (int key = 0; key < scenario.partitions() * scenario.keys(); key++) {
      SourceRow[] expected = cells.getOrDefault(key, new SourceRow[table.columns()]);
      Presence any = presence(markers.get(key), nowSeconds);
      for (int column = 0; column < table.columns(); column++) {
        Presence presence =
            expected[column] == null || isNull(expected[column], column)
                ? Presence.ABSENT
                : presence(expected[column], nowSeconds);
        Optional<byte[]> value = table.value(key, column, nowSeconds);
        Optional<String> difference = difference(key, column, expected[column], presence, value);
        if (difference.isPresent()) {
          return difference;
        }
        any = strongest(any, presence);
      }
      boolean exists = table.exists(key, nowSeconds);
      if (scenario.sinks() == 1
          && ((any == Presence.PRESENT && !exists) || (any == Presence.ABSENT && exists))) {
        return Optional.of(
            "I3: row %d %s, and should be %s".formatted(key, exists ? "exists" : "is gone", any));
      }
    }
    return Optional.empty();
  }

  private static Presence strongest(Presence left, Presence right) {
    if (left == Presence.PRESENT || right == Presence.PRESENT) {
      return Presence.PRESENT;
    }
    return left == Presence.EITHER || right == Presence.EITHER ? Presence.EITHER : Presence.ABSENT;
  }

  private Optional<String> difference(
      int key,
      int column,
      @Nullable SourceRow expected,
      Presence presence,
      Optional<byte[]> value) {
    if (value.isEmpty()) {
      return presence == Presence.PRESENT
          ? Optional.of(
              "I2/I3: cell (%d, %d) is empty, and should come from %s"
                  .formatted(key, column, expected))
          : Optional.empty();
    }
    long id = ByteBuffer.wrap(value.get()).getLong();
    SourceRow found = ledger.row(id);
    if (presence == Presence.ABSENT || !found.equals(expected)) {
      return Optional.of(
          "I2/I3/I4: cell (%d, %d) comes from %s, and should come from %s (%s)"
              .formatted(key, column, found, expected, presence));
    }
    return ledger
        .releasedProcessings(expected)
        .filter(p -> lineage.contains(p.epoch().transaction()) && p.id() > id)
        .findFirst()
        .map(
            p ->
                "I2/I3: cell (%d, %d) comes from an earlier time that %s was processed"
                    .formatted(key, column, p));
  }

  private void fold(int[][] positions) {
    for (int sink = 0; sink < scenario.sinks(); sink++) {
      for (int partition = 0; partition < scenario.partitions(); partition++) {
        log.of(sink, partition).stream().limit(positions[sink][partition]).forEach(this::apply);
      }
    }
  }

  private void apply(SourceRow row) {
    if (row.key() == scenario.refusedKey()) {
      return;
    }
    SourceRow[] of =
        cells.computeIfAbsent(row.key(), k -> new SourceRow[scenario.sinks() * SourceRow.COLUMNS]);
    for (int column = 0; column < SourceRow.COLUMNS; column++) {
      if (row.delete()) {
        of[row.sink() * SourceRow.COLUMNS + column] = null;
      } else if (row.sets(column)) {
        of[row.sink() * SourceRow.COLUMNS + column] = row;
      }
    }
    if (row.delete()) {
      SourceRow unused = markers.remove(row.key());
    } else {
      markers.put(row.key(), row);
    }
  }

  private static boolean isNull(SourceRow row, int column) {
    return row.setsToNull(column % SourceRow.COLUMNS);
  }

  /** Whether the cells of a change have expired. */
  private Presence presence(@Nullable SourceRow row, long nowSeconds) {
    if (row == null) {
      return Presence.ABSENT;
    }
    int ttl = row.ttl() == Mutation.NO_TTL ? scenario.tableTtl() : row.ttl();
    if (ttl == 0) {
      return Presence.PRESENT;
    }
    long earliest = Long.MAX_VALUE;
    long latest = Long.MIN_VALUE;
    for (Ledger.Processing processing : ledger.releasedProcessings(row).toList()) {
      earliest = Math.min(earliest, processing.epoch().preparedAtSeconds());
      latest = Math.max(latest, processing.epoch().preparedAtSeconds());
    }
    if (nowSeconds < earliest + ttl - EXPIRY_SLACK_SECONDS) {
      return Presence.PRESENT;
    }
    return nowSeconds > latest + ttl + EXPIRY_SLACK_SECONDS ? Presence.ABSENT : Presence.EITHER;
  }
}
