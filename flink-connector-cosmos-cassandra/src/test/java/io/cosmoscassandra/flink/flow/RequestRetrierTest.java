package io.cosmoscassandra.flink.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.datastax.oss.driver.api.core.DriverTimeoutException;
import com.datastax.oss.driver.api.core.servererrors.InvalidQueryException;
import com.datastax.oss.driver.api.core.servererrors.OverloadedException;
import io.cosmoscassandra.flink.client.failure.Backoff;
import io.cosmoscassandra.flink.client.failure.Failure;
import io.cosmoscassandra.flink.time.Timing;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class RequestRetrierTest {

  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  private final List<CompletableFuture<String>> attempts = new ArrayList<>();
  private final Deque<Runnable> timer = new ArrayDeque<>();
  private final RequestRetrier retrier =
      retrier((delay, task) -> timer.add(() -> passAndRun(delay, task)));
  private long nanos;
  private int retries;

  @Test
  void aRequestIsSentAgainUntilItSucceeds() {
    CompletableFuture<String> result = retrier.send(request());
    fail(0, timeout());
    assertThat(result).isNotDone();
    timer.remove().run();
    fail(1, timeout());
    timer.remove().run();
    attempts.get(2).complete("found");

    assertThat(result).isCompletedWithValue("found");
    assertThat(retries).isEqualTo(2);
  }

  @Test
  void theThreadThatReportsAFailureDoesNotSendTheRetry() {
    var unused = retrier.send(request());
    fail(0, timeout());

    assertThat(attempts).hasSize(1);
    assertThat(timer).hasSize(1);
  }

  @Test
  void aFailureThatNoRetryMendsFailsTheRequestAtOnce() {
    CompletableFuture<String> result = retrier.send(request());
    InvalidQueryException refusal = new InvalidQueryException(null, "not like this");
    fail(0, refusal);

    assertThat(failureOf(result))
        .hasMessageStartingWith("Asking failed: ")
        .hasMessageContaining("not like this")
        .hasMessageEndingWith(". Ask otherwise.")
        .hasCause(refusal);
    assertThat(timer).isEmpty();
  }

  @Test
  void aRequestWhoseTimeIsUpTellsTheLastFailureAndTheOption() {
    CompletableFuture<String> result = retrier.send(request());
    fail(0, timeout());
    nanos += TIMEOUT.toNanos();
    timer.remove().run();
    fail(1, new DriverTimeoutException("still no answer"));

    assertThat(failureOf(result))
        .hasMessageStartingWith(
            "Asking did not succeed within PT10S ('x.timeout') and 2 attempts; the last one failed:"
                + " ")
        .hasMessageEndingWith("still no answer. Ask otherwise.");
    assertThat(timer).isEmpty();
  }

  @Test
  void aServerThatAsksForAWaitOfDaysIsAskedOnceMoreWhenTheTimeIsUp() {
    CompletableFuture<String> result = retrier.send(request());
    fail(0, new OverloadedException(null, "RetryAfterMs=999999999"));
    timer.remove().run();

    assertThat(nanos).isEqualTo(TIMEOUT.toNanos());
    fail(1, timeout());
    assertThat(failureOf(result)).hasMessageContaining("and 2 attempts");
  }

  @Test
  void aCancelledRequestIsNotSentAgain() {
    CompletableFuture<String> inFlight = retrier.send(request());
    inFlight.cancel(false);
    fail(0, timeout());
    assertThat(timer).isEmpty();

    CompletableFuture<String> backingOff = retrier.send(request());
    fail(1, timeout());
    backingOff.cancel(false);
    timer.remove().run();
    assertThat(attempts).hasSize(2);
  }

  @Test
  void nothingIsSentAgainOnceClosed() {
    CompletableFuture<String> inFlight = retrier.send(request());
    CompletableFuture<String> backingOff = retrier.send(request());
    CompletableFuture<String> lucky = retrier.send(request());
    DriverTimeoutException error = timeout();
    fail(1, error);
    retrier.close();
    timer.remove().run();
    fail(0, error);
    attempts.get(2).complete("found");

    assertThat(attempts).hasSize(3);
    assertThat(failureOf(inFlight)).hasMessageContaining("closing").hasCause(error);
    assertThat(failureOf(backingOff)).hasMessageContaining("closing").hasCause(error);
    assertThat(lucky).isCompletedWithValue("found");
  }

  @Test
  void anErrorWhileTheTimersThreadSendsFailsTheRequest() {
    Deque<Supplier<CompletionStage<String>>> outcomes = new ArrayDeque<>();
    outcomes.add(() -> CompletableFuture.failedFuture(timeout()));
    outcomes.add(
        () -> {
          throw new NoClassDefFoundError("as the test wants it");
        });
    CompletableFuture<String> result =
        retrier.send(new RetriedRequest<>("Asking", TIMEOUT, () -> outcomes.remove().get()));
    timer.remove().run();

    assertThat(failureOf(result))
        .hasMessageStartingWith("Asking failed: ")
        .hasMessageContaining("as the test wants it");
  }

  @Test
  void aRequestThatCannotBeRepeatedFails() {
    RequestRetrier broken =
        retrier(
            (delay, task) -> {
              throw new RejectedExecutionException("the timer has ended");
            });
    CompletableFuture<String> result = broken.send(request());
    fail(0, timeout());

    assertThat(failureOf(result))
        .hasMessageStartingWith("Asking broke off: ")
        .hasMessageContaining("the timer has ended");
  }

  private RequestRetrier retrier(Timing.Timer with) {
    return new RequestRetrier(
        new Backoff(Duration.ofMillis(1), Duration.ofMillis(1)),
        new TransientOnly(),
        () -> retries++,
        new Timing(() -> 0, () -> nanos, with, ReentrantLock::new));
  }

  private RetriedRequest<String> request() {
    return new RetriedRequest<>(
        "Asking",
        TIMEOUT,
        () -> {
          CompletableFuture<String> attempt = new CompletableFuture<>();
          attempts.add(attempt);
          return attempt;
        });
  }

  private void fail(int attempt, Throwable error) {
    attempts.get(attempt).completeExceptionally(error);
  }

  private void passAndRun(Duration delay, Runnable task) {
    nanos += delay.toNanos();
    task.run();
  }

  private static Throwable failureOf(CompletableFuture<String> result) {
    assertThat(result).isCompletedExceptionally();
    Throwable failure =
        result
            .handle((value, error) -> error)
            .thenApply(error -> error instanceof CompletionException ? error.getCause() : error)
            .join();
    assertThat(failure).isInstanceOf(RequestFailedException.class);
    return failure;
  }

  private static DriverTimeoutException timeout() {
    return new DriverTimeoutException("no answer");
  }

  /** Retries what passes by itself, and gives the same advice on everything. */
  private static final class TransientOnly implements RetryRules {

    @Override
    public boolean isRetried(Failure.Kind failure) {
      return failure == Failure.Kind.TRANSIENT || failure == Failure.Kind.THROTTLED;
    }

    @Override
    public String advice(Failure.Kind failure) {
      return "Ask otherwise.";
    }

    @Override
    public String timeoutOption() {
      return "x.timeout";
    }
  }
}
