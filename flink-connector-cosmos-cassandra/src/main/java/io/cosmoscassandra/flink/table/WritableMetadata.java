package io.cosmoscassandra.flink.table;

import java.util.Arrays;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.types.DataType;

/** Metadata columns that a query can write in addition to the columns of the table. */
enum WritableMetadata {
  /** The time to live of the row in seconds: null for the default of the table, 0 for none. */
  TTL("ttl"),

  /** The write time of the row ({@code USING TIMESTAMP}); null for the order of the stream. */
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
        .orElseThrow(
            () -> new IllegalArgumentException("There is no metadata column '" + key + "'"));
  }
}
