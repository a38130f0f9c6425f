package io.cosmoscassandra.flink.sink;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClockCheckTest {

  private static final Duration FAR = Duration.ofMinutes(10);

  @Test
  void oneNodeWithAWrongClockIsOutvoted() {
    assertThat(ClockCheck.of(List.of(FAR, Duration.ZERO, Duration.ofSeconds(1))).problem())
        .isEmpty();
    assertThat(ClockCheck.of(List.of(Duration.ZERO, FAR.negated(), Duration.ZERO)).problem())
        .isEmpty();
  }

  @Test
  void aClockThatIsFarFromThoseOfMostNodesIsAProblem() {
    assertThat(ClockCheck.of(List.of(FAR, FAR, Duration.ZERO)).problem())
        .get()
        .asString()
        .contains("600 s ahead of");
    assertThat(ClockCheck.of(List.of(FAR.negated())).problem()).get().asString().contains("behind");
  }

  @Test
  void withoutAnyTimeThereIsNothingToCompare() {
    assertThat(ClockCheck.of(List.of()).problem()).isEmpty();
  }
}
