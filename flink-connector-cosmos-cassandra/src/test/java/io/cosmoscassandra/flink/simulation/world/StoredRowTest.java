package io.cosmoscassandra.flink.simulation.world;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class StoredRowTest {

  private static final long NOW = 1_000;
  private static final byte[] SMALL = {1};
  private static final byte[] LARGE = {2};

  private final StoredRow cassandra = new StoredRow(Semantics.CASSANDRA, 2);
  private final StoredRow rowTimestamps = new StoredRow(Semantics.ROW_TIMESTAMPS, 2);
  private final StoredRow noTombstones = new StoredRow(Semantics.NO_TOMBSTONES, 2);

  @Test
  void theLaterTimestampWinsWhateverComesFirst() {
    insert(cassandra, LARGE, null, 10);
    insert(cassandra, SMALL, null, 9);

    assertThat(cassandra.value(0, NOW)).contains(LARGE);
  }

  @Test
  void amongEqualTimestampsTheLargerValueWins() {
    insert(cassandra, LARGE, null, 10);
    insert(cassandra, SMALL, null, 10);

    assertThat(cassandra.value(0, NOW)).contains(LARGE);
  }

  @Test
  void aDeleteWinsAgainstAnInsertOfTheSameTime() {
    insert(cassandra, LARGE, null, 10);
    cassandra.delete(10);

    assertThat(cassandra.exists(NOW)).isFalse();
  }

  @Test
  void aTombstoneOutlastsOlderWrites() {
    cassandra.delete(10);
    insert(cassandra, LARGE, null, 9);

    assertThat(cassandra.exists(NOW)).isFalse();
  }

  @Test
  void withoutTombstonesAnOlderWriteComesBack() {
    insert(noTombstones, SMALL, SMALL, 8);
    noTombstones.delete(10);
    insert(noTombstones, LARGE, null, 9);

    assertThat(noTombstones.value(0, NOW)).contains(LARGE);
  }

  @Test
  void aNewerRowTimestampHidesAnOlderWriteOfAnotherColumn() {
    insert(rowTimestamps, null, LARGE, 9);
    insert(rowTimestamps, SMALL, null, 5);
    insert(cassandra, null, LARGE, 9);
    insert(cassandra, SMALL, null, 5);

    assertThat(rowTimestamps.value(0, NOW)).isEmpty();
    assertThat(cassandra.value(0, NOW)).contains(SMALL);
  }

  @Test
  void aRowWithoutValuesExistsByItsMarker() {
    insert(cassandra, null, null, 10);

    assertThat(cassandra.exists(NOW)).isTrue();
  }

  @Test
  void anExpiredCellIsGoneAndHidesOlderOnes() {
    insert(cassandra, SMALL, null, 9);
    cassandra.insert(new StoredCell[] {new StoredCell(LARGE, 10, NOW + 5), null}, 10, NOW + 5);

    assertThat(cassandra.value(0, NOW)).contains(LARGE);
    assertThat(cassandra.value(0, NOW + 5)).isEmpty();
  }

  @Test
  void ofEqualTimestampsTheLaterExpiryWinsEvenAfterTheFirst() {
    cassandra.insert(new StoredCell[] {new StoredCell(LARGE, 10, NOW), null}, 10, NOW);
    cassandra.insert(new StoredCell[] {new StoredCell(LARGE, 10, NOW + 9), null}, 10, NOW + 9);

    assertThat(cassandra.value(0, NOW + 5)).isEqualTo(Optional.of(LARGE));
  }

  @Test
  void deletingColumnsLeavesTheRow() {
    insert(cassandra, SMALL, LARGE, 9);
    cassandra.delete(new StoredCell[] {new StoredCell(null, 10, NOW), null}, 10);

    assertThat(cassandra.value(0, NOW)).isEmpty();
    assertThat(cassandra.value(1, NOW)).contains(LARGE);
    assertThat(cassandra.exists(NOW)).isTrue();
  }

  private static void insert(StoredRow row, byte[] first, byte[] second, long timestamp) {
    row.insert(
        new StoredCell[] {cell(first, timestamp), cell(second, timestamp)},
        timestamp,
        StoredCell.NEVER);
  }

  private static StoredCell cell(byte[] value, long timestamp) {
    return value == null ? null : new StoredCell(value, timestamp, StoredCell.NEVER);
  }
}
