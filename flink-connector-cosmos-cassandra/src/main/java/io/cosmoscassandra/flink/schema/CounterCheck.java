package io.cosmoscassandra.flink.schema;

import io.cosmoscassandra.flink.text.Wording;
import java.util.List;
import java.util.function.Consumer;

/**
 * Requires that counters are only incremented, by a query that only inserts, under a guarantee that
 * tolerates repeated writes.
 */
record CounterCheck(WriteIntent intent) implements DeclarationCheck {

  @Override
  public void check(DeclarationComparison comparison, Consumer<String> problems) {
    LiveTable table = comparison.table();
    List<String> counters = table.counters();
    if (counters.isEmpty()) {
      return;
    }
    String names = Wording.counted("counter", counters);
    if (intent.exactlyOnce()) {
      problems.accept(
          "Table %s has the %s, and repeating an increment counts it twice. Use 'sink.delivery-guarantee' = 'at-least-once'."
              .formatted(table.name(), names));
    }
    if (intent.changesRows()) {
      problems.accept(
          "Table %s has the %s, and the query also updates or deletes rows, but an increment cannot be taken back. Write the table from a query that only inserts."
              .formatted(table.name(), names));
    }
    if (counters.stream()
        .noneMatch(counter -> comparison.isMeantByOneOf(intent.columns(), counter))) {
      problems.accept(
          "The query does not write the %s of %s, and only an increment creates a row of counters. Declare one of them and write it."
              .formatted(names, table.name()));
    }
  }
}
