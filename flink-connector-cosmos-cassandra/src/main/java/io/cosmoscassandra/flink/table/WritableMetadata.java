package io.cosmoscassandra.flink.table;

import java.util.Arrays;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.types.DataType;

/** What can be said of a row beside its columns. */
enum WritableMetadata {
  /** The seconds after which the row expires; null for the table's default, 0 for never. */
  TTL("ttl", DataTypes.INT()),

  /** What the row is written {@code USING TIMESTAMP}; null for the sink's own order. */
  WRITETIME("writetime", DataTypes.TIMESTAMP_LTZ(6));

  private final String key;
  private final DataType type;

  WritableMetadata(String key, DataType type) {
    this.key = key;
    this.type = type;
  }

  String key() {
    return key;
  }

  DataType type() {
    return type;
  }

  static WritableMetadata of(String key) {
    return Arrays.stream(values())
        .filter(column -> column.key.equals(key))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("There is no metadata '" + key + "'"));
  }
}
