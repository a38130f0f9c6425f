package io.cosmoscassandra.flink.sink;

import static org.assertj.core.api.Assertions.assertThat;

import io.cosmoscassandra.flink.kit.ManualClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class StatementTimeTest {

  private final ManualClock clock = new ManualClock();
  private final long start = clock.micros();

  private long timeOfAttempt(int attempt) {
    return StatementTime.of(start, attempt, clock::micros).getAsLong();
  }

  @Test
  void rowsOfAStatementHaveOneTime() {
    var times = StatementTime.of(start, 0, clock::micros);
    clock.pause(Duration.ofMinutes(1));

    assertThat(times.getAsLong()).isEqualTo(times.getAsLong()).isEqualTo(start);
  }

  @Test
  void laterAttemptHasAnEarlierTime() {
    long first = timeOfAttempt(0);
    clock.pause(Duration.ofSeconds(1));

    assertThat(timeOfAttempt(1)).isLessThan(first);
  }

  @Test
  void attemptsThatAreCountedAnewHaveEarlierTimes() {
    long last = timeOfAttempt(0);
    clock.pause(Duration.ofSeconds(10));

    assertThat(timeOfAttempt(0)).isLessThan(last).isGreaterThan(start - 1_000_000);
  }

  @Test
  void clockThatIsBehindDoesNotMakeALaterTime() {
    assertThat(StatementTime.of(start, 0, () -> start - 5_000_000).getAsLong()).isEqualTo(start);
  }
}
