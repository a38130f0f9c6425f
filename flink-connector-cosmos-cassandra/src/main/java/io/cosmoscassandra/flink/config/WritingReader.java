package io.cosmoscassandra.flink.config;

import static io.cosmoscassandra.flink.options.CassandraConnectorOptions.*;

import io.cosmoscassandra.flink.client.dialect.Dialect;
import io.cosmoscassandra.flink.client.failure.RetrySettings;
import io.cosmoscassandra.flink.options.BatchGrouping;
import io.cosmoscassandra.flink.write.BatchLimits;
import io.cosmoscassandra.flink.write.WriteSettings;
import java.time.Duration;

/** Reads the options that say how rows are written. */
final class WritingReader {

  /** The native protocol counts the rows of a batch in 16 bits. */
  private static final int MAX_BATCH_ROWS = 65_535;

  private final OptionReader reader;
  private final Dialect dialect;

  WritingReader(OptionReader reader, Dialect dialect) {
    this.reader = reader;
    this.dialect = dialect;
  }

  WriteSettings read() {
    return new WriteSettings(
        reader.timeToLive(SINK_TTL),
        reader.read(SINK_IGNORE_NULL_VALUE),
        reader.positive(SINK_BUFFER_SIZE).getBytes(),
        reader.positive(SINK_MAX_IN_FLIGHT_REQUESTS, dialect.maxInFlightRequests()),
        readBatch(),
        readRetry(),
        reader.rates(
            SINK_RATE_LIMIT_ROWS_PER_SECOND, SINK_RATE_LIMIT_REQUEST_UNITS_PER_SECOND, dialect),
        reader.read(SINK_ON_ROW_ERROR));
  }

  private BatchLimits readBatch() {
    BatchGrouping grouping =
        dialect.supportsBatches()
            ? reader.given(SINK_BATCH_GROUPING).orElse(BatchGrouping.REPLICA_SET)
            : reader.checked(
                SINK_BATCH_GROUPING,
                BatchGrouping.NONE,
                given -> given == BatchGrouping.NONE,
                "'%s' with dialect '%s', where a batch costs as much as its rows"
                    .formatted(BatchGrouping.NONE, dialect.name()));
    int maxRows =
        reader.between(1, MAX_BATCH_ROWS, SINK_BATCH_MAX_ROWS, SINK_BATCH_MAX_ROWS.defaultValue());
    long maxBytes = reader.positive(SINK_BATCH_MAX_SIZE).getBytes();
    return grouping == BatchGrouping.NONE
        ? BatchLimits.SINGLE_ROWS
        : new BatchLimits(grouping, maxRows, maxBytes);
  }

  private RetrySettings readRetry() {
    Duration initialBackoff = reader.positive(SINK_RETRY_INITIAL_BACKOFF);
    Duration maxBackoff = reader.positive(SINK_RETRY_MAX_BACKOFF);
    if (maxBackoff.compareTo(initialBackoff) < 0) {
      reader.problem(
          "Option '%s' must be at least '%s', which is '%s', but is '%s'."
              .formatted(
                  SINK_RETRY_MAX_BACKOFF.key(),
                  SINK_RETRY_INITIAL_BACKOFF.key(),
                  OptionReader.shown(initialBackoff),
                  OptionReader.shown(maxBackoff)));
    }
    return new RetrySettings(reader.positive(SINK_RETRY_TIMEOUT), initialBackoff, maxBackoff);
  }
}
