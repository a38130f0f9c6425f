package io.cosmoscassandra.flink.simulation.world;

import java.util.Arrays;
import java.util.Optional;
import javax.annotation.Nullable;

/** A row as the database stores it: cells, row marker and deletion. */
public final class StoredRow {

  private static final byte[] EXISTS = {};
  private static final long NOTHING_DELETED = Long.MIN_VALUE;

  private final Semantics semantics;
  private final StoredCell[] cells;
  @Nullable private StoredCell marker;
  private long deletedAt = NOTHING_DELETED;

  /** The timestamp of the whole row, in a database without cell timestamps. */
  private long rowTimestamp = Long.MIN_VALUE;

  StoredRow(Semantics semantics, int columns) {
    this.semantics = semantics;
    this.cells = new StoredCell[columns];
  }

  /** Applies an INSERT; null stands for a column that is not set. */
  public void insert(StoredCell[] written, long timestamp, long expiry) {
    if (isTooLate(timestamp)) {
      return;
    }
    marker = StoredCell.reconcile(marker, new StoredCell(EXISTS, timestamp, expiry));
    for (int column = 0; column < written.length; column++) {
      if (written[column] != null) {
        cells[column] = StoredCell.reconcile(cells[column], written[column]);
      }
    }
  }

  /** Applies a DELETE of some columns. */
  public void delete(StoredCell[] tombstones, long timestamp) {
    if (isTooLate(timestamp)) {
      return;
    }
    for (int column = 0; column < tombstones.length; column++) {
      if (tombstones[column] != null) {
        cells[column] = StoredCell.reconcile(cells[column], tombstones[column]);
      }
    }
  }

  /** Applies a DELETE of the row. */
  public void delete(long timestamp) {
    if (isTooLate(timestamp)) {
      return;
    }
    deletedAt = Math.max(deletedAt, timestamp);
    if (!semantics.tombstones()) {
      deletedAt = NOTHING_DELETED;
      rowTimestamp = Long.MIN_VALUE;
      marker = null;
      Arrays.fill(cells, null);
    }
  }

  boolean exists(long nowSeconds) {
    if (marker != null && marker.timestamp() > deletedAt && marker.isLive(nowSeconds)) {
      return true;
    }
    for (int column = 0; column < cells.length; column++) {
      if (value(column, nowSeconds).isPresent()) {
        return true;
      }
    }
    return false;
  }

  Optional<byte[]> value(int column, long nowSeconds) {
    StoredCell cell = cells[column];
    return cell != null && cell.timestamp() > deletedAt && cell.isLive(nowSeconds)
        ? Optional.of(cell.value())
        : Optional.empty();
  }

  /** Whether a write is older than the timestamp of the row; if not, it sets that timestamp. */
  private boolean isTooLate(long timestamp) {
    if (semantics.cellTimestamps()) {
      return false;
    }
    if (timestamp < rowTimestamp) {
      return true;
    }
    rowTimestamp = timestamp;
    return false;
  }
}
