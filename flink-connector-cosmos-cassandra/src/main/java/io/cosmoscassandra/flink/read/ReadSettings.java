package io.cosmoscassandra.flink.read;

import com.datastax.oss.driver.api.core.DefaultConsistencyLevel;
import io.cosmoscassandra.flink.flow.Rates;
import java.io.Serializable;
import java.time.Duration;
import org.apache.flink.annotation.Internal;

/**
 * The way in which a table is read.
 *
 * @param consistency the consistency level of every request
 * @param pageBytes the wanted size of a page
 * @param bufferBytes the most bytes that a subtask holds in pages that are fetched ahead
 * @param splitBytes the wanted size of a split
 * @param maxInFlightRequests the most requests that a subtask has in flight
 * @param retryTimeout the time after which a request that keeps failing ends the job
 * @param initialBackoff the longest pause before the first retry
 * @param maxBackoff the longest pause before any retry
 * @param rates the limits of a whole source
 * @param allowFiltering whether the server evaluates conditions for which it has no index
 */
@Internal
public record ReadSettings(
    DefaultConsistencyLevel consistency,
    long pageBytes,
    long bufferBytes,
    long splitBytes,
    int maxInFlightRequests,
    Duration retryTimeout,
    Duration initialBackoff,
    Duration maxBackoff,
    Rates rates,
    boolean allowFiltering)
    implements Serializable {}
