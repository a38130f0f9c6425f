package io.cosmoscassandra.flink.schema;

import com.datastax.oss.driver.api.core.metadata.schema.ColumnMetadata;
import io.cosmoscassandra.flink.text.Wording;
import java.util.function.Consumer;

/**
 * Requires that static columns are written only by queries that only insert, and not exactly once.
 *
 * <p>A static column has one value for all rows of its partition. These rows may come from several
 * subtasks in any order, so which of them is the last is undefined. Deleting a row does not remove
 * the static value.
 */
record StaticColumnCheck(WriteIntent intent) implements DeclarationCheck {

  @Override
  public void check(DeclarationComparison comparison, Consumer<String> problems) {
    if (intent.exactlyOnce() || intent.changesRows()) {
      comparison
          .table()
          .columns(intent.columns())
          .filter(ColumnMetadata::isStatic)
          .map(this::rejection)
          .forEach(problems);
    }
  }

  private String rejection(ColumnMetadata column) {
    String name = Wording.quoted(column.getName().asInternal());
    if (intent.changesRows()) {
      return "Static column %s cannot be written by a query that updates or deletes rows: deleting a row does not remove the static value, which all rows of the partition share. Remove the column from the query%s."
          .formatted(
              name, intent.exactlyOnce() ? "" : ", or write it with a query that only inserts");
    }
    return "Static column %s cannot be written exactly once: all rows of a partition share its value, and several subtasks may write them in any order. Remove the column from the query, or use 'sink.delivery-guarantee' = 'at-least-once'."
        .formatted(name);
  }
}
