package io.cosmoscassandra.flink.schema;

import io.cosmoscassandra.flink.text.NearMiss;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A declaration beside the live table, each declared column beside the live one that it means.
 *
 * @param declaration the declared table
 * @param table the live table
 * @param misspelt declared names that do not exist, each with the live name that was probably
 *     meant; thus a misspelt key column is reported once, and not again as a missing key
 */
record DeclarationComparison(
    TableDeclaration declaration, LiveTable table, Map<String, NearMiss> misspelt) {

  static DeclarationComparison of(TableDeclaration declaration, LiveTable table) {
    List<String> free = new ArrayList<>(table.columnNames());
    free.removeAll(declaration.columnNames());
    Map<String, NearMiss> misspelt = new LinkedHashMap<>();
    for (String name : declaration.columnNames()) {
      if (table.column(name).isEmpty()) {
        NearMiss.of(name, free)
            .ifPresent(
                miss -> {
                  misspelt.put(name, miss);
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
    return isMeantByOneOf(declaration.columnNames(), liveName);
  }

  /** Whether one of several declared names means a live column. */
  boolean isMeantByOneOf(Collection<String> declaredNames, String liveName) {
    return declaredNames.stream().anyMatch(name -> meant(name).equals(liveName));
  }
}
