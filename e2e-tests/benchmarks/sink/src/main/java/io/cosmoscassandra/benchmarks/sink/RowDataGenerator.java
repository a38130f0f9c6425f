package io.cosmoscassandra.benchmarks.sink;

import io.cosmoscassandra.benchmarks.contender.Feed;
import io.cosmoscassandra.benchmarks.contender.Workload;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.flink.table.data.GenericArrayData;
import org.apache.flink.table.data.GenericMapData;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.TimestampData;

/** Makes the rows of a workload from their indexes, as {@link RowData}. */
public final class RowDataGenerator extends RichMapFunction<Long, RowData> {

  private static final long serialVersionUID = 1;

  private final Workload workload;
  private transient Feed feed;

  /** Of a workload. */
  public RowDataGenerator(Workload workload) {
    this.workload = workload;
  }

  @Override
  public void open(OpenContext context) {
    feed = Feed.current();
  }

  @Override
  public RowData map(Long number) {
    feed.next(number);
    return row(number);
  }

  /** The row of an index, announced to nobody. */
  public RowData row(long index) {
    long partition = workload.partition(index);
    long clustering = workload.clustering(index);
    if (workload.hasCollections()) {
      return GenericRowData.of(
          partition,
          clustering,
          new GenericArrayData(workload.list(index).toArray()),
          new GenericMapData(inner(workload.map(index))),
          new GenericArrayData(workload.set(index).stream().map(StringData::fromString).toArray()));
    }
    return GenericRowData.of(
        partition,
        clustering,
        workload.number(index),
        workload.fraction(index),
        TimestampData.fromEpochMillis(System.currentTimeMillis()),
        StringData.fromString(workload.text(index)));
  }

  private static Map<StringData, Integer> inner(Map<String, Integer> map) {
    Map<StringData, Integer> inner = new HashMap<>();
    map.forEach((key, value) -> inner.put(StringData.fromString(key), value));
    return inner;
  }
}
