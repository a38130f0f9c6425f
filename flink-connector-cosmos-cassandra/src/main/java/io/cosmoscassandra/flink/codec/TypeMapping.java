package io.cosmoscassandra.flink.codec;

import java.util.List;
import java.util.stream.Stream;

/**
 * A line of the table of types in the documentation.
 *
 * @param cqlType the CQL type
 * @param flinkTypes the Flink types that go with it, the best first
 * @param note what a user should know of it
 * @param createdFor the Flink types that become it in a table that the connector creates
 */
record TypeMapping(String cqlType, List<String> flinkTypes, String note, List<String> createdFor) {

  /** All lines, in the order of the documentation. */
  static List<TypeMapping> all() {
    return Stream.concat(ScalarMappings.ALL.stream().map(TypeMapping::of), composed()).toList();
  }

  private static TypeMapping of(ScalarMapping mapping) {
    List<String> createdFor =
        Stream.of(FlinkKind.values())
            .filter(kind -> kind != FlinkKind.BINARY_16) // is one of BYTES
            .filter(kind -> kind.defaultCqlType().equals(mapping.cqlType()))
            .map(FlinkKind::sql)
            .toList();
    return new TypeMapping(
        mapping.cqlType().asCql(false, false), mapping.flinkTypes(), mapping.note(), createdFor);
  }

  private static Stream<TypeMapping> composed() {
    return Stream.of(
        new TypeMapping(
            "list<t>",
            List.of("ARRAY<T>"),
            "without NULL; not under `exactly-once` unless frozen",
            List.of("ARRAY<T>")),
        new TypeMapping(
            "set<t>", List.of("ARRAY<T>"), "without NULL; repeated elements are one", List.of()),
        new TypeMapping(
            "map<k, v>",
            List.of("MAP<K, V>", "MULTISET<K>"),
            "without NULL; a MULTISET is a map from element to count",
            List.of("MAP<K, V>", "MULTISET<K>")),
        new TypeMapping("vector<t, n>", List.of("ARRAY<T>"), "n elements, without NULL", List.of()),
        new TypeMapping("tuple<a, b>", List.of("ROW<A, B>"), "by position", List.of("ROW<A, B>")),
        new TypeMapping(
            "user-defined type",
            List.of("ROW<a A, b B>"),
            "by name, case-sensitive; fields that the ROW lacks become NULL",
            List.of()));
  }
}
