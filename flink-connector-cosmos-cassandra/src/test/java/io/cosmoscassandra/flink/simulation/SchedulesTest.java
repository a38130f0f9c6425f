package io.cosmoscassandra.flink.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.cosmoscassandra.flink.simulation.time.Trace;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SchedulesTest {

  private static final SimulationResult FINE =
      new SimulationResult(Optional.empty(), 1, false, new Trace(0));

  @Test
  void reportsAnErrorOfAnyKindWithItsSeed() throws Exception {
    Schedules schedules =
        new Schedules(
            1,
            1_000,
            (seed, carriers) -> {
              if (seed == 7) {
                throw new AssertionError("broken");
              }
              return FINE;
            });

    assertThat(schedules.firstFailure()).get().asString().contains("seed=7").contains("broken");
  }

  @Test
  void isContentWithSchedulesThatAllPass() throws Exception {
    assertThat(new Schedules(1, 1_000, (seed, carriers) -> FINE).firstFailure()).isEmpty();
  }
}
