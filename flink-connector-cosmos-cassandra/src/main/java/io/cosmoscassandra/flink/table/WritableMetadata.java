package io.cosmoscassandra.flink.table;

import java.util.Arrays;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.types.DataType;

/** What can be said of a row beside its columns. */
enum WritableMetadata {
  /** The seconds after which the row expires; null for the table's default, 0 for never. */
  TTL("ttl"),

  /** What the row is written {@code USING TIMESTAMP}; null for the sink's own order. */
  WRITETIME("writetime");

  private final String key;

  WritableMetadata(String key) {
    this.key = key;
  }

  String key() {
    return key;
  }

  DataType type() {
    return switch (this) {
      case TTL -> DataTypes.INT();
      case WRITETIME -> DataTypes.TIMESTAMP_LTZ(6);
    };
  }

  static WritableMetadata of(String key) {
    return Arrays.stream(values())
        .filter(column -> column.key.equals(key))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("There is no metadata '" + key + "'"));
  }
}
