package io.cosmoscassandra.flink.schema;

import io.cosmoscassandra.flink.text.Wording;
import java.util.List;
import java.util.function.Consumer;

/** An insert that names its columns names the whole key. */
final class PartialInsertCheck implements DeclarationCheck {

  @Override
  public void check(DeclarationComparison comparison, Consumer<String> problems) {
    // A key column that is not declared cannot be named; that is told of the declaration.
    List<String> missing =
        comparison.table().key().stream()
            .filter(comparison::declares)
            .filter(name -> !comparison.writes(name))
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
