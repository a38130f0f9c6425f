package io.cosmoscassandra.flink.config;

import static io.cosmoscassandra.flink.options.CassandraConnectorOptions.*;

import com.datastax.oss.driver.api.core.DefaultConsistencyLevel;
import io.cosmoscassandra.flink.client.ConnectionSettings;
import io.cosmoscassandra.flink.client.dialect.Dialect;
import io.cosmoscassandra.flink.client.failure.RetrySettings;
import io.cosmoscassandra.flink.flow.Rates;
import io.cosmoscassandra.flink.read.page.ReadSettings;
import io.cosmoscassandra.flink.schema.TableName;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import org.apache.flink.annotation.Internal;
import org.apache.flink.configuration.ReadableConfig;

/**
 * The settings that the options of a source stand for.
 *
 * @param connection how to connect
 * @param table the table to read
 * @param reading how rows are read
 * @param lookup how rows are looked up
 */
@Internal
public record SourceConfiguration(
    ConnectionSettings connection,
    TableName table,
    ReadSettings reading,
    LookupConfiguration lookup) {

  /** The options of a source, beside those of its connection and its table. */
  public static final RoleOptions OPTIONS =
      new RoleOptions(
          Set.of(SCAN_CONSISTENCY_LEVEL),
          Set.of(
              SCAN_PAGE_SIZE,
              SCAN_BUFFER_SIZE,
              SCAN_SPLIT_SIZE,
              SCAN_ALLOW_FILTERING,
              SCAN_MAX_IN_FLIGHT_REQUESTS,
              SCAN_RETRY_TIMEOUT,
              SCAN_RATE_LIMIT_ROWS_PER_SECOND,
              SCAN_RATE_LIMIT_REQUEST_UNITS_PER_SECOND));

  private static final Duration INITIAL_BACKOFF = Duration.ofMillis(100);
  private static final Duration MAX_BACKOFF = Duration.ofSeconds(10);

  /** Levels at which a range of partitions can be read; the others go through Paxos. */
  static final Set<DefaultConsistencyLevel> READABLE =
      EnumSet.complementOf(
          EnumSet.of(
              DefaultConsistencyLevel.ANY,
              DefaultConsistencyLevel.SERIAL,
              DefaultConsistencyLevel.LOCAL_SERIAL));

  /**
   * Reads the options of a source and of its connection.
   *
   * @throws InvalidOptionsException with every problem
   */
  public static SourceConfiguration of(ReadableConfig options) {
    OptionReader reader = new OptionReader(options);
    ConnectionSettings connection = ConnectionConfiguration.read(reader);
    TableName table = new TableName(reader.required(KEYSPACE), reader.required(TABLE));
    ReadSettings reading = readReading(reader, connection);
    LookupConfiguration lookup = LookupConfiguration.read(reader, connection, reading);
    reader.reportProblems();
    return new SourceConfiguration(connection, table, reading, lookup);
  }

  private static ReadSettings readReading(OptionReader reader, ConnectionSettings connection) {
    return new ReadSettings(
        reader.consistency(SCAN_CONSISTENCY_LEVEL, READABLE).orElse(connection.consistency()),
        reader.positive(SCAN_PAGE_SIZE).getBytes(),
        reader.positive(SCAN_BUFFER_SIZE).getBytes(),
        reader.positive(SCAN_SPLIT_SIZE).getBytes(),
        reader.given(SCAN_ALLOW_FILTERING).orElse(connection.dialect().filtersRows()),
        reader.positive(SCAN_MAX_IN_FLIGHT_REQUESTS),
        new RetrySettings(reader.positive(SCAN_RETRY_TIMEOUT), INITIAL_BACKOFF, MAX_BACKOFF),
        readRates(reader, connection.dialect()));
  }

  private static Rates readRates(OptionReader reader, Dialect dialect) {
    return reader.rates(
        SCAN_RATE_LIMIT_ROWS_PER_SECOND, SCAN_RATE_LIMIT_REQUEST_UNITS_PER_SECOND, dialect);
  }
}
