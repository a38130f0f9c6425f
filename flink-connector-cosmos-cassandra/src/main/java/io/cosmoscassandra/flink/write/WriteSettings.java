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
 * How rows are to be written, with every default settled.
 *
 * @param ttl the time to live of rows that bring none of their own, or null
 * @param ignoreNulls whether a null leaves its column as it is
 * @param bufferBytes how many bytes of rows one subtask holds
 * @param maxInFlightRequests how many requests of one subtask are under way
 * @param batch what may share a request
 * @param retry how requests are retried
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
    RetrySettings retry,
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
        retry,
        rates.forSubtaskOf(parallelism),
        onRowError,
        waitsForSchema);
  }
}
