package io.cosmoscassandra.flink.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.cosmoscassandra.flink.simulation.faults.Sabotage;
import io.cosmoscassandra.flink.simulation.faults.SettingsFaults;
import io.cosmoscassandra.flink.simulation.scenario.Incident;
import io.cosmoscassandra.flink.simulation.scenario.Scenario;
import io.cosmoscassandra.flink.simulation.scenario.Scenarios;
import io.cosmoscassandra.flink.simulation.time.Carriers;
import io.cosmoscassandra.flink.simulation.time.Trace;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * In a database without tombstones, a process that was suspended in the middle of a commit may
 * resurrect deleted rows with its pending writes. A new look at the mark prevents all others.
 */
class ZombieIT {

  private static final int SCENARIOS = 15_000;

  private final Carriers carriers = new Carriers();

  @AfterEach
  void endThreads() {
    carriers.close();
  }

  @Test
  void aCommitterThatReadsTheMarkAfterAPauseDoesLessHarm() {
    int asking = violations(Sabotage.NONE);
    int notAsking = violations(new SettingsFaults.NoZombieGuard());

    System.out.printf(
        "Of %,d zombies without tombstones, %d do harm, and %d if they do not read the mark%n",
        SCENARIOS, asking, notAsking);
    assertThat(asking).isLessThan(notAsking / 2);
  }

  private int violations(Sabotage sabotage) {
    int violations = 0;
    int tried = 0;
    for (long seed = 1; tried < SCENARIOS; seed++) {
      Scenario scenario = Scenarios.draw(seed);
      if (!scenario.semantics().tombstones() && !scenario.batch()) {
        tried++;
        Incident zombie = new Incident(Incident.Kind.ZOMBIE, 300 + seed % 700, (int) seed, 0);
        violations +=
            Simulation.run(
                        scenario.withIncidents(List.of(zombie)), sabotage, carriers, new Trace(0))
                    .violation()
                    .isPresent()
                ? 1
                : 0;
      }
    }
    return violations;
  }
}
