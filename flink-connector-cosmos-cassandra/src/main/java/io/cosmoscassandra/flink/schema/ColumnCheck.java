package io.cosmoscassandra.flink.schema;

import com.datastax.oss.driver.api.core.metadata.schema.ColumnMetadata;
import io.cosmoscassandra.flink.codec.IncompatibleTypeException;
import io.cosmoscassandra.flink.codec.ValueCodecs;
import io.cosmoscassandra.flink.text.NearMiss;
import io.cosmoscassandra.flink.text.Wording;
import java.util.Optional;
import java.util.function.Consumer;

/** Requires that every declared column exists with a type that matches the declared one. */
final class ColumnCheck implements DeclarationCheck {

  @Override
  public void check(DeclarationComparison comparison, Consumer<String> problems) {
    for (TableDeclaration.Field field : comparison.declaration().fields()) {
      Optional<ColumnMetadata> column = comparison.table().column(field.name());
      if (column.isEmpty()) {
        problems.accept(missing(comparison, field.name()));
        continue;
      }
      try {
        ValueCodecs.requireCompatible(field.type(), column.get().getType());
      } catch (IncompatibleTypeException e) {
        problems.accept("Column %s: %s".formatted(Wording.quoted(field.name()), e.getMessage()));
      }
    }
  }

  private static String missing(DeclarationComparison comparison, String name) {
    LiveTable table = comparison.table();
    NearMiss miss = comparison.misspelt().get(name);
    String remedy =
        miss != null
            ? miss.question()
            : "There are: %s. Take the column out of the declaration, or add it to the table."
                .formatted(Wording.overview(table.columnNames()));
    return "Table %s has no column %s. %s".formatted(table.name(), Wording.quoted(name), remedy);
  }
}
