package io.cosmoscassandra.flink.write;

import io.cosmoscassandra.flink.client.failure.RetrySettings;
import io.cosmoscassandra.flink.flow.Rates;
import io.cosmoscassandra.flink.options.RowErrorPolicy;
import org.apache.flink.annotation.Internal;

/**
 * How an applier goes about its work.
 *
 * @param maxInFlightRequests how many requests may be under way
 * @param batch what may share a request
 * @param bufferBytes how many bytes of mutations may be taken and not yet acknowledged
 * @param retry how requests are retried
 * @param rates how fast it may go
 * @param onRowError what becomes of a row that the database refuses for good
 * @param waitsForSchema whether trouble with schema or permissions may pass: rows that were
 *     promised already are worth waiting for, others are better refused at once
 */
@Internal
public record ApplierSettings(
    int maxInFlightRequests,
    BatchLimits batch,
    long bufferBytes,
    RetrySettings retry,
    Rates rates,
    RowErrorPolicy onRowError,
    boolean waitsForSchema) {}
