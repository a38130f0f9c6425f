package io.cosmoscassandra.flink.table;

import io.cosmoscassandra.flink.schema.TableDeclaration;
import io.cosmoscassandra.flink.schema.WriteIntent;
import io.cosmoscassandra.flink.sink.SinkSettings;
import io.cosmoscassandra.flink.time.MicroClock;
import java.util.List;
import java.util.stream.IntStream;
import javax.annotation.Nullable;

/**
 * Configuration of a table sink: the declared table, and what the planner has added to it.
 *
 * @param settings the sink of the table as declared, before the planner adds to it
 * @param fieldPositions the position of each physical column among all declared columns, computed
 *     ones and metadata included, since the planner counts all of them
 * @param parallelism the parallelism of the sink, or null if the planner decides
 * @param planned the requests of the planner
 */
record TableSinkConfig(
    SinkSettings settings,
    List<Integer> fieldPositions,
    @Nullable Integer parallelism,
    Planned planned) {

  /**
   * Requests of the planner.
   *
   * @param metadata the metadata columns that follow the physical columns in every row
   * @param targetColumns the positions of the columns that an INSERT names, or null for all
   * @param changes the kinds of changes that the query makes
   * @param rowChange the UPDATE or DELETE that the rows come from, or null
   * @param overwrite whether the rows replace those of the table
   */
  record Planned(
      List<WritableMetadata> metadata,
      @Nullable List<Integer> targetColumns,
      WriteIntent.Changes changes,
      @Nullable RowChange rowChange,
      boolean overwrite) {

    static final Planned NOTHING =
        new Planned(List.of(), null, WriteIntent.Changes.UNKNOWN, null, false);
  }

  TableSinkConfig withMetadata(List<WritableMetadata> metadata) {
    return with(
        new Planned(
            metadata,
            planned.targetColumns,
            planned.changes,
            planned.rowChange,
            planned.overwrite));
  }

  TableSinkConfig withTargetColumns(List<Integer> targetColumns) {
    return with(
        new Planned(
            planned.metadata,
            targetColumns,
            planned.changes,
            planned.rowChange,
            planned.overwrite));
  }

  TableSinkConfig withChanges(WriteIntent.Changes changes) {
    return with(
        new Planned(
            planned.metadata,
            planned.targetColumns,
            changes,
            planned.rowChange,
            planned.overwrite));
  }

  TableSinkConfig withRowChange(RowChange rowChange) {
    return with(
        new Planned(
            planned.metadata,
            planned.targetColumns,
            planned.changes,
            rowChange,
            planned.overwrite));
  }

  TableSinkConfig withOverwrite(boolean overwrite) {
    return with(
        new Planned(
            planned.metadata,
            planned.targetColumns,
            planned.changes,
            planned.rowChange,
            overwrite));
  }

  private TableSinkConfig with(Planned changed) {
    return new TableSinkConfig(settings, fieldPositions, parallelism, changed);
  }

  /** The settings of the sink as planned. */
  SinkSettings sinkSettings() {
    if (planned.rowChange != null) {
      return settings.ofStatement(
          planned.rowChange.columns(), planned.rowChange.changes(), MicroClock.SYSTEM.micros());
    }
    SinkSettings ofQuery =
        settings.with(
            writtenFields(),
            planned.changes,
            position(WritableMetadata.TTL),
            position(WritableMetadata.WRITETIME));
    return planned.overwrite ? ofQuery.overwriting(MicroClock.SYSTEM.micros()) : ofQuery;
  }

  private List<String> writtenFields() {
    List<TableDeclaration.Field> fields = settings.declaration().fields();
    return IntStream.range(0, fields.size())
        .filter(
            i ->
                planned.targetColumns == null
                    || planned.targetColumns.contains(fieldPositions.get(i)))
        .mapToObj(i -> fields.get(i).name())
        .toList();
  }

  /** The position of a metadata column in a row, after the physical columns. */
  @Nullable
  private Integer position(WritableMetadata column) {
    int index = planned.metadata.indexOf(column);
    return index < 0 ? null : settings.declaration().fields().size() + index;
  }
}
