package io.cosmoscassandra.flink.config;

import static io.cosmoscassandra.flink.options.CassandraConnectorOptions.*;

import io.cosmoscassandra.flink.client.ConnectionSettings;
import io.cosmoscassandra.flink.commit.store.CommitSettings;
import io.cosmoscassandra.flink.commit.store.CommitterTableSettings;
import io.cosmoscassandra.flink.options.CollectionWriteMode;
import io.cosmoscassandra.flink.options.SinkDistribution;
import io.cosmoscassandra.flink.schema.TableCreationSettings;
import io.cosmoscassandra.flink.schema.TableName;
import io.cosmoscassandra.flink.write.WriteSettings;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import javax.annotation.Nullable;
import org.apache.flink.annotation.Internal;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.connector.base.DeliveryGuarantee;

/**
 * The settings that the options of a sink stand for.
 *
 * @param connection how to connect
 * @param target the table to write
 * @param guarantee when rows become visible, and how often
 * @param distribution which rows come to the same subtask
 * @param writing how rows are written
 * @param committerTables where rows are staged
 * @param commit how rows are staged and committed
 * @param creation how to create the table, or null if it must exist
 * @param writeModes how collections are written that a value does not overwrite, by their columns
 */
@Internal
public record SinkConfiguration(
    ConnectionSettings connection,
    TableName target,
    DeliveryGuarantee guarantee,
    SinkDistribution distribution,
    WriteSettings writing,
    CommitterTableSettings committerTables,
    CommitSettings commit,
    @Nullable TableCreationSettings creation,
    Map<String, CollectionWriteMode> writeModes) {

  /** The options of a sink, beside those of its connection and its table. */
  public static final RoleOptions OPTIONS =
      new RoleOptions(
          Set.of(
              SINK_DELIVERY_GUARANTEE,
              SINK_ID,
              SINK_DISTRIBUTION,
              SINK_TTL,
              SINK_IGNORE_NULL_VALUE,
              SINK_COMMITTER_KEYSPACE,
              SINK_COMMITTER_TABLE_PREFIX,
              SINK_COMMITTER_CREATE_TABLES,
              SINK_COMMITTER_CREATE_TABLES_OPTIONS,
              SINK_COMMITTER_CONSISTENCY_LEVEL,
              SINK_CREATE_TABLE,
              SINK_CREATE_TABLE_PARTITION_KEY,
              SINK_CREATE_TABLE_OPTIONS),
          Set.of(
              SINK_BUFFER_SIZE,
              SINK_MAX_IN_FLIGHT_REQUESTS,
              SINK_BATCH_GROUPING,
              SINK_BATCH_MAX_ROWS,
              SINK_BATCH_MAX_SIZE,
              SINK_RETRY_TIMEOUT,
              SINK_RETRY_INITIAL_BACKOFF,
              SINK_RETRY_MAX_BACKOFF,
              SINK_RATE_LIMIT_ROWS_PER_SECOND,
              SINK_RATE_LIMIT_REQUEST_UNITS_PER_SECOND,
              SINK_ON_ROW_ERROR,
              SINK_COMMITTER_RETENTION,
              SINK_COMMITTER_CHUNK_SIZE,
              SINK_COMMITTER_ON_MISSING_TRANSACTION,
              SINK_MAX_STAGED_AHEAD));

  /**
   * Reads the options of a sink and of its connection.
   *
   * @param defaultSinkId the identity of the sink, unless the user set one; null for the name of
   *     its table
   * @throws InvalidOptionsException with every problem
   */
  public static SinkConfiguration of(ReadableConfig options, @Nullable String defaultSinkId) {
    OptionReader reader = new OptionReader(options);
    ConnectionSettings connection = ConnectionConfiguration.read(reader);
    TableName target = new TableName(reader.required(KEYSPACE), reader.required(TABLE));
    WriteSettings writing = new WritingReader(reader, connection.dialect()).read();
    CommitterReader committer = new CommitterReader(reader, connection, target);
    SinkConfiguration configuration =
        new SinkConfiguration(
            connection,
            target,
            reader.read(SINK_DELIVERY_GUARANTEE),
            reader.read(SINK_DISTRIBUTION),
            writing,
            committer.readTables(),
            committer.readCommit(writing.retry(), defaultSinkId),
            readCreation(reader),
            readWriteModes(reader));
    reader.reportProblems();
    return configuration;
  }

  @Nullable
  private static TableCreationSettings readCreation(OptionReader reader) {
    List<String> partitionKey =
        reader
            .given(SINK_CREATE_TABLE_PARTITION_KEY)
            .map(SinkConfiguration::names)
            .orElse(List.of());
    String options = reader.given(SINK_CREATE_TABLE_OPTIONS).orElse("");
    if (reader.read(SINK_CREATE_TABLE)) {
      return new TableCreationSettings(partitionKey, options);
    }
    List<ConfigOption<?>> unused =
        List.of(SINK_CREATE_TABLE_PARTITION_KEY, SINK_CREATE_TABLE_OPTIONS);
    for (String key : reader.givenAmong(unused)) {
      reader.problem("Option '%s' requires '%s' = 'true'.".formatted(key, SINK_CREATE_TABLE.key()));
    }
    return null;
  }

  private static Map<String, CollectionWriteMode> readWriteModes(OptionReader reader) {
    Map<String, CollectionWriteMode> modes = new HashMap<>();
    new TreeMap<>(reader.withPrefix(SINK_COLUMNS_PREFIX))
        .forEach(
            (rest, value) -> {
              String key = SINK_COLUMNS_PREFIX + rest;
              if (!rest.endsWith(WRITE_MODE_SUFFIX)) {
                reader.problem(
                    "Option '%s' does not exist. There is: '%s<column>%s'."
                        .formatted(key, SINK_COLUMNS_PREFIX, WRITE_MODE_SUFFIX));
                return;
              }
              reader
                  .given(
                      ConfigOptions.key(key).enumType(CollectionWriteMode.class).noDefaultValue())
                  .ifPresent(
                      mode ->
                          modes.put(
                              rest.substring(0, rest.length() - WRITE_MODE_SUFFIX.length()), mode));
            });
    return modes;
  }

  private static List<String> names(String list) {
    return Arrays.stream(list.split(",")).map(String::trim).filter(n -> !n.isEmpty()).toList();
  }
}
