package io.cosmoscassandra.flink.table;

import org.apache.flink.table.connector.source.DynamicTableSource;

/**
 * Creates the table source with all abilities that this version of Flink knows. A class that
 * implements an interface that Flink lacks must not be loaded.
 *
 * <p>So each of these classes is named in one method, whose return type is an interface: a class
 * there would make the JVM load the subclass in order to verify the method.
 */
final class TableSources {

  private static final String CUSTOM_SHUFFLE =
      "org.apache.flink.table.connector.source.abilities.SupportsLookupCustomShuffle";

  private static final String VECTOR_SEARCH =
      "org.apache.flink.table.connector.source.VectorSearchTableSource";

  private TableSources() {}

  static DynamicTableSource of(CassandraDynamicTableSource.Table table) {
    if (FlinkAbilities.hasClass(VECTOR_SEARCH)) {
      return searchable(table);
    }
    return FlinkAbilities.hasClass(CUSTOM_SHUFFLE)
        ? shuffled(table)
        : new CassandraDynamicTableSource(table);
  }

  private static DynamicTableSource searchable(CassandraDynamicTableSource.Table table) {
    return new VectorTableSource(table);
  }

  private static DynamicTableSource shuffled(CassandraDynamicTableSource.Table table) {
    return new ShuffledTableSource(table);
  }
}
