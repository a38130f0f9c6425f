package io.cosmoscassandra.flink.sink;

import io.cosmoscassandra.flink.client.ConnectionSettings;
import io.cosmoscassandra.flink.commit.store.CommitSettings;
import io.cosmoscassandra.flink.commit.store.CommitterTableSettings;
import io.cosmoscassandra.flink.config.SinkConfiguration;
import io.cosmoscassandra.flink.options.SinkDistribution;
import io.cosmoscassandra.flink.schema.TableCreationSettings;
import io.cosmoscassandra.flink.schema.TableDeclaration;
import io.cosmoscassandra.flink.schema.WriteIntent;
import io.cosmoscassandra.flink.write.WriteSettings;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import javax.annotation.Nullable;
import org.apache.flink.annotation.Internal;
import org.apache.flink.connector.base.DeliveryGuarantee;

/**
 * Settings of a sink, which are sent to every subtask.
 *
 * @param connection how to connect
 * @param declaration the table as the user declared it
 * @param intent the part of the table that the sink writes
 * @param creation how to create the table, or null if it must exist
 * @param writing how rows are written
 * @param committerTables where rows are staged
 * @param commit how rows are staged and committed
 * @param guarantee when rows become visible, and how often
 * @param distribution which rows come to the same subtask
 * @param ttlField the position of the time to live in a row, or null
 * @param writetimeField the position of the write time in a row, or null
 * @param statement the statement that write times depend on; null for all other input
 */
@Internal
public record SinkSettings(
    ConnectionSettings connection,
    TableDeclaration declaration,
    WriteIntent intent,
    @Nullable TableCreationSettings creation,
    WriteSettings writing,
    CommitterTableSettings committerTables,
    CommitSettings commit,
    DeliveryGuarantee guarantee,
    SinkDistribution distribution,
    @Nullable Integer ttlField,
    @Nullable Integer writetimeField,
    @Nullable StatementStart statement)
    implements Serializable {

  /** The settings of a sink that writes all columns of a table, and no metadata. */
  public static SinkSettings of(SinkConfiguration configuration, TableDeclaration declaration) {
    return new SinkSettings(
        configuration.connection(),
        declaration,
        new WriteIntent(
            declaration.columnNames(),
            WriteIntent.Changes.ALL,
            configuration.guarantee() == DeliveryGuarantee.EXACTLY_ONCE,
            configuration.writeModes()),
        configuration.creation(),
        configuration.writing(),
        configuration.committerTables(),
        configuration.commit(),
        configuration.guarantee(),
        configuration.distribution(),
        null,
        null,
        null);
  }

  /**
   * The same settings for an UPDATE or DELETE, whose rows have some of the columns: they are
   * written at once and not more, whatever else the table's options say.
   *
   * @param columns the columns of a row in the order of the declaration, the whole key among them
   * @param startMicros the time at which the statement began
   */
  public SinkSettings ofStatement(
      List<String> columns, WriteIntent.Changes changes, long startMicros) {
    return new SinkSettings(
        connection,
        new TableDeclaration(
            declaration.name(),
            declaration.fields().stream().filter(f -> columns.contains(f.name())).toList(),
            declaration.primaryKey()),
        new WriteIntent(columns, changes, false),
        null,
        writing.withNulls(),
        committerTables,
        commit,
        DeliveryGuarantee.AT_LEAST_ONCE,
        distribution,
        null,
        null,
        new StatementStart(StatementStart.Kind.CHANGE, startMicros));
  }

  /**
   * The same settings for an INSERT OVERWRITE, whose rows are later than all that it replaces. They
   * are distributed, since batch mode ends a shuffle before what follows begins: so the query has
   * been read to its end, maybe from the same table, when the first row is written.
   *
   * @param startMicros the time at which the statement began
   */
  public SinkSettings overwriting(long startMicros) {
    return new SinkSettings(
        connection,
        declaration,
        intent,
        creation,
        writing,
        committerTables,
        commit,
        guarantee,
        distribution == SinkDistribution.NONE ? SinkDistribution.PRIMARY_KEY : distribution,
        ttlField,
        writetimeField,
        new StatementStart(StatementStart.Kind.OVERWRITE, startMicros));
  }

  /** The same settings for another input, and with metadata in each row. */
  public SinkSettings with(
      List<String> columns,
      WriteIntent.Changes changes,
      @Nullable Integer ttl,
      @Nullable Integer writetime) {
    return new SinkSettings(
        connection,
        declaration,
        new WriteIntent(columns, changes, intent.exactlyOnce(), intent.writeModes()),
        creation,
        writing,
        committerTables,
        commit,
        guarantee,
        distribution,
        ttl,
        writetime,
        statement);
  }

  Optional<TableCreationSettings> tableCreation() {
    return Optional.ofNullable(creation);
  }

  /** Whether the sink writes only some of the declared columns. */
  boolean isPartial() {
    return intent.columns().size() < declaration.fields().size();
  }
}
