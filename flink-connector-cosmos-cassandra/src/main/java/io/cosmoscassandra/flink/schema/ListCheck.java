package io.cosmoscassandra.flink.schema;

import com.datastax.oss.driver.api.core.metadata.schema.ColumnMetadata;
import com.datastax.oss.driver.api.core.type.ListType;
import io.cosmoscassandra.flink.text.Wording;
import java.util.function.Consumer;

/**
 * Requires that a list written exactly once is frozen.
 *
 * <p>The server stores each element of a list that is not frozen under an id that it generates when
 * the write arrives, so the same write with the same timestamp adds the elements again. Sets, maps
 * and user-defined types have no such ids. Only the type of the column itself matters: a list
 * inside another type, frozen or not, is written as one value.
 */
record ListCheck(WriteIntent intent) implements DeclarationCheck {

  @Override
  public void check(DeclarationComparison comparison, Consumer<String> problems) {
    if (intent.exactlyOnce()) {
      comparison
          .table()
          .columns(intent.columns())
          .filter(column -> column.getType() instanceof ListType list && !list.isFrozen())
          .filter(column -> !intent.writeModes().containsKey(column.getName().asInternal()))
          .map(ListCheck::rejection)
          .forEach(problems);
    }
  }

  private static String rejection(ColumnMetadata column) {
    String type = column.getType().asCql(true, true);
    return "Column %s is %s: a write that is repeated after a failure appends its elements again. Use frozen<%s>, or 'sink.delivery-guarantee' = 'at-least-once'."
        .formatted(Wording.quoted(column.getName().asInternal()), type, type);
  }
}
