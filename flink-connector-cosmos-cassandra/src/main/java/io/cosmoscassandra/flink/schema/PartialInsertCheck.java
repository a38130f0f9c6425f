package io.cosmoscassandra.flink.schema;

import io.cosmoscassandra.flink.text.Wording;
import java.util.List;
import java.util.function.Consumer;

/** Requires that an insert with a list of columns names the whole key. */
record PartialInsertCheck(WriteIntent intent) implements DeclarationCheck {

  @Override
  public void check(DeclarationComparison comparison, Consumer<String> problems) {
    // A key column that is not declared cannot be named; PrimaryKeyCheck reports it.
    List<String> missing =
        comparison.table().key().stream()
            .filter(comparison::declares)
            .filter(name -> !comparison.isMeantByOneOf(intent.columns(), name))
            .toList();
    if (!missing.isEmpty()) {
      problems.accept(
          "The insert does not write %s of %s. A row is written by its whole key, so name all of %s in the insert."
              .formatted(
                  Wording.counted("key column", missing),
                  comparison.table().name(),
                  FlinkColumns.list(comparison.table().key())));
    }
  }
}
