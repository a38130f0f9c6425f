package io.cosmoscassandra.flink.config;

import static io.cosmoscassandra.flink.options.CassandraCatalogOptions.DEFAULT_DATABASE;
import static io.cosmoscassandra.flink.options.CassandraCatalogOptions.FLINK_TYPE_PREFIX;
import static io.cosmoscassandra.flink.options.CassandraCatalogOptions.METADATA_COLUMNS;
import static io.cosmoscassandra.flink.options.CassandraCatalogOptions.SYSTEM_DATABASES;

import com.datastax.oss.driver.api.core.type.DataType;
import io.cosmoscassandra.flink.client.ConnectionSettings;
import io.cosmoscassandra.flink.codec.IncompatibleTypeException;
import io.cosmoscassandra.flink.codec.ValueCodecs;
import io.cosmoscassandra.flink.text.Wording;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import javax.annotation.Nullable;
import org.apache.flink.annotation.Internal;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.table.api.ValidationException;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.utils.LogicalTypeParser;

/**
 * The settings that the options of a catalog stand for.
 *
 * @param connection how to connect
 * @param defaultDatabase the keyspace that is in use at first; null to choose
 * @param systemDatabases whether the keyspaces of the server are databases
 * @param metadataColumns whether tables have virtual columns for metadata
 * @param flinkTypes the Flink types for CQL types that do not get the best one
 */
@Internal
public record CatalogConfiguration(
    ConnectionSettings connection,
    @Nullable String defaultDatabase,
    boolean systemDatabases,
    boolean metadataColumns,
    Map<DataType, LogicalType> flinkTypes) {

  /** The options of a catalog, beside those of its connection and its tables. */
  public static final Set<ConfigOption<?>> OPTIONS =
      Set.of(DEFAULT_DATABASE, SYSTEM_DATABASES, METADATA_COLUMNS);

  public CatalogConfiguration {
    flinkTypes = Map.copyOf(flinkTypes);
  }

  /**
   * Reads the options of a catalog and of its connection.
   *
   * @throws InvalidOptionsException with every problem
   */
  public static CatalogConfiguration of(ReadableConfig options) {
    OptionReader reader = new OptionReader(options);
    boolean systemDatabases = reader.read(SYSTEM_DATABASES);
    ConnectionSettings connection = ConnectionConfiguration.read(reader);
    CatalogConfiguration configuration =
        new CatalogConfiguration(
            systemDatabases ? connection.withSystemKeyspaces() : connection,
            reader.textOrNull(DEFAULT_DATABASE),
            systemDatabases,
            reader.read(METADATA_COLUMNS),
            readFlinkTypes(reader));
    reader.reportProblems();
    return configuration;
  }

  private static Map<DataType, LogicalType> readFlinkTypes(OptionReader reader) {
    Map<String, DataType> scalars = ValueCodecs.scalarTypes();
    Map<DataType, LogicalType> types = new HashMap<>();
    new TreeMap<>(reader.withPrefix(FLINK_TYPE_PREFIX))
        .forEach(
            (name, text) -> {
              String key = FLINK_TYPE_PREFIX + name;
              DataType cqlType = scalars.get(name);
              if (cqlType == null) {
                reader.problem(
                    "Option '%s' does not exist: '%s' is not the name of a CQL type. There are: %s."
                        .formatted(key, name, Wording.overview(scalars.keySet())));
                return;
              }
              try {
                LogicalType type =
                    LogicalTypeParser.parse(text, CatalogConfiguration.class.getClassLoader());
                ValueCodecs.requireCompatible(type, cqlType);
                types.put(cqlType, type);
              } catch (ValidationException | IncompatibleTypeException e) {
                reader.problem("Option '%s': %s.".formatted(key, e.getMessage()));
              }
            });
    return types;
  }
}
