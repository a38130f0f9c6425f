package io.cosmoscassandra.flink.flow;

import io.cosmoscassandra.flink.client.failure.Backoff;
import io.cosmoscassandra.flink.client.failure.Failure;
import io.cosmoscassandra.flink.client.failure.FailureClassifier;
import io.cosmoscassandra.flink.client.failure.FailureDescription;
import io.cosmoscassandra.flink.time.Timing;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import javax.annotation.Nullable;
import org.apache.flink.annotation.Internal;

/**
 * Sends single idempotent requests, each again after a backoff until it succeeds, cannot succeed,
 * or its time is up.
 *
 * <p>No thread ever waits here: completions arrive on the driver's threads, and the timer's thread
 * sends the retries. A caller that must wait does so on the future that it gets.
 */
@Internal
public final class RequestRetrier implements AutoCloseable {

  private final Backoff backoff;
  private final RetryRules rules;
  private final Runnable onRetry;
  private final Timing timing;
  private volatile boolean closed;

  /**
   * @param onRetry called before each retry, on any thread
   */
  public RequestRetrier(Backoff backoff, RetryRules rules, Runnable onRetry, Timing timing) {
    this.backoff = backoff;
    this.rules = rules;
    this.onRetry = onRetry;
    this.timing = timing;
  }

  /**
   * Sends a request.
   *
   * @return its result, or a {@link RequestFailedException}, set by a thread of the driver or the
   *     timer. Once the future is cancelled the request is not sent again; an attempt in flight
   *     ends by itself.
   */
  public <T> CompletableFuture<T> send(RetriedRequest<T> request) {
    Execution<T> execution = new Execution<>(request);
    execution.attempt();
    return execution.result;
  }

  /** Retries no request any more; those that would need it fail. */
  @Override
  public void close() {
    closed = true;
  }

  /** All attempts of one request. They follow each other, so no field needs a guard. */
  private final class Execution<T> {

    private final RetriedRequest<T> request;
    private final CompletableFuture<T> result = new CompletableFuture<>();
    private final long startNanos = timing.nanos().getAsLong();
    private int attempts;

    Execution(RetriedRequest<T> request) {
      this.request = request;
    }

    void attempt() {
      attempts++;
      try {
        request.attempt().get().whenComplete(this::completed);
      } catch (RuntimeException | Error e) {
        // Binding values or the driver itself failed: the same as if the database had failed.
        completed(null, e);
      }
    }

    /** The driver and the timer swallow exceptions, but the caller must learn of them. */
    private void completed(@Nullable T value, @Nullable Throwable error) {
      try {
        if (error == null) {
          result.complete(value);
        } else {
          retryOrFail(error);
        }
      } catch (RuntimeException | Error e) {
        fail("%s broke off: %s".formatted(request.what(), FailureDescription.of(e)), e);
      }
    }

    private void retryOrFail(Throwable error) {
      Failure failure = FailureClassifier.classify(error);
      if (closed) {
        failAsClosed(error);
      } else if (!rules.isRetried(failure.kind())) {
        fail(
            "%s failed: %s. %s"
                .formatted(
                    request.what(), FailureDescription.of(error), rules.advice(failure.kind())),
            error);
      } else if (isTimeUp()) {
        fail(
            "%s did not succeed within %s ('%s') and %d attempts; the last one failed: %s. %s"
                .formatted(
                    request.what(),
                    request.timeout(),
                    rules.timeoutOption(),
                    attempts,
                    FailureDescription.of(error),
                    rules.advice(failure.kind())),
            error);
      } else if (!result.isCancelled()) {
        onRetry.run();
        Duration delay = backoff.delay(attempts, failure, request.timeout().minusNanos(age()));
        timing.timer().schedule(delay, () -> attemptAgain(error));
      }
    }

    private void attemptAgain(Throwable lastError) {
      if (closed) {
        failAsClosed(lastError);
      } else if (!result.isCancelled()) {
        attempt();
      }
    }

    private boolean isTimeUp() {
      return age() >= request.timeout().toNanos();
    }

    private long age() {
      return timing.nanos().getAsLong() - startNanos;
    }

    private void failAsClosed(Throwable error) {
      fail(request.what() + " was given up because the task is closing.", error);
    }

    private void fail(String message, Throwable cause) {
      result.completeExceptionally(new RequestFailedException(message, cause));
    }
  }
}
