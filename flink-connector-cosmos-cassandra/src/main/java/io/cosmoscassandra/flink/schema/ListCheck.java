package io.cosmoscassandra.flink.schema;

import com.datastax.oss.driver.api.core.metadata.schema.ColumnMetadata;
import com.datastax.oss.driver.api.core.type.ListType;
import io.cosmoscassandra.flink.text.Wording;
import java.util.function.Consumer;

/**
 * A list that is written exactly once is frozen.
 *
 * <p>The server keeps each element of a list that is not frozen under an id that it draws when the
 * write arrives, so the same write with the same timestamp adds the elements once more. Sets, maps
 * and user-defined types have no such ids. Only the column itself is looked at: a list inside of
 * another type, frozen or not, is written as one value.
 */
final class ListCheck implements DeclarationCheck {

  @Override
  public void check(DeclarationComparison comparison, Consumer<String> problems) {
    if (comparison.declaration().exactlyOnce()) {
      comparison
          .writtenColumns()
          .filter(column -> column.getType() instanceof ListType list && !list.isFrozen())
          .map(ListCheck::refusal)
          .forEach(problems);
    }
  }

  private static String refusal(ColumnMetadata column) {
    String type = column.getType().asCql(true, true);
    return "Column %s is %s, to which a write that is repeated after a failure appends its elements once more. Use frozen<%s>, or 'sink.delivery-guarantee' = 'at-least-once'."
        .formatted(Wording.quoted(column.getName().asInternal()), type, type);
  }
}
