package io.cosmoscassandra.flink.commit.store;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.datastax.oss.driver.api.core.DriverTimeoutException;
import io.cosmoscassandra.flink.client.failure.Backoff;
import io.cosmoscassandra.flink.time.Timing;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What goes wrong on the threads of the driver and the timer reaches the one that waits. */
@Timeout(60)
class RequestRetrierTest {

  private static final Backoff BACKOFF = new Backoff(Duration.ofMillis(1), Duration.ofMillis(1));

  @Test
  void anErrorWhileTheTimersThreadSendsFailsTheRequest() {
    AtomicInteger attempts = new AtomicInteger();
    Timing timing =
        new Timing(
            () -> 0,
            () -> 0,
            (delay, task) -> CompletableFuture.runAsync(task).exceptionally(error -> null),
            ReentrantLock::new);

    assertThatThrownBy(
            () ->
                requests(timing)
                    .ask(
                        order(
                            () -> {
                              if (attempts.getAndIncrement() == 0) {
                                return noAnswer();
                              }
                              throw new NoClassDefFoundError("as the test wants it");
                            })))
        .isInstanceOf(CommitterTablesException.class)
        .hasMessageStartingWith("Asking failed: ")
        .hasMessageContaining("as the test wants it");
  }

  @Test
  void aRequestThatCannotBeRepeatedFails() {
    Timing timing =
        new Timing(
            () -> 0,
            () -> 0,
            (delay, task) -> {
              throw new RejectedExecutionException("the timer has ended");
            },
            ReentrantLock::new);

    assertThatThrownBy(() -> requests(timing).ask(order(RequestRetrierTest::noAnswer)))
        .isInstanceOf(CommitterTablesException.class)
        .hasMessageStartingWith("Asking broke off: ")
        .hasMessageContaining("the timer has ended");
  }

  private static RequestRetrier requests(Timing timing) {
    return new RequestRetrier(BACKOFF, CommitMetrics.NONE, timing);
  }

  private static StoreRequest.Order<String> order(Supplier<CompletionStage<String>> attempt) {
    return new StoreRequest.Order<>("Asking", Duration.ofMinutes(5), attempt);
  }

  private static CompletionStage<String> noAnswer() {
    return CompletableFuture.failedFuture(new DriverTimeoutException("no answer"));
  }
}
