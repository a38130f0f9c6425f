package io.cosmoscassandra.flink.schema;

import com.datastax.oss.driver.api.core.metadata.schema.ColumnMetadata;
import com.datastax.oss.driver.api.core.type.DataType;
import com.datastax.oss.driver.api.core.type.ListType;
import com.datastax.oss.driver.api.core.type.MapType;
import com.datastax.oss.driver.api.core.type.SetType;
import io.cosmoscassandra.flink.options.CollectionWriteMode;
import io.cosmoscassandra.flink.text.Wording;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Requires that what is changed element by element is a collection that can be changed so. */
record WriteModeCheck(WriteIntent intent) implements DeclarationCheck {

  @Override
  public void check(DeclarationComparison comparison, Consumer<String> problems) {
    new TreeMap<>(intent.writeModes())
        .forEach((name, mode) -> problem(comparison.table(), name, mode).ifPresent(problems));
  }

  private Optional<String> problem(LiveTable table, String name, CollectionWriteMode mode) {
    String option = WriteIntent.writeModeOption(name);
    if (!intent.columns().contains(name)) {
      return Optional.of(
          "Option '%s' names a column that is not written. Correct it, or remove it."
              .formatted(option));
    }
    Optional<ColumnMetadata> column = table.column(name);
    if (column.isEmpty() || mode == CollectionWriteMode.OVERWRITE) {
      // ColumnCheck reports a column that does not exist.
      return Optional.empty();
    }
    DataType type = column.get().getType();
    if (!allows(type, mode)) {
      return Optional.of(
          "Option '%s' = '%s' requires %s that is not frozen and not part of the key, but column %s is of type %s."
              .formatted(
                  option,
                  mode,
                  mode == CollectionWriteMode.APPEND || mode == CollectionWriteMode.PREPEND
                      ? "a list"
                      : "a set or a map",
                  Wording.quoted(name),
                  type.asCql(true, true)));
    }
    return type instanceof ListType && intent.exactlyOnce()
        ? Optional.of(
            "Option '%s' = '%s' cannot be used exactly once: a write that is repeated after a failure adds the elements again. Use 'sink.delivery-guarantee' = 'at-least-once'."
                .formatted(option, mode))
        : Optional.empty();
  }

  private static boolean allows(DataType type, CollectionWriteMode mode) {
    return switch (mode) {
      case OVERWRITE -> true;
      case ADD, REMOVE ->
          (type instanceof SetType set && !set.isFrozen())
              || (type instanceof MapType map && !map.isFrozen());
      case APPEND, PREPEND -> type instanceof ListType list && !list.isFrozen();
    };
  }
}
