package io.cosmoscassandra.flink.read.page;

import io.cosmoscassandra.flink.client.ConsistencyChoice;
import io.cosmoscassandra.flink.client.failure.RetrySettings;
import io.cosmoscassandra.flink.flow.Rates;
import io.cosmoscassandra.flink.options.CassandraConnectorOptions;
import io.cosmoscassandra.flink.schema.StartupRetry;
import io.cosmoscassandra.flink.time.BlockingClock;
import java.io.Serializable;
import org.apache.flink.annotation.Internal;

/**
 * The way in which a table is read.
 *
 * @param consistency the consistency level of every request, if the table supports it
 * @param pageBytes the wanted size of a page
 * @param bufferBytes the most bytes that a subtask holds in pages that are fetched ahead
 * @param splitBytes the wanted size of a split
 * @param allowFiltering whether the server may evaluate conditions that no index supports
 * @param maxInFlightRequests the most requests that a subtask has in flight
 * @param retry how requests are retried
 * @param rates the limits of a whole source
 */
@Internal
public record ReadSettings(
    ConsistencyChoice consistency,
    long pageBytes,
    long bufferBytes,
    long splitBytes,
    boolean allowFiltering,
    int maxInFlightRequests,
    RetrySettings retry,
    Rates rates)
    implements Serializable {

  /** Retries what a source does when it starts. */
  public StartupRetry startup() {
    return new StartupRetry(
        "source",
        CassandraConnectorOptions.SCAN_RETRY_TIMEOUT,
        retry.timeout(),
        retry.backoff(),
        BlockingClock.OF_THREAD);
  }

  public ReadSettings forSubtaskOf(int parallelism) {
    return new ReadSettings(
        consistency,
        pageBytes,
        bufferBytes,
        splitBytes,
        allowFiltering,
        maxInFlightRequests,
        retry,
        rates.forSubtaskOf(parallelism));
  }
}
