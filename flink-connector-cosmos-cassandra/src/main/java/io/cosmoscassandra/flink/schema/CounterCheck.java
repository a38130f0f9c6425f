package io.cosmoscassandra.flink.schema;

import io.cosmoscassandra.flink.text.Wording;
import java.util.List;
import java.util.function.Consumer;

/**
 * Counters are only incremented, by a query that only inserts, where a repetition is put up with.
 */
final class CounterCheck implements DeclarationCheck {

  @Override
  public void check(DeclarationComparison comparison, Consumer<String> problems) {
    LiveTable table = comparison.table();
    List<String> counters = table.counters();
    if (counters.isEmpty()) {
      return;
    }
    String names = Wording.counted("counter", counters);
    if (comparison.declaration().exactlyOnce()) {
      problems.accept(
          "Table %s has the %s, and an increment cannot be repeated without being counted twice. Use 'sink.delivery-guarantee' = 'at-least-once'."
              .formatted(table.name(), names));
    }
    if (!comparison.declaration().insertOnly()) {
      problems.accept(
          "Table %s has the %s, and the query also updates or deletes rows: an increment cannot be taken back. Write it from a query that only inserts."
              .formatted(table.name(), names));
    }
    if (counters.stream().noneMatch(comparison::writes)) {
      problems.accept(
          "Nothing is written to the %s of %s, and a row of counters comes into being by an increment. Declare one of them and write it."
              .formatted(names, table.name()));
    }
  }
}
