package io.cosmoscassandra.benchmarks.source;

import io.cosmoscassandra.benchmarks.contender.RowHash;
import org.apache.flink.table.data.RowData;

/** A row as a program of its own would have it; of two columns, the others are empty. */
record ScannedRow(long p, long c, int i, double d, long at, String t) {

  private static final int MILLIS = 3;

  static ScannedRow of(RowData row) {
    return new ScannedRow(
        row.getLong(0),
        row.getLong(1),
        row.getInt(2),
        row.getDouble(3),
        row.getTimestamp(4, MILLIS).getMillisecond(),
        row.getString(5).toString());
  }

  static ScannedRow ofNumbers(RowData row) {
    return new ScannedRow(0, 0, row.getInt(0), row.getDouble(1), 0, "");
  }

  long hash() {
    return RowHash.of(p, c, i, d, at, RowHash.text(t));
  }

  long hashOfNumbers() {
    return RowHash.of(i, d);
  }
}
