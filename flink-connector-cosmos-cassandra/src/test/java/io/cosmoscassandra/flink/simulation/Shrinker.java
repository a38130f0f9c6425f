package io.cosmoscassandra.flink.simulation;

import io.cosmoscassandra.flink.simulation.faults.Sabotage;
import io.cosmoscassandra.flink.simulation.scenario.Incident;
import io.cosmoscassandra.flink.simulation.scenario.Scenario;
import io.cosmoscassandra.flink.simulation.time.Carriers;
import io.cosmoscassandra.flink.simulation.time.Trace;
import io.cosmoscassandra.flink.simulation.world.Disturbances;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Reduces a failing scenario until its course is short enough to read. */
final class Shrinker {

  private static final int MAX_ATTEMPTS = 300;

  private final Supplier<Sabotage> sabotage;
  private final Carriers carriers;
  private int attempts;

  Shrinker(Supplier<Sabotage> sabotage, Carriers carriers) {
    this.sabotage = sabotage;
    this.carriers = carriers;
  }

  /** The smallest scenario found that still fails. */
  Scenario shrink(Scenario failing) {
    Scenario smallest = failing;
    boolean smaller = true;
    while (smaller) {
      smaller = false;
      for (Scenario candidate : simpler(smallest)) {
        if (fails(candidate)) {
          smallest = candidate;
          smaller = true;
          break;
        }
      }
    }
    return smallest;
  }

  private boolean fails(Scenario scenario) {
    return ++attempts <= MAX_ATTEMPTS
        && Simulation.run(scenario, sabotage.get(), carriers, new Trace(0)).violation().isPresent();
  }

  private static List<Scenario> simpler(Scenario scenario) {
    List<Scenario> candidates = new ArrayList<>();
    for (int i = 0; i < scenario.incidents().size(); i++) {
      List<Incident> fewer = new ArrayList<>(scenario.incidents());
      Incident unused = fewer.remove(i);
      candidates.add(scenario.withIncidents(List.copyOf(fewer)));
    }
    if (!scenario.disturbances().equals(Disturbances.NONE)) {
      candidates.add(scenario.withDisturbances(Disturbances.NONE));
    }
    if (scenario.replay()) {
      candidates.add(scenario.withoutReplay());
    }
    if (scenario.skewMicros() > 0) {
      candidates.add(scenario.withoutSkew());
    }
    if (scenario.ttls() > 0) {
      candidates.add(scenario.withoutTtls());
    }
    if (scenario.rowsPerPartition() > 1) {
      candidates.add(scenario.withRows(scenario.rowsPerPartition() / 2));
      candidates.add(scenario.withRows(scenario.rowsPerPartition() - 1));
    }
    return candidates;
  }
}
