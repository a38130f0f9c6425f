package io.cosmoscassandra.flink.write;

import io.cosmoscassandra.flink.client.failure.RetrySettings;
import io.cosmoscassandra.flink.flow.Rates;
import io.cosmoscassandra.flink.options.RowErrorPolicy;
import java.io.Serializable;
import java.time.Duration;
import java.util.Optional;
import javax.annotation.Nullable;
import org.apache.flink.annotation.Internal;

/**
 * Settings for writing rows, after all defaults were applied.
 *
 * @param ttl the time to live of rows that bring none of their own, or null
 * @param ignoreNulls whether a null leaves its column unchanged
 * @param bufferBytes maximum size of the rows that one subtask holds
 * @param maxInFlightRequests maximum number of requests in flight per subtask
 * @param batch which writes may share a request
 * @param retry how requests are retried
 * @param rates how fast all subtasks together may write
 * @param onRowError what to do with a row that the database rejects for good
 */
@Internal
public record WriteSettings(
    @Nullable Duration ttl,
    boolean ignoreNulls,
    long bufferBytes,
    int maxInFlightRequests,
    BatchLimits batch,
    RetrySettings retry,
    Rates rates,
    RowErrorPolicy onRowError)
    implements Serializable {

  /** The time to live of rows in seconds, unless they live for ever. */
  public Optional<Integer> ttlSeconds() {
    return Optional.ofNullable(ttl).map(d -> Math.toIntExact(d.toSeconds()));
  }

  /** The same settings, with nulls that are written. */
  public WriteSettings withNulls() {
    return new WriteSettings(
        ttl, false, bufferBytes, maxInFlightRequests, batch, retry, rates, onRowError);
  }

  /** The settings for the applier of one of several subtasks. */
  public ApplierSettings forSubtaskOf(
      int parallelism, boolean waitsForSchema, boolean writeFailuresMayBlameRow) {
    return new ApplierSettings(
        maxInFlightRequests,
        batch,
        bufferBytes,
        retry,
        rates.forSubtaskOf(parallelism),
        onRowError,
        waitsForSchema,
        writeFailuresMayBlameRow);
  }
}
