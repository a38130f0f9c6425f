package io.cosmoscassandra.flink.table;

import io.cosmoscassandra.flink.sink.CassandraSink;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.flink.annotation.Internal;
import org.apache.flink.table.connector.ChangelogMode;
import org.apache.flink.table.connector.sink.DynamicTableSink;
import org.apache.flink.table.connector.sink.SinkV2Provider;
import org.apache.flink.table.connector.sink.abilities.SupportsWritingMetadata;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.DataType;
import org.apache.flink.types.RowKind;

/** The target table as Flink's planner sees it. */
@Internal
public final class CassandraDynamicTableSink implements DynamicTableSink, SupportsWritingMetadata {

  private TableSinkConfig config;

  CassandraDynamicTableSink(TableSinkConfig config) {
    this.config = config;
  }

  /** All that the sink was told so far. */
  TableSinkConfig config() {
    return config;
  }

  /**
   * Takes what comes, without the rows before an update. A sink that asked for upserts whatever
   * comes would make Flink 2.3 want an ON CONFLICT clause on the plainest INSERT.
   *
   * <p>What the query brings is asked first; later Flink 2.3 asks once more with all kinds there
   * are, to learn about the sink. So a query that only inserts is one that was ever said to.
   */
  @Override
  public ChangelogMode getChangelogMode(ChangelogMode requested) {
    if (requested.containsOnly(RowKind.INSERT)) {
      config = config.withInsertOnly(true);
    }
    ChangelogMode.Builder mode = ChangelogMode.newBuilder();
    for (RowKind kind : requested.getContainedKinds()) {
      if (kind != RowKind.UPDATE_BEFORE) {
        mode.addContainedKind(kind);
      }
    }
    return mode.build();
  }

  @Override
  public SinkRuntimeProvider getSinkRuntimeProvider(Context context) {
    TableSinkConfig planned = targetColumns(context).map(config::withTargetColumns).orElse(config);
    CassandraSink<RowData> sink = new CassandraSink<>(planned.sinkSettings(), row -> row);
    return SinkV2Provider.of(sink, planned.parallelism());
  }

  /**
   * The columns an INSERT names. The newer ability for it is missing from older Flinks, where a
   * class that names it could not be loaded.
   */
  @SuppressWarnings("deprecation")
  private Optional<List<Integer>> targetColumns(Context context) {
    return context
        .getTargetColumns()
        .map(paths -> Arrays.stream(paths).map(path -> path[0]).distinct().sorted().toList());
  }

  @Override
  public Map<String, DataType> listWritableMetadata() {
    Map<String, DataType> metadata = new LinkedHashMap<>();
    for (WritableMetadata column : WritableMetadata.values()) {
      metadata.put(column.key(), column.type());
    }
    return metadata;
  }

  @Override
  public void applyWritableMetadata(List<String> keys, DataType consumedType) {
    config = config.withMetadata(keys.stream().map(WritableMetadata::of).toList());
  }

  @Override
  public DynamicTableSink copy() {
    return new CassandraDynamicTableSink(config);
  }

  @Override
  public String asSummaryString() {
    return "Cassandra[%s.%s]".formatted(config.keyspace(), config.table());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof CassandraDynamicTableSink that && config.equals(that.config);
  }

  @Override
  public int hashCode() {
    return Objects.hash(config);
  }
}
