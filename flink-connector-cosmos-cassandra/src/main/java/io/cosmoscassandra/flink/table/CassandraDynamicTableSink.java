package io.cosmoscassandra.flink.table;

import io.cosmoscassandra.flink.schema.WriteIntent;
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

/** Sink of one table in the eyes of the planner, which adds to its configuration step by step. */
@Internal
public final class CassandraDynamicTableSink implements DynamicTableSink, SupportsWritingMetadata {

  private TableSinkConfig config;

  CassandraDynamicTableSink(TableSinkConfig config) {
    this.config = config;
  }

  /** The configuration as the planner has left it so far. */
  TableSinkConfig config() {
    return config;
  }

  /**
   * Accepts all changes of the query, except the rows before an update. If the sink always required
   * upserts, Flink 2.3 would require an ON CONFLICT clause even on a plain INSERT.
   *
   * <p>Flink asks with the changes of the query first. Flink 2.3 asks again later with all kinds of
   * changes, to learn what the sink supports. So if the sink was ever asked for inserts only, that
   * is what the query consists of. Where a plan is executed that was compiled before, Flink does
   * not ask.
   */
  @Override
  public ChangelogMode getChangelogMode(ChangelogMode requested) {
    if (requested.containsOnly(RowKind.INSERT)) {
      config = config.withChanges(WriteIntent.Changes.INSERTS);
    } else if (config.planned().changes() == WriteIntent.Changes.UNKNOWN) {
      config = config.withChanges(WriteIntent.Changes.ALL);
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
    TableSinkConfig planned = planned(context);
    CassandraSink<RowData> sink = new CassandraSink<>(planned.sinkSettings(), row -> row);
    return SinkV2Provider.of(sink, planned.parallelism());
  }

  /**
   * The configuration after the last step of the planner. In batch mode, which is where it calls
   * the input bounded, Flink does not ask for the changelog mode, and all rows are inserts.
   */
  TableSinkConfig planned(Context context) {
    TableSinkConfig planned = targetColumns(context).map(config::withTargetColumns).orElse(config);
    boolean asked = planned.planned().changes() != WriteIntent.Changes.UNKNOWN;
    return asked || !context.isBounded()
        ? planned
        : planned.withChanges(WriteIntent.Changes.INSERTS);
  }

  /**
   * The columns that an INSERT names. The newer interface for this does not exist in older versions
   * of Flink, which could not load a class that refers to it.
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
    return "Cassandra[%s]".formatted(config.settings().declaration().name().unquoted());
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
