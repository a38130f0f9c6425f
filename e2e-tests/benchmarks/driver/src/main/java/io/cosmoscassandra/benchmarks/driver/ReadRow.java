package io.cosmoscassandra.benchmarks.driver;

import com.datastax.oss.driver.api.core.cql.Row;
import io.cosmoscassandra.benchmarks.contender.RowHash;

/** Decodes a row with all columns by typed getters. */
final class ReadRow {

  private ReadRow() {}

  static long hash(Row row) {
    return RowHash.of(
        row.getLong(0),
        row.getLong(1),
        row.getInt(2),
        row.getDouble(3),
        row.getInstant(4).toEpochMilli(),
        RowHash.text(row.getString(5)));
  }
}
