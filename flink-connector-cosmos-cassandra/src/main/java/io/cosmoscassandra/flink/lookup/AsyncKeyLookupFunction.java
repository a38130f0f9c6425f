package io.cosmoscassandra.flink.lookup;

import io.cosmoscassandra.flink.schema.TableDataset;
import java.util.Collection;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.flink.annotation.Internal;
import org.apache.flink.streaming.api.lineage.LineageVertex;
import org.apache.flink.streaming.api.lineage.LineageVertexProvider;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.functions.AsyncLookupFunction;
import org.apache.flink.table.functions.FunctionContext;

/**
 * Looks rows up with many requests in flight.
 *
 * <p>Rows are decoded, and handed to the join, by one thread of each subtask: the join evaluates
 * its conditions on the thread that completes a lookup, which must not be one of the driver's.
 */
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
    completions = Executors.newSingleThreadExecutor(AsyncKeyLookupFunction::thread);
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "cassandra-lookup");
    thread.setDaemon(true);
    return thread;
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
