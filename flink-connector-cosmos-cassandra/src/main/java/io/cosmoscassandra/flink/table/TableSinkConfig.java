package io.cosmoscassandra.flink.table;

import io.cosmoscassandra.flink.client.ConnectionSettings;
import io.cosmoscassandra.flink.commit.store.CommitSettings;
import io.cosmoscassandra.flink.commit.store.CommitterTableSettings;
import io.cosmoscassandra.flink.schema.TableCreationSettings;
import io.cosmoscassandra.flink.schema.TableDeclaration;
import io.cosmoscassandra.flink.sink.SinkSettings;
import io.cosmoscassandra.flink.write.WriteSettings;
import java.util.List;
import java.util.stream.IntStream;
import javax.annotation.Nullable;
import org.apache.flink.connector.base.DeliveryGuarantee;

/**
 * All that makes a table sink: what was declared, and what the planner asked for since.
 *
 * @param fields the physical columns
 * @param fieldPositions the place of each physical column among all columns of the declaration,
 *     computed ones and metadata included: by these the planner counts
 */
record TableSinkConfig(
    ConnectionSettings connection,
    @Nullable TableCreationSettings creation,
    WriteSettings writing,
    CommitterTableSettings committerTables,
    CommitSettings commit,
    DeliveryGuarantee guarantee,
    String keyspace,
    String table,
    List<TableDeclaration.Field> fields,
    List<Integer> fieldPositions,
    List<String> primaryKey,
    @Nullable Integer parallelism,
    Planned planned) {

  /**
   * What the planner asked for.
   *
   * @param metadata the metadata columns that follow the physical ones in every row
   * @param targetColumns the places of the columns that an INSERT names, or null for all
   * @param insertOnly whether nothing but inserts comes
   */
  record Planned(
      List<WritableMetadata> metadata, @Nullable List<Integer> targetColumns, boolean insertOnly) {

    static final Planned NOTHING = new Planned(List.of(), null, false);
  }

  TableSinkConfig withMetadata(List<WritableMetadata> metadata) {
    return with(new Planned(metadata, planned.targetColumns, planned.insertOnly));
  }

  TableSinkConfig withTargetColumns(List<Integer> targetColumns) {
    return with(new Planned(planned.metadata, targetColumns, planned.insertOnly));
  }

  TableSinkConfig withInsertOnly(boolean insertOnly) {
    return with(new Planned(planned.metadata, planned.targetColumns, insertOnly));
  }

  private TableSinkConfig with(Planned changed) {
    return new TableSinkConfig(
        connection,
        creation,
        writing,
        committerTables,
        commit,
        guarantee,
        keyspace,
        table,
        fields,
        fieldPositions,
        primaryKey,
        parallelism,
        changed);
  }

  SinkSettings sinkSettings() {
    TableDeclaration declaration =
        new TableDeclaration(
            keyspace,
            table,
            fields,
            primaryKey,
            writtenFields(),
            planned.insertOnly,
            guarantee == DeliveryGuarantee.EXACTLY_ONCE);
    return new SinkSettings(
        connection,
        declaration,
        creation,
        writing,
        committerTables,
        commit,
        guarantee,
        position(WritableMetadata.TTL),
        position(WritableMetadata.WRITETIME));
  }

  private List<String> writtenFields() {
    return IntStream.range(0, fields.size())
        .filter(
            i ->
                planned.targetColumns == null
                    || planned.targetColumns.contains(fieldPositions.get(i)))
        .mapToObj(i -> fields.get(i).name())
        .toList();
  }

  /** Metadata columns come after the physical ones. */
  @Nullable
  private Integer position(WritableMetadata column) {
    int index = planned.metadata.indexOf(column);
    return index < 0 ? null : fields.size() + index;
  }
}
