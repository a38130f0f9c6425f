package io.cosmoscassandra.flink.sink;

import io.cosmoscassandra.flink.config.InvalidOptionsException;
import io.cosmoscassandra.flink.config.SinkConfiguration;
import io.cosmoscassandra.flink.options.CassandraConnectorOptions;
import io.cosmoscassandra.flink.schema.TableDeclaration;
import io.cosmoscassandra.flink.schema.WriteIntent;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.annotation.Nullable;
import org.apache.flink.annotation.PublicEvolving;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.table.types.DataType;

/**
 * Builds a {@link CassandraSink}. It takes the same options as the {@code WITH} clause in SQL.
 * Columns are declared with the types of SQL, and validated against the live table when the job
 * starts.
 *
 * @param <T> the type of the elements of the stream
 */
@PublicEvolving
public final class CassandraSinkBuilder<T> {

  private final Configuration options = new Configuration();
  private final List<TableDeclaration.Field> fields = new ArrayList<>();
  private List<String> primaryKey = List.of();
  private RowMapper<T> mapper;
  private WriteIntent.Changes changes = WriteIntent.Changes.ALL;
  @Nullable private Integer ttlField;
  @Nullable private Integer writetimeField;

  CassandraSinkBuilder() {}

  /**
   * Sets one of the {@link CassandraConnectorOptions}.
   *
   * @param option the option
   * @param value its value
   * @param <V> the type of its values
   * @return this builder
   */
  public <V> CassandraSinkBuilder<T> option(ConfigOption<V> option, V value) {
    options.set(option, value);
    return this;
  }

  /**
   * Sets an option of the driver by its own name.
   *
   * @param name a name such as {@code advanced.reconnection-policy.max-delay}
   * @param value the value as in a configuration file of the driver
   * @return this builder
   */
  public CassandraSinkBuilder<T> driverOption(String name, String value) {
    options.setString(CassandraConnectorOptions.DRIVER_PREFIX + name, value);
    return this;
  }

  /**
   * Declares the next column.
   *
   * @param name the case-sensitive name of the column in the table
   * @param type a type that is compatible with that of the column
   * @return this builder
   */
  public CassandraSinkBuilder<T> column(String name, DataType type) {
    fields.add(new TableDeclaration.Field(name, type.getLogicalType()));
    return this;
  }

  /**
   * Declares the primary key, which must be exactly that of the table.
   *
   * @param columns the names of its columns in any order
   * @return this builder
   */
  public CassandraSinkBuilder<T> primaryKey(String... columns) {
    primaryKey = List.of(columns);
    return this;
  }

  /**
   * Declares that the stream consists of inserts only, which a table with counters requires.
   *
   * @return this builder
   */
  public CassandraSinkBuilder<T> insertOnly() {
    changes = WriteIntent.Changes.INSERTS;
    return this;
  }

  /**
   * Declares a field with the time to live of each row: an INT of seconds, right after the columns.
   *
   * @param position the position of the field, counted from 0
   * @return this builder
   */
  public CassandraSinkBuilder<T> ttlField(int position) {
    ttlField = position;
    return this;
  }

  /**
   * Declares a field with the write time of each row: a TIMESTAMP(6), right after the columns, or
   * beside the time to live.
   *
   * @param position the position of the field, counted from 0
   * @return this builder
   */
  public CassandraSinkBuilder<T> writetimeField(int position) {
    writetimeField = position;
    return this;
  }

  /**
   * Sets the function that converts an element into a row.
   *
   * @param rowMapper creates rows with the declared columns in the declared order
   * @return this builder
   */
  public CassandraSinkBuilder<T> rows(RowMapper<T> rowMapper) {
    mapper = rowMapper;
    return this;
  }

  /**
   * Creates the sink.
   *
   * @return the sink
   * @throws IllegalArgumentException if options are invalid or calls are missing; the message lists
   *     every problem
   */
  public CassandraSink<T> build() {
    SinkConfiguration configuration = SinkConfiguration.of(options, null);
    List<String> problems = new ArrayList<>();
    checkMetadata(problems);
    if (fields.isEmpty()) {
      problems.add("The sink must have at least one column(...).");
    }
    if (mapper == null) {
      problems.add("The sink must have rows(...).");
    }
    if (!problems.isEmpty()) {
      throw new InvalidOptionsException(problems);
    }
    TableDeclaration declaration = new TableDeclaration(configuration.target(), fields, primaryKey);
    return new CassandraSink<>(
        SinkSettings.of(configuration, declaration)
            .with(declaration.columnNames(), changes, ttlField, writetimeField),
        mapper);
  }

  /** A row ends with its metadata, so that no position can lie beyond it. */
  private void checkMetadata(List<String> problems) {
    int first = fields.size();
    if (ttlField != null && writetimeField != null) {
      if (!Set.of(first, first + 1).equals(new HashSet<>(List.of(ttlField, writetimeField)))) {
        problems.add(
            "ttlField(%d) and writetimeField(%d) must be %d and %d, in any order: the fields must follow the columns, counted from 0."
                .formatted(ttlField, writetimeField, first, first + 1));
      }
      return;
    }
    checkPosition("ttlField", ttlField, problems);
    checkPosition("writetimeField", writetimeField, problems);
  }

  private void checkPosition(String call, @Nullable Integer position, List<String> problems) {
    if (position != null && position != fields.size()) {
      problems.add(
          "%s(%d) must be %d: the field must follow the columns, counted from 0."
              .formatted(call, position, fields.size()));
    }
  }
}
