package io.cosmoscassandra.flink.sink;

import io.cosmoscassandra.flink.client.InvalidSettingsException;
import io.cosmoscassandra.flink.config.CassandraConfiguration;
import io.cosmoscassandra.flink.options.CassandraConnectorOptions;
import io.cosmoscassandra.flink.schema.TableDeclaration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.annotation.Nullable;
import org.apache.flink.annotation.PublicEvolving;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.table.types.DataType;

/**
 * Describes a {@link CassandraSink}. It knows the same options as SQL's {@code WITH} clause; the
 * columns are declared with SQL's types, and are held against the live table when the job starts.
 *
 * @param <T> the elements of the stream
 */
@PublicEvolving
public final class CassandraSinkBuilder<T> {

  private final Configuration options = new Configuration();
  private final Map<String, String> driverOptions = new HashMap<>();
  private final List<TableDeclaration.Field> fields = new ArrayList<>();
  private List<String> primaryKey = List.of();
  private RowMapper<T> mapper;
  private boolean insertOnly;
  @Nullable private Integer ttlField;
  @Nullable private Integer writetimeField;

  CassandraSinkBuilder() {}

  /**
   * Sets one of {@link CassandraConnectorOptions}.
   *
   * @param option which one
   * @param value what it is to be
   * @param <V> the type of its values
   * @return this builder
   */
  public <V> CassandraSinkBuilder<T> option(ConfigOption<V> option, V value) {
    options.set(option, value);
    return this;
  }

  /**
   * Sets an option of the driver, by the driver's own name.
   *
   * @param name as in {@code advanced.reconnection-policy.max-delay}
   * @param value as it would stand in the driver's configuration
   * @return this builder
   */
  public CassandraSinkBuilder<T> driverOption(String name, String value) {
    driverOptions.put(name, value);
    return this;
  }

  /**
   * Declares the next column.
   *
   * @param name as in the table; case-sensitive
   * @param type a type that goes with the column's
   * @return this builder
   */
  public CassandraSinkBuilder<T> column(String name, DataType type) {
    fields.add(new TableDeclaration.Field(name, type.getLogicalType()));
    return this;
  }

  /**
   * Declares which columns are the primary key: exactly those that are so in the table.
   *
   * @param columns their names, in any order
   * @return this builder
   */
  public CassandraSinkBuilder<T> primaryKey(String... columns) {
    primaryKey = List.of(columns);
    return this;
  }

  /**
   * Promises that the stream only ever inserts; a table with counters takes nothing else.
   *
   * @return this builder
   */
  public CassandraSinkBuilder<T> insertOnly() {
    insertOnly = true;
    return this;
  }

  /**
   * Says which field of the rows, an INT past the columns, has their time to live in seconds.
   *
   * @param position counted from 0
   * @return this builder
   */
  public CassandraSinkBuilder<T> ttlField(int position) {
    ttlField = position;
    return this;
  }

  /**
   * Says which field of the rows, a TIMESTAMP(6) past the columns, has their write time.
   *
   * @param position counted from 0
   * @return this builder
   */
  public CassandraSinkBuilder<T> writetimeField(int position) {
    writetimeField = position;
    return this;
  }

  /**
   * Says how elements become rows.
   *
   * @param rowMapper makes a row with the declared columns in the declared order
   * @return this builder
   */
  public CassandraSinkBuilder<T> rows(RowMapper<T> rowMapper) {
    mapper = rowMapper;
    return this;
  }

  /**
   * The sink.
   *
   * @return what was described
   * @throws InvalidSettingsException with all that is wrong
   */
  public CassandraSink<T> build() {
    CassandraConfiguration configuration = CassandraConfiguration.of(options, driverOptions);
    List<String> problems = new ArrayList<>();
    if (fields.isEmpty()) {
      problems.add("column(...): at least one column is required");
    }
    if (mapper == null) {
      problems.add("rows(...): is required");
    }
    if (!problems.isEmpty()) {
      throw new InvalidSettingsException(problems);
    }
    TableDeclaration declaration =
        new TableDeclaration(
            configuration.keyspace(),
            configuration.table(),
            fields,
            primaryKey,
            fields.stream().map(TableDeclaration.Field::name).toList(),
            insertOnly,
            configuration.guarantee() == DeliveryGuarantee.EXACTLY_ONCE);
    return new CassandraSink<>(
        new SinkSettings(
            configuration.connection(),
            declaration,
            configuration.creation().orElse(null),
            configuration.writing(),
            configuration.committerTables(),
            configuration.commit(configuration.keyspace() + "." + configuration.table()),
            configuration.guarantee(),
            ttlField,
            writetimeField),
        mapper);
  }
}
