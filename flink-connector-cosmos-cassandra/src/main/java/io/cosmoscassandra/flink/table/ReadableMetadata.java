package io.cosmoscassandra.flink.table;

import io.cosmoscassandra.flink.read.ReadField;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.types.DataType;

/** The metadata columns that can be read, by the keys that {@code METADATA FROM} names. */
final class ReadableMetadata {

  private static final DataType WRITETIME = DataTypes.TIMESTAMP_LTZ(6);
  private static final DataType TTL = DataTypes.INT();

  private final Map<String, ReadField> fields = new LinkedHashMap<>();
  private final Map<String, DataType> types = new LinkedHashMap<>();

  /**
   * The metadata of a table.
   *
   * @param columns the declared columns outside of the primary key
   */
  ReadableMetadata(List<String> columns) {
    add("writetime", WRITETIME, new ReadField.RowWritetime());
    add("ttl", TTL, new ReadField.RowTtl());
    add("token", DataTypes.BIGINT().notNull(), new ReadField.Token());
    for (String column : columns) {
      add("writetime(" + column + ")", WRITETIME, new ReadField.Writetime(column));
      add("ttl(" + column + ")", TTL, new ReadField.Ttl(column));
    }
  }

  private void add(String key, DataType type, ReadField field) {
    fields.put(key, field);
    types.put(key, type);
  }

  Map<String, DataType> types() {
    return types;
  }

  ReadField field(String key) {
    return fields.get(key);
  }
}
