package io.cosmoscassandra.flink.write;

import javax.annotation.Nullable;

/**
 * Outcome of a request: an acknowledgement or an error.
 *
 * @param nanos when it arrived
 */
record Completion(
    WriteRequest request,
    @Nullable WriteTarget.Acknowledgement acknowledgement,
    @Nullable Throwable error,
    long nanos) {}
