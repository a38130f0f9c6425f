package io.cosmoscassandra.flink.schema;

import com.datastax.oss.driver.api.core.metadata.schema.ColumnMetadata;
import io.cosmoscassandra.flink.text.NearMiss;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A declaration beside the live table, each declared column beside the live one that it means.
 *
 * @param declaration what was declared
 * @param table what is there
 * @param misspelt declared names that do not exist, each with the live name that was probably
 *     meant; thus a slip of the pen in a key column is told once, and not again as a missing key
 */
record DeclarationComparison(
    TableDeclaration declaration, LiveTable table, Map<String, NearMiss> misspelt) {

  static DeclarationComparison of(TableDeclaration declaration, LiveTable table) {
    Set<String> declared = new HashSet<>();
    declaration.fields().forEach(field -> declared.add(field.name()));
    List<String> free = new ArrayList<>(table.columnNames());
    free.removeAll(declared);
    Map<String, NearMiss> misspelt = new LinkedHashMap<>();
    for (TableDeclaration.Field field : declaration.fields()) {
      if (table.column(field.name()).isEmpty()) {
        NearMiss.of(field.name(), free)
            .ifPresent(
                miss -> {
                  misspelt.put(field.name(), miss);
                  free.remove(miss.name());
                });
      }
    }
    return new DeclarationComparison(declaration, table, misspelt);
  }

  /** The live name that a declared one means; the declared one itself if it means none. */
  String meant(String declaredName) {
    NearMiss miss = misspelt.get(declaredName);
    return miss == null ? declaredName : miss.name();
  }

  /** Whether a live column is among the declared ones. */
  boolean declares(String liveName) {
    return declaration.fields().stream().anyMatch(field -> meant(field.name()).equals(liveName));
  }

  /** Whether a live column is among the written ones. */
  boolean writes(String liveName) {
    return declaration.writtenFields().stream().anyMatch(name -> meant(name).equals(liveName));
  }

  /** The live columns that are written and named exactly. */
  Stream<ColumnMetadata> writtenColumns() {
    return declaration.writtenFields().stream().map(table::column).flatMap(Optional::stream);
  }
}
