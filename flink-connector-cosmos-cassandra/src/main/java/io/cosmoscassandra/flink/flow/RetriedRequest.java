package io.cosmoscassandra.flink.flow;

import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.apache.flink.annotation.Internal;

/**
 * An idempotent request that {@link RequestRetrier} sends until it succeeds.
 *
 * @param what names the request in messages, as in "Reading chunk 3 failed"
 * @param timeout how long the request is retried
 * @param attempt sends the request once
 */
@Internal
public record RetriedRequest<T>(
    String what, Duration timeout, Supplier<CompletionStage<T>> attempt) {}
