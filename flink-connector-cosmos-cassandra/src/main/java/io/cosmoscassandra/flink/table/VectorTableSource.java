package io.cosmoscassandra.flink.table;

import io.cosmoscassandra.flink.lookup.VectorSearchLookup;
import org.apache.flink.table.connector.source.DynamicTableSource;
import org.apache.flink.table.connector.source.VectorSearchTableSource;
import org.apache.flink.table.connector.source.search.AsyncVectorSearchFunctionProvider;

/** A table source whose vectors can be searched, which Flink 2.2 and later can. */
final class VectorTableSource extends ShuffledTableSource implements VectorSearchTableSource {

  VectorTableSource(Table table) {
    super(table);
  }

  private VectorTableSource(VectorTableSource other) {
    super(other);
  }

  @Override
  public VectorSearchRuntimeProvider getSearchRuntimeProvider(VectorSearchContext context) {
    return AsyncVectorSearchFunctionProvider.of(
        new VectorSearchLookup(vectorPlan(context.getSearchColumns())));
  }

  @Override
  public DynamicTableSource copy() {
    return new VectorTableSource(this);
  }
}
