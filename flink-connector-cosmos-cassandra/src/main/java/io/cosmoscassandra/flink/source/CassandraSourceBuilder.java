package io.cosmoscassandra.flink.source;

import io.cosmoscassandra.flink.config.InvalidOptionsException;
import io.cosmoscassandra.flink.config.SourceConfiguration;
import io.cosmoscassandra.flink.options.CassandraConnectorOptions;
import io.cosmoscassandra.flink.read.CqlPredicate;
import io.cosmoscassandra.flink.read.ReadField;
import io.cosmoscassandra.flink.read.ReadPlan;
import io.cosmoscassandra.flink.read.ReadableMetadata;
import io.cosmoscassandra.flink.schema.TableDeclaration;
import java.util.ArrayList;
import java.util.List;
import javax.annotation.Nullable;
import org.apache.flink.annotation.PublicEvolving;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.table.types.DataType;

/**
 * Builds a {@link CassandraSource}. It takes the same options as the {@code WITH} clause in SQL.
 * Columns are declared with the types of SQL, and validated against the live table when the job
 * starts.
 *
 * @param <T> the type of the elements of the stream
 */
@PublicEvolving
public final class CassandraSourceBuilder<T> {

  private final Configuration options = new Configuration();
  private final List<TableDeclaration.Field> fields = new ArrayList<>();
  private final List<String> metadata = new ArrayList<>();
  private long limit = ReadPlan.NO_LIMIT;
  @Nullable private RowConverter<T> converter;
  @Nullable private TypeInformation<T> type;

  CassandraSourceBuilder() {}

  /**
   * Sets one of the {@link CassandraConnectorOptions}.
   *
   * @param option the option
   * @param value its value
   * @param <V> the type of its values
   * @return this builder
   */
  public <V> CassandraSourceBuilder<T> option(ConfigOption<V> option, V value) {
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
  public CassandraSourceBuilder<T> driverOption(String name, String value) {
    options.setString(CassandraConnectorOptions.DRIVER_PREFIX + name, value);
    return this;
  }

  /**
   * Declares the next column to read.
   *
   * @param name the case-sensitive name of the column in the table
   * @param columnType a type that is compatible with that of the column
   * @return this builder
   */
  public CassandraSourceBuilder<T> column(String name, DataType columnType) {
    fields.add(new TableDeclaration.Field(name, columnType.getLogicalType()));
    return this;
  }

  /**
   * Adds a metadata column. Metadata columns follow the other columns of a row, in the order in
   * which they are added.
   *
   * @param key a key as {@code METADATA FROM} takes it in SQL, such as {@code writetime}
   * @return this builder
   */
  public CassandraSourceBuilder<T> metadata(String key) {
    metadata.add(key);
    return this;
  }

  /**
   * Sets the number of rows after which each subtask stops reading.
   *
   * @param rows the number of rows
   * @return this builder
   */
  public CassandraSourceBuilder<T> limit(long rows) {
    limit = rows;
    return this;
  }

  /**
   * Sets the function that converts a row into an element.
   *
   * @param rowConverter converts rows with the declared columns in the declared order
   * @param elementType the type of the elements
   * @return this builder
   */
  public CassandraSourceBuilder<T> elements(
      RowConverter<T> rowConverter, TypeInformation<T> elementType) {
    converter = rowConverter;
    type = elementType;
    return this;
  }

  /**
   * Creates the source.
   *
   * @return the source
   * @throws IllegalArgumentException if options are invalid or calls are missing; the message lists
   *     every problem
   */
  public CassandraSource<T> build() {
    SourceConfiguration configuration = SourceConfiguration.of(options);
    TableDeclaration declaration =
        new TableDeclaration(configuration.table(), fields, /* primaryKey= */ List.of());
    ReadableMetadata readable = ReadableMetadata.of(declaration);
    reportProblems(readable);
    List<ReadField> read = new ArrayList<>();
    fields.forEach(field -> read.add(new ReadField.Column(field.name(), field.type())));
    metadata.forEach(key -> read.add(readable.field(key)));
    return new CassandraSource<>(
        new ReadPlan(
            configuration.connection(),
            declaration,
            read,
            CqlPredicate.ALL,
            limit,
            configuration.reading()),
        converter,
        type);
  }

  private void reportProblems(ReadableMetadata readable) {
    List<String> problems = new ArrayList<>();
    if (fields.isEmpty()) {
      problems.add("The source must have at least one column(...).");
    }
    if (converter == null || type == null) {
      problems.add("The source must have elements(...).");
    }
    if (limit <= 0) {
      problems.add("limit(...) must be positive, and is %d.".formatted(limit));
    }
    for (String key : metadata) {
      if (readable.field(key) == null) {
        problems.add(
            "There is no metadata '%s'; there are: %s."
                .formatted(key, String.join(", ", readable.types().keySet())));
      }
    }
    if (!problems.isEmpty()) {
      throw new InvalidOptionsException(problems);
    }
  }
}
