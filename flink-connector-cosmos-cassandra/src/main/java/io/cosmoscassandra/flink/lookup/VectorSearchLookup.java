package io.cosmoscassandra.flink.lookup;

import io.cosmoscassandra.flink.client.failure.RetrySettings;
import io.cosmoscassandra.flink.options.CassandraConnectorOptions;
import io.cosmoscassandra.flink.read.VectorPlan;
import io.cosmoscassandra.flink.read.VectorReader;
import io.cosmoscassandra.flink.schema.StartupRetry;
import io.cosmoscassandra.flink.schema.TableDataset;
import io.cosmoscassandra.flink.time.BlockingClock;
import java.util.Collection;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import org.apache.flink.annotation.Internal;
import org.apache.flink.streaming.api.lineage.LineageVertex;
import org.apache.flink.streaming.api.lineage.LineageVertexProvider;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.functions.AsyncVectorSearchFunction;
import org.apache.flink.table.functions.FunctionContext;

/**
 * Searches the rows with the nearest vectors, with many requests in flight. Loaded only where Flink
 * has vector search.
 */
@Internal
public final class VectorSearchLookup extends AsyncVectorSearchFunction
    implements LineageVertexProvider {

  private static final long serialVersionUID = 1L;

  private final VectorPlan plan;
  private transient LookupMetrics metrics;
  private transient VectorReader table;
  private transient ExecutorService completions;

  public VectorSearchLookup(VectorPlan plan) {
    this.plan = plan;
  }

  @Override
  public void open(FunctionContext context) throws Exception {
    RetrySettings retry = plan.settings().retry();
    metrics = new LookupMetrics(context.getMetricGroup());
    table =
        new StartupRetry(
                "vector search",
                CassandraConnectorOptions.LOOKUP_RETRY_TIMEOUT,
                retry.timeout(),
                retry.backoff(),
                BlockingClock.OF_THREAD)
            .attempt(false, () -> VectorReader.open(plan, metrics.requests()));
    metrics.requests().observe(table);
    completions = CompletionThread.start();
  }

  @Override
  public CompletableFuture<Collection<RowData>> asyncVectorSearch(int topK, RowData query) {
    metrics.lookedUp();
    return table.search(query, topK).thenApplyAsync(rows -> table.decode(rows, topK), completions);
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
    return TableDataset.of(plan.connection(), plan.declaration().name()).asSource();
  }
}
