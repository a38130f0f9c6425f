package io.cosmoscassandra.flink.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.datastax.oss.driver.api.core.DriverTimeoutException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class WaitingTest {

  private final CompletableFuture<String> answer = new CompletableFuture<>();

  @Test
  void theAnswerComesThrough() throws Exception {
    answer.complete("yes");

    assertThat(Waiting.on(answer)).isEqualTo("yes");
    assertThat(Waiting.on(answer, Duration.ofMinutes(1))).isEqualTo("yes");
  }

  @Test
  void aFailureIsThrownAsItIs() {
    IllegalArgumentException failure = new IllegalArgumentException("no");
    answer.completeExceptionally(failure);

    assertThatThrownBy(() -> Waiting.on(answer)).isSameAs(failure);
    assertThatThrownBy(() -> Waiting.on(answer, Duration.ofMinutes(1))).isSameAs(failure);
  }

  @Test
  void noAnswerAtAllIsATimeout() {
    assertThatThrownBy(() -> Waiting.on(answer, Duration.ofMillis(1)))
        .isInstanceOf(DriverTimeoutException.class)
        .hasMessage("no answer of the driver within PT0.001S");
  }

  @Test
  void whoWaitsCanBeInterrupted() {
    Thread.currentThread().interrupt();

    assertThatThrownBy(() -> Waiting.on(answer)).isInstanceOf(InterruptedException.class);
  }
}
