package io.cosmoscassandra.flink.schema;

import io.cosmoscassandra.flink.text.Wording;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Requires that the declared primary key consists of the columns of the live one, in any order. */
final class PrimaryKeyCheck implements DeclarationCheck {

  @Override
  public void check(DeclarationComparison comparison, Consumer<String> problems) {
    LiveTable table = comparison.table();
    for (String name : table.key()) {
      if (!comparison.declares(name)) {
        String type =
            table.column(name).map(column -> column.getType().asCql(true, true)).orElseThrow();
        problems.accept(
            "Column %s (%s) is part of the primary key of %s and is not declared. Add it to the columns and to the primary key."
                .formatted(Wording.quoted(name), type, table.name()));
      }
    }
    List<String> declared = comparison.declaration().primaryKey();
    if (declared.isEmpty()) {
      problems.accept(
          "No primary key is declared, and rows of %s are identified by their key. Declare the key of the table: %s."
              .formatted(table.name(), FlinkColumns.primaryKey(table.key())));
      return;
    }
    List<String> meant = declared.stream().map(comparison::meant).toList();
    List<String> missing = without(table.key(), meant);
    List<String> tooMany = without(meant, table.key());
    if (!missing.isEmpty() || !tooMany.isEmpty()) {
      problems.accept(
          "The declared primary key %s is not that of %s: %s. Declare: %s."
              .formatted(
                  FlinkColumns.list(declared),
                  table.name(),
                  difference(missing, tooMany),
                  FlinkColumns.primaryKey(table.key())));
    }
  }

  private static String difference(List<String> missing, List<String> tooMany) {
    List<String> parts = new ArrayList<>();
    if (!missing.isEmpty()) {
      parts.add("it lacks " + Wording.quoted(missing));
    }
    if (!tooMany.isEmpty()) {
      parts.add(
          Wording.quoted(tooMany) + (tooMany.size() == 1 ? " does" : " do") + " not belong to it");
    }
    return String.join(", and ", parts);
  }

  private static List<String> without(List<String> names, List<String> others) {
    return names.stream().filter(name -> !others.contains(name)).toList();
  }
}
