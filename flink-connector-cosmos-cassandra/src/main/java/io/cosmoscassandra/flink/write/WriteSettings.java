package io.cosmoscassandra.flink.write;

import io.cosmoscassandra.flink.flow.Rates;
import io.cosmoscassandra.flink.options.RowErrorPolicy;
import java.io.Serializable;
import java.time.Duration;
import java.util.Optional;
import javax.annotation.Nullable;
import org.apache.flink.annotation.Internal;

/**
 * How rows are to be written, with every default settled.
 *
 * @param ttl the time to live of rows that bring none of their own, or null
 * @param ignoreNulls whether a null leaves its column as it is
 * @param bufferBytes how many bytes of rows one subtask holds
 * @param maxInFlightRequests how many requests of one subtask are under way
 * @param batch what may share a request
 * @param retryTimeout how long a request is tried
 * @param initialBackoff the mean pause before the first retry
 * @param maxBackoff the longest pause
 * @param rates how fast all subtasks together may go
 * @param onRowError what becomes of a row that the database refuses for good
 */
@Internal
public record WriteSettings(
    @Nullable Duration ttl,
    boolean ignoreNulls,
    long bufferBytes,
    int maxInFlightRequests,
    BatchLimits batch,
    Duration retryTimeout,
    Duration initialBackoff,
    Duration maxBackoff,
    Rates rates,
    RowErrorPolicy onRowError)
    implements Serializable {

  /** The seconds that rows live, if they do not live for ever. */
  public Optional<Integer> ttlSeconds() {
    return Optional.ofNullable(ttl).map(d -> Math.toIntExact(d.toSeconds()));
  }

  /** What these settings mean for the applier of one of several subtasks. */
  public ApplierSettings forSubtaskOf(int parallelism, boolean waitsForSchema) {
    return new ApplierSettings(
        maxInFlightRequests,
        batch,
        bufferBytes,
        retryTimeout,
        initialBackoff,
        maxBackoff,
        rates.forSubtaskOf(parallelism),
        onRowError,
        waitsForSchema);
  }
}
