package io.cosmoscassandra.flink.write;

import io.cosmoscassandra.flink.client.failure.RetrySettings;
import io.cosmoscassandra.flink.flow.Rates;
import io.cosmoscassandra.flink.options.RowErrorPolicy;
import org.apache.flink.annotation.Internal;

/**
 * Settings of an applier.
 *
 * @param maxInFlightRequests maximum number of requests in flight
 * @param batch which writes may share a request
 * @param bufferBytes maximum size of the mutations that were taken and are not acknowledged
 * @param retry how requests are retried
 * @param rates how fast rows may be written
 * @param onRowError what to do with a row that the database rejects for good
 * @param waitsForSchema whether failures of schema or permissions are retried: rows that a
 *     checkpoint has promised are worth waiting for, other rows fail better at once
 * @param writeFailuresMayBlameRow whether a row whose write fails again and again counts as
 *     rejected
 */
@Internal
public record ApplierSettings(
    int maxInFlightRequests,
    BatchLimits batch,
    long bufferBytes,
    RetrySettings retry,
    Rates rates,
    RowErrorPolicy onRowError,
    boolean waitsForSchema,
    boolean writeFailuresMayBlameRow) {}
