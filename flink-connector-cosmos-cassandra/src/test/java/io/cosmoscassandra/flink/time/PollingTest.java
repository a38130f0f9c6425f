package io.cosmoscassandra.flink.time;

import static org.assertj.core.api.Assertions.assertThat;

import io.cosmoscassandra.flink.kit.ManualClock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PollingTest {

  private final ManualClock clock = new ManualClock();

  @Test
  void asksLessAndLessOftenUntilTheTimeIsUp() throws Exception {
    assertThat(new Polling(Duration.ofSeconds(8), clock).until(() -> false)).isFalse();
    assertThat(clock.pauses())
        .extracting(Duration::toMillis)
        .containsExactly(100L, 200L, 400L, 800L, 1600L, 2000L, 2000L, 900L);
  }

  @Test
  void doesNotWaitForAYes() throws Exception {
    assertThat(new Polling(Duration.ofSeconds(8), clock).until(() -> true)).isTrue();
    assertThat(clock.pauses()).isEmpty();
  }

  @Test
  void asksOnceEvenWithoutTime() throws Exception {
    AtomicInteger asked = new AtomicInteger();
    assertThat(new Polling(Duration.ZERO, clock).until(() -> asked.incrementAndGet() > 1))
        .isFalse();
    assertThat(asked).hasValue(1);
  }
}
