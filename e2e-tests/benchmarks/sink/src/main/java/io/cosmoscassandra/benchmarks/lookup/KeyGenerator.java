package io.cosmoscassandra.benchmarks.lookup;

import io.cosmoscassandra.benchmarks.contender.Feed;
import io.cosmoscassandra.benchmarks.contender.LookupKeys;
import io.cosmoscassandra.benchmarks.contender.Workload;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;

/** Makes the keys that are looked up from the numbers of the lookups. */
final class KeyGenerator extends RichMapFunction<Long, RowData> {

  private static final long serialVersionUID = 1;

  private final LookupKeys keys;
  private final Workload workload;
  private transient Feed feed;

  KeyGenerator(LookupKeys keys, Workload workload) {
    this.keys = keys;
    this.workload = workload;
  }

  @Override
  public void open(OpenContext context) {
    feed = Feed.current();
  }

  @Override
  public RowData map(Long number) {
    feed.next(number);
    long row = keys.row(number);
    return GenericRowData.of(workload.partition(row), workload.clustering(row));
  }
}
