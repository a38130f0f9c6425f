package io.cosmoscassandra.flink.lookup;

import io.cosmoscassandra.flink.schema.TableDataset;
import java.util.Collection;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import org.apache.flink.annotation.Internal;
import org.apache.flink.streaming.api.lineage.LineageVertex;
import org.apache.flink.streaming.api.lineage.LineageVertexProvider;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.functions.AsyncLookupFunction;
import org.apache.flink.table.functions.FunctionContext;

/** Looks rows up with many requests in flight. */
@Internal
public final class AsyncKeyLookupFunction extends AsyncLookupFunction
    implements LineageVertexProvider {

  private static final long serialVersionUID = 1L;

  private final Lookups lookups;
  private transient KeyLookup table;
  private transient ExecutorService completions;

  AsyncKeyLookupFunction(Lookups lookups) {
    this.lookups = lookups;
  }

  @Override
  public void open(FunctionContext context) throws Exception {
    table = KeyLookup.open(lookups, context.getMetricGroup());
    completions = CompletionThread.start();
  }

  @Override
  public CompletableFuture<Collection<RowData>> asyncLookup(RowData key) {
    return table.fetch(key).thenApplyAsync(rows -> table.rows(key, rows), completions);
  }

  @Override
  public void close() {
    if (completions != null) {
      completions.shutdownNow();
    }
    if (table != null) {
      table.close();
    }
  }

  @Override
  public LineageVertex getLineageVertex() {
    return TableDataset.of(lookups.plan().connection(), lookups.plan().declaration().name())
        .asSource();
  }
}
