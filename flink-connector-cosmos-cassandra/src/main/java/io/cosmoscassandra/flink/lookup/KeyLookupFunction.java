package io.cosmoscassandra.flink.lookup;

import io.cosmoscassandra.flink.schema.TableDataset;
import io.cosmoscassandra.flink.time.InterruptibleFutures;
import java.io.IOException;
import java.util.Collection;
import org.apache.flink.annotation.Internal;
import org.apache.flink.streaming.api.lineage.LineageVertex;
import org.apache.flink.streaming.api.lineage.LineageVertexProvider;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.functions.FunctionContext;
import org.apache.flink.table.functions.LookupFunction;

/** Looks rows up one after the other, for plans that must not have several lookups in flight. */
@Internal
public final class KeyLookupFunction extends LookupFunction implements LineageVertexProvider {

  private static final long serialVersionUID = 1L;

  private final Lookups lookups;
  private transient KeyLookup table;

  KeyLookupFunction(Lookups lookups) {
    this.lookups = lookups;
  }

  @Override
  public void open(FunctionContext context) throws Exception {
    table = KeyLookup.open(lookups, context.getMetricGroup());
  }

  @Override
  public Collection<RowData> lookup(RowData key) throws IOException {
    try {
      return table.rows(key, InterruptibleFutures.on(table.fetch(key)));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted while a row was looked up", e);
    }
  }

  @Override
  public void close() {
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
