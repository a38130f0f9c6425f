package io.cosmoscassandra.flink.client.failure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackoffTest {

  private static final Duration INITIAL = Duration.ofMillis(100);
  private static final Duration MAX = Duration.ofSeconds(10);

  @ParameterizedTest
  @CsvSource({"1,50", "2,100", "3,200", "7,3200", "8,5000", "64,5000", "2147483647,5000"})
  void ceilingDoublesUpToTheMaximum(int attempt, long millis) {
    assertThat(new Backoff(INITIAL, MAX, () -> 0.5).delay(attempt))
        .isEqualTo(Duration.ofMillis(millis));
  }

  @Test
  void jitterIsFull() {
    assertThat(new Backoff(INITIAL, MAX, () -> 0).delay(5)).isZero();
    assertThat(new Backoff(INITIAL, MAX, () -> 0.999_999).delay(1))
        .isLessThan(INITIAL)
        .isGreaterThan(Duration.ofMillis(99));
  }

  @Test
  void serverIsNeverAskedAgainEarlierThanItWants() {
    assertThat(new Backoff(INITIAL, MAX, () -> 0).delay(1, throttled(500)))
        .isEqualTo(Duration.ofMillis(500));
    assertThat(new Backoff(INITIAL, MAX, () -> 0.5).delay(1, throttled(500)))
        .isEqualTo(Duration.ofMillis(550));
  }

  @Test
  void throttlingWithoutAWaitBacksOffAsAnyFailure() {
    Backoff backoff = new Backoff(INITIAL, MAX, () -> 0.5);
    assertThat(backoff.delay(1, Failure.of(Failure.Kind.THROTTLED)))
        .isEqualTo(backoff.delay(1, Failure.of(Failure.Kind.TRANSIENT)))
        .isEqualTo(backoff.delay(1));
    assertThat(backoff.delay(1, throttled(7))).isEqualTo(Duration.ofMillis(57));
  }

  @Test
  void ownRandomnessStaysWithinBounds() {
    Backoff backoff = new Backoff(INITIAL, MAX);
    for (int attempt = 1; attempt < 1000; attempt++) {
      assertThat(backoff.delay(attempt)).isBetween(Duration.ZERO, MAX);
    }
  }

  @Test
  void constantBackoffIsPossible() {
    assertThat(new Backoff(INITIAL, INITIAL, () -> 0.5).delay(9)).isEqualTo(Duration.ofMillis(50));
  }

  @Test
  void impossibleBackoffsAreRefused() {
    assertThatThrownBy(() -> new Backoff(Duration.ZERO, MAX)).hasMessageContaining("PT0S");
    assertThatThrownBy(() -> new Backoff(MAX, INITIAL)).hasMessageContaining("not possible");
    assertThatThrownBy(() -> new Backoff(INITIAL, MAX).delay(0)).hasMessageContaining("attempt 1");
  }

  private static Failure throttled(long retryAfterMillis) {
    return Failure.throttled(OptionalLong.of(retryAfterMillis));
  }
}
