package io.cosmoscassandra.flink.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.cosmoscassandra.flink.simulation.faults.Sabotage;
import io.cosmoscassandra.flink.simulation.scenario.Scenario;
import io.cosmoscassandra.flink.simulation.scenario.Scenarios;
import io.cosmoscassandra.flink.simulation.time.Carriers;
import io.cosmoscassandra.flink.simulation.time.Trace;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * Runs the exactly-once protocol under random schedules of failures. {@code -Dsimulation.schedules}
 * sets their number, {@code -Dsimulation.seed} the first one (and, without a number, the only one).
 */
class ProtocolSimulationIT {

  private static final long DEFAULT_SCHEDULES = 20_000;
  private static final double NANOS_PER_SECOND = TimeUnit.SECONDS.toNanos(1);

  @Test
  void noScheduleViolatesAnInvariant() throws InterruptedException {
    Long seed = Long.getLong("simulation.seed");
    long schedules = Long.getLong("simulation.schedules", seed == null ? DEFAULT_SCHEDULES : 1);
    long start = System.nanoTime();

    assertThat(new Schedules(seed == null ? 1 : seed, schedules).firstFailure()).isEmpty();

    double seconds = (System.nanoTime() - start) / NANOS_PER_SECOND;
    System.out.printf(
        "%,d schedules in %.1f s, %.0f per second%n", schedules, seconds, schedules / seconds);
  }

  @Test
  void theSameSeedTakesTheSameCourse() {
    try (Carriers carriers = new Carriers();
        Carriers others = new Carriers()) {
      for (long seed = 1; seed <= 30; seed++) {
        Scenario scenario = Scenarios.draw(seed);
        Trace first = new Trace(10_000);
        Trace second = new Trace(10_000);

        Simulation.run(scenario, Sabotage.NONE, carriers, first);
        Simulation.run(scenario, Sabotage.NONE, others, second);

        assertThat(second).hasToString(first.toString());
      }
    }
  }
}
