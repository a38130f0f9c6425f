package io.cosmoscassandra.flink.simulation.world;

import java.util.Optional;
import java.util.TreeMap;

/** The target table as the database stores it. */
public final class StoredTable {

  private final Semantics semantics;
  private final int columns;
  private final TreeMap<Integer, StoredRow> rows = new TreeMap<>();

  StoredTable(Semantics semantics, int columns) {
    this.semantics = semantics;
    this.columns = columns;
  }

  public int columns() {
    return columns;
  }

  /** The row of a key, which may be empty. */
  public StoredRow row(int key) {
    return rows.computeIfAbsent(key, k -> new StoredRow(semantics, columns));
  }

  public boolean exists(int key, long nowSeconds) {
    return row(key).exists(nowSeconds);
  }

  public Optional<byte[]> value(int key, int column, long nowSeconds) {
    return row(key).value(column, nowSeconds);
  }
}
