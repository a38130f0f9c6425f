package io.cosmoscassandra.flink.simulation.judge;

import io.cosmoscassandra.flink.commit.chunk.TransactionId;
import io.cosmoscassandra.flink.simulation.scenario.Scenario;
import io.cosmoscassandra.flink.simulation.scenario.SourceLog;
import io.cosmoscassandra.flink.simulation.scenario.SourceRow;
import io.cosmoscassandra.flink.simulation.world.StoredTable;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What the table must hold if the rows of one key go through several writers: one of the rows of
 * the last checkpoint that has rows of the key, as a whole, and the last one of its writer.
 */
final class SpreadExpectation {

  private final SourceLog log;
  private final Scenario scenario;
  private final Ledger ledger;
  private final Set<TransactionId> lineage;

  SpreadExpectation(SourceLog log, Scenario scenario, Ledger ledger, Set<TransactionId> lineage) {
    this.log = log;
    this.scenario = scenario;
    this.ledger = ledger;
    this.lineage = lineage;
  }

  /** Compares the table with the input up to the positions of each partition. */
  Optional<String> difference(int[][] positions, StoredTable table, long nowSeconds) {
    for (int key = 0; key < scenario.partitions() * scenario.keys(); key++) {
      List<Ledger.Processing> candidates = candidates(key, positions);
      Optional<Ledger.Processing> found =
          candidates.stream().filter(row -> matches(row, table, nowSeconds)).findFirst();
      boolean empty = candidates.isEmpty() && !table.exists(key, nowSeconds);
      if (found.isEmpty() && !empty) {
        return Optional.of(
            "I2/I3: row %d is %s, and should be one of %s"
                .formatted(key, shown(key, table, nowSeconds), candidates));
      }
    }
    return Optional.empty();
  }

  /** The rows of a key that may be the last. */
  private List<Ledger.Processing> candidates(int key, int[][] positions) {
    List<Ledger.Processing> all = new ArrayList<>();
    for (int partition = 0; partition < scenario.partitions(); partition++) {
      log.of(0, partition).stream()
          .limit(positions[0][partition])
          .filter(row -> row.key() == key && key != scenario.refusedKey())
          .flatMap(ledger::releasedProcessings)
          .filter(processing -> lineage.contains(processing.epoch().transaction()))
          .forEach(all::add);
    }
    int last = all.stream().mapToInt(p -> p.epoch().releasedWith()).max().orElse(0);
    return all.stream()
        .filter(p -> p.epoch().releasedWith() == last)
        .filter(
            p -> all.stream().noneMatch(other -> p.epoch() == other.epoch() && other.id() > p.id()))
        .toList();
  }

  private static boolean matches(Ledger.Processing processing, StoredTable table, long nowSeconds) {
    SourceRow row = processing.row();
    if (table.exists(row.key(), nowSeconds) == row.delete()) {
      return false;
    }
    for (int column = 0; column < table.columns(); column++) {
      Optional<Long> expected =
          row.delete() || row.setsToNull(column) ? Optional.empty() : Optional.of(processing.id());
      if (!expected.equals(id(row.key(), column, table, nowSeconds))) {
        return false;
      }
    }
    return true;
  }

  private static Optional<Long> id(int key, int column, StoredTable table, long nowSeconds) {
    return table.value(key, column, nowSeconds).map(value -> ByteBuffer.wrap(value).getLong());
  }

  private static String shown(int key, StoredTable table, long nowSeconds) {
    List<String> cells = new ArrayList<>();
    for (int column = 0; column < table.columns(); column++) {
      cells.add(id(key, column, table, nowSeconds).map(String::valueOf).orElse("-"));
    }
    return (table.exists(key, nowSeconds) ? "there: " : "gone: ") + cells;
  }
}
