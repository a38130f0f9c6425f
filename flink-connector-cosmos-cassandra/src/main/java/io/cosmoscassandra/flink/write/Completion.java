package io.cosmoscassandra.flink.write;

import javax.annotation.Nullable;

/**
 * What became of a request.
 *
 * @param acknowledgement there is one unless there is an error
 * @param nanos when it came
 */
record Completion(
    WriteRequest request,
    @Nullable WriteTarget.Acknowledgement acknowledgement,
    @Nullable Throwable error,
    long nanos) {}
