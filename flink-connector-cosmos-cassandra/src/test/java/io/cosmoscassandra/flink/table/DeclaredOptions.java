package io.cosmoscassandra.flink.table;

import io.cosmoscassandra.flink.options.CassandraConnectorOptions;
import java.lang.reflect.Field;
import java.lang.reflect.ParameterizedType;
import java.util.Arrays;
import java.util.List;
import org.apache.flink.configuration.ConfigOption;

/** Every option that the connector declares, as reflection finds it. */
final class DeclaredOptions {

  private DeclaredOptions() {}

  /** An option, and the type of its values. */
  record Declared(ConfigOption<?> option, Class<?> type) {

    String key() {
      return option.key();
    }
  }

  /** The options in the order of their declaration. */
  static List<Declared> all() {
    return Arrays.stream(CassandraConnectorOptions.class.getFields())
        .filter(field -> field.getType() == ConfigOption.class)
        .map(DeclaredOptions::read)
        .toList();
  }

  private static Declared read(Field field) {
    try {
      Class<?> type =
          (Class<?>) ((ParameterizedType) field.getGenericType()).getActualTypeArguments()[0];
      return new Declared((ConfigOption<?>) field.get(null), type);
    } catch (IllegalAccessException e) {
      throw new AssertionError(e);
    }
  }
}
