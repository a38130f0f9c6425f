package io.cosmoscassandra.flink.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.datastax.oss.driver.api.core.DriverTimeoutException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class InterruptibleFuturesTest {

  private final CompletableFuture<String> answer = new CompletableFuture<>();

  @Test
  void theAnswerComesThrough() throws Exception {
    answer.complete("yes");

    assertThat(InterruptibleFutures.on(answer)).isEqualTo("yes");
    assertThat(InterruptibleFutures.on(answer, Duration.ofMinutes(1))).isEqualTo("yes");
  }

  @Test
  void aFailureIsThrownAsItIs() {
    IllegalArgumentException failure = new IllegalArgumentException("no");
    answer.completeExceptionally(failure);

    assertThatThrownBy(() -> InterruptibleFutures.on(answer)).isSameAs(failure);
    assertThatThrownBy(() -> InterruptibleFutures.on(answer, Duration.ofMinutes(1)))
        .isSameAs(failure);
  }

  @Test
  void noAnswerAtAllIsATimeout() {
    assertThatThrownBy(() -> InterruptibleFutures.on(answer, Duration.ofMillis(1)))
        .isInstanceOf(DriverTimeoutException.class)
        .hasMessage("no answer of the driver within PT0.001S");
  }

  @Test
  void whoWaitsCanBeInterrupted() {
    Thread.currentThread().interrupt();

    assertThatThrownBy(() -> InterruptibleFutures.on(answer))
        .isInstanceOf(InterruptedException.class);
  }
}
