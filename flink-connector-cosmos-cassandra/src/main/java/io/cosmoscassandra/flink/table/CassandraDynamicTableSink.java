package io.cosmoscassandra.flink.table;

import io.cosmoscassandra.flink.read.CqlPredicate;
import io.cosmoscassandra.flink.schema.WriteIntent;
import io.cosmoscassandra.flink.sink.CassandraSink;
import io.cosmoscassandra.flink.sink.RowMapper;
import io.cosmoscassandra.flink.sink.SinkSettings;
import io.cosmoscassandra.flink.table.pushdown.FilterPushDown;
import io.cosmoscassandra.flink.table.statement.ClientStatements;
import io.cosmoscassandra.flink.table.statement.OverwritingSink;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import javax.annotation.Nullable;
import org.apache.flink.annotation.Internal;
import org.apache.flink.table.catalog.Column;
import org.apache.flink.table.connector.ChangelogMode;
import org.apache.flink.table.connector.RowLevelModificationScanContext;
import org.apache.flink.table.connector.sink.DynamicTableSink;
import org.apache.flink.table.connector.sink.SinkV2Provider;
import org.apache.flink.table.connector.sink.abilities.SupportsDeletePushDown;
import org.apache.flink.table.connector.sink.abilities.SupportsOverwrite;
import org.apache.flink.table.connector.sink.abilities.SupportsRowLevelDelete;
import org.apache.flink.table.connector.sink.abilities.SupportsRowLevelUpdate;
import org.apache.flink.table.connector.sink.abilities.SupportsTruncate;
import org.apache.flink.table.connector.sink.abilities.SupportsWritingMetadata;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.expressions.ResolvedExpression;
import org.apache.flink.table.types.DataType;
import org.apache.flink.table.types.utils.TypeConversions;
import org.apache.flink.types.RowKind;

/** Sink of one table in the eyes of the planner, which adds to its configuration step by step. */
@Internal
public final class CassandraDynamicTableSink
    implements DynamicTableSink,
        SupportsWritingMetadata,
        SupportsDeletePushDown,
        SupportsRowLevelDelete,
        SupportsRowLevelUpdate,
        SupportsTruncate,
        SupportsOverwrite {

  private TableSinkConfig config;

  /** The rows that a DELETE selects by their keys; null if Flink must find them. */
  @Nullable private CqlPredicate deleted;

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
    if (planned.planned().overwrite()) {
      OverwriteRules.check(planned.settings(), planned.planned(), context.isBounded());
      return SinkV2Provider.of(new OverwritingSink(planned.sinkSettings()), planned.parallelism());
    }
    RowChange change = planned.planned().rowChange();
    RowMapper<RowData> mapper =
        change != null && change.kind() == RowChange.Kind.UPDATE
            ? CassandraDynamicTableSink::asInsert
            : row -> row;
    CassandraSink<RowData> sink = new CassandraSink<>(planned.sinkSettings(), mapper);
    return SinkV2Provider.of(sink, planned.parallelism());
  }

  /** To Cassandra, writing some columns of a row is the same whether there was a row or not. */
  private static RowData asInsert(RowData row) {
    row.setRowKind(RowKind.INSERT);
    return row;
  }

  /**
   * The configuration after the last step of the planner. In batch mode, which is where it calls
   * the input bounded, Flink does not ask for the changelog mode, and all rows are inserts.
   */
  TableSinkConfig planned(Context context) {
    if (config.planned().rowChange() != null) {
      // The columns that an UPDATE sets are counted in the table, but its rows have fewer.
      return config;
    }
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

  /**
   * Accepts a condition that consists of whole partitions, rows, or ranges in partitions. EXPLAIN
   * asks, too, so that nothing happens yet.
   */
  @Override
  public boolean applyDeleteFilters(List<ResolvedExpression> filters) {
    SinkSettings settings = config.settings();
    deleted = null;
    if (!filters.isEmpty() && !settings.declaration().primaryKey().isEmpty()) {
      rules().requireNoCounters();
      deleted =
          FilterPushDown.whole(
                  LiveQuestion.ask(
                      settings.connection(),
                      settings.declaration(),
                      handle -> LivePushDown.of(handle, settings.declaration(), false)),
                  filters)
              .orElse(null);
    }
    return deleted != null;
  }

  /** Deletes on the client; the server does not tell how many rows there were. */
  @Override
  public Optional<Long> executeDeletion() {
    statements().delete(deleted);
    return Optional.empty();
  }

  @Override
  public void executeTruncation() {
    statements().truncate();
  }

  private ClientStatements statements() {
    SinkSettings settings = config.settings();
    return new ClientStatements(
        settings.connection(), settings.declaration(), settings.writing().retry());
  }

  @Override
  public RowLevelDeleteInfo applyRowLevelDelete(@Nullable RowLevelModificationScanContext context) {
    config = config.withRowChange(rules().delete());
    return new RowLevelDeleteInfo() {
      @Override
      public Optional<List<Column>> requiredColumns() {
        return Optional.of(changedColumns());
      }
    };
  }

  @Override
  public RowLevelUpdateInfo applyRowLevelUpdate(
      List<Column> updatedColumns, @Nullable RowLevelModificationScanContext context) {
    config = config.withRowChange(rules().update(updatedColumns));
    return new RowLevelUpdateInfo() {
      @Override
      public Optional<List<Column>> requiredColumns() {
        return Optional.of(changedColumns());
      }
    };
  }

  private RowChangeRules rules() {
    SinkSettings settings = config.settings();
    return new RowChangeRules(settings.connection(), settings.declaration());
  }

  /** The columns that the scan must find, in the order of the declaration. */
  private List<Column> changedColumns() {
    List<String> names = config.planned().rowChange().columns();
    return config.settings().declaration().fields().stream()
        .filter(field -> names.contains(field.name()))
        .<Column>map(
            field ->
                Column.physical(field.name(), TypeConversions.fromLogicalToDataType(field.type())))
        .toList();
  }

  /** EXPLAIN asks, too, so that nothing is looked at yet. */
  @Override
  public void applyOverwrite(boolean overwrite) {
    config = config.withOverwrite(overwrite);
  }

  @Override
  public DynamicTableSink copy() {
    CassandraDynamicTableSink copy = new CassandraDynamicTableSink(config);
    copy.deleted = deleted;
    return copy;
  }

  @Override
  public String asSummaryString() {
    return "Cassandra[%s]".formatted(config.settings().declaration().name().unquoted());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof CassandraDynamicTableSink that
        && config.equals(that.config)
        && Objects.equals(deleted, that.deleted);
  }

  @Override
  public int hashCode() {
    return Objects.hash(config, deleted);
  }
}
