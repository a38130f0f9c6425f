package io.cosmoscassandra.flink.schema;

import java.util.Collection;
import java.util.stream.Collectors;

/** Spells lists of columns the way Flink's SQL takes them, also where a name is a reserved word. */
final class FlinkColumns {

  private FlinkColumns() {}

  /** The columns in parentheses. */
  static String list(Collection<String> names) {
    return names.stream()
        .map(name -> "`" + name.replace("`", "``") + "`")
        .collect(Collectors.joining(", ", "(", ")"));
  }

  /** The clause that declares the columns the primary key. */
  static String primaryKey(Collection<String> names) {
    return "PRIMARY KEY " + list(names) + " NOT ENFORCED";
  }
}
