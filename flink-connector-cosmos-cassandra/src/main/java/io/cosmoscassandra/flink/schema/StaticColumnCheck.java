package io.cosmoscassandra.flink.schema;

import com.datastax.oss.driver.api.core.metadata.schema.ColumnMetadata;
import io.cosmoscassandra.flink.text.Wording;
import java.util.function.Consumer;

/**
 * A static column is written by queries that only insert, and never exactly once.
 *
 * <p>It holds one value for all rows of its partition. The rows of a partition may come from
 * several subtasks in any order, so which row is the last is not defined; and to delete a row
 * leaves the value in its place.
 */
final class StaticColumnCheck implements DeclarationCheck {

  @Override
  public void check(DeclarationComparison comparison, Consumer<String> problems) {
    boolean exactlyOnce = comparison.declaration().exactlyOnce();
    boolean insertOnly = comparison.declaration().insertOnly();
    if (exactlyOnce || !insertOnly) {
      comparison
          .writtenColumns()
          .filter(ColumnMetadata::isStatic)
          .map(column -> refusal(column, exactlyOnce, insertOnly))
          .forEach(problems);
    }
  }

  private static String refusal(ColumnMetadata column, boolean exactlyOnce, boolean insertOnly) {
    String name = Wording.quoted(column.getName().asInternal());
    if (!insertOnly) {
      return "Column %s is static, and the query also updates or deletes rows: a deleted row would leave its value to the rest of the partition. Leave the column out%s."
          .formatted(name, exactlyOnce ? "" : ", or write it with a query that only inserts");
    }
    return "Column %s is static, and its value is shared by rows that several subtasks may write in any order. Leave the column out, or use 'sink.delivery-guarantee' = 'at-least-once'."
        .formatted(name);
  }
}
