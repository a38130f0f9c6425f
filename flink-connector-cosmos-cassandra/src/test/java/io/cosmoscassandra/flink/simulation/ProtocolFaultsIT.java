package io.cosmoscassandra.flink.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.cosmoscassandra.flink.simulation.faults.Fault;
import io.cosmoscassandra.flink.simulation.scenario.Scenario;
import io.cosmoscassandra.flink.simulation.scenario.Scenarios;
import io.cosmoscassandra.flink.simulation.time.Carriers;
import io.cosmoscassandra.flink.simulation.time.Trace;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Checks the simulation itself: it must reveal each deliberate fault in the protocol. */
class ProtocolFaultsIT {

  private static final int MAX_SCHEDULES = 6_000;

  private final Carriers carriers = new Carriers();

  @AfterEach
  void endThreads() {
    carriers.close();
  }

  @ParameterizedTest
  @EnumSource
  void everyFaultIsFound(Fault fault) {
    int tried = 0;
    boolean found = false;
    for (long seed = 1; !found && tried < MAX_SCHEDULES; seed++) {
      Scenario scenario = Scenarios.draw(seed);
      if (fault.concerns(scenario)) {
        tried++;
        found =
            Simulation.run(fault.shaped(scenario), fault.sabotage(), carriers, new Trace(0))
                .violation()
                .filter(fault::explains)
                .isPresent();
      }
    }

    assertThat(found).as("%s, after %d schedules", fault, tried).isTrue();
    System.out.printf("%s is found after %,d schedules%n", fault, tried);
  }
}
