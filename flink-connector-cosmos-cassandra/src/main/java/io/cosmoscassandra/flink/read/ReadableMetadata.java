package io.cosmoscassandra.flink.read;

import io.cosmoscassandra.flink.schema.TableDeclaration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.annotation.Nullable;
import org.apache.flink.annotation.Internal;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.types.DataType;

/** The metadata columns that can be read, by the keys that {@code METADATA FROM} names. */
@Internal
public final class ReadableMetadata {

  private static final DataType WRITETIME = DataTypes.TIMESTAMP_LTZ(6);
  private static final DataType TTL = DataTypes.INT();

  private final Map<String, ReadField> fields = new LinkedHashMap<>();
  private final Map<String, DataType> types = new LinkedHashMap<>();

  /**
   * The metadata of a table.
   *
   * @param columns the declared columns outside of the primary key
   */
  private ReadableMetadata(List<String> columns) {
    add("writetime", WRITETIME, new ReadField.RowWritetime());
    add("ttl", TTL, new ReadField.RowTtl());
    add("token", DataTypes.BIGINT().notNull(), new ReadField.Token());
    for (String column : columns) {
      add("writetime(" + column + ")", WRITETIME, new ReadField.Writetime(column));
      add("ttl(" + column + ")", TTL, new ReadField.Ttl(column));
    }
  }

  /** The metadata of a declared table. */
  public static ReadableMetadata of(TableDeclaration declaration) {
    return new ReadableMetadata(
        declaration.fields().stream()
            .map(TableDeclaration.Field::name)
            .filter(name -> !declaration.primaryKey().contains(name))
            .toList());
  }

  private void add(String key, DataType type, ReadField field) {
    fields.put(key, field);
    types.put(key, type);
  }

  /** The type of each key, in the order in which they are declared. */
  public Map<String, DataType> types() {
    return Collections.unmodifiableMap(types);
  }

  /** The field that a key stands for; null if there is no such key. */
  @Nullable
  public ReadField field(String key) {
    return fields.get(key);
  }
}
