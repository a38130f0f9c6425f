package io.cosmoscassandra.flink.simulation;

import io.cosmoscassandra.flink.simulation.faults.Sabotage;
import io.cosmoscassandra.flink.simulation.job.Experiment;
import io.cosmoscassandra.flink.simulation.job.Job;
import io.cosmoscassandra.flink.simulation.scenario.Incident;
import io.cosmoscassandra.flink.simulation.scenario.Scenario;
import io.cosmoscassandra.flink.simulation.time.Carriers;
import io.cosmoscassandra.flink.simulation.time.Chance;
import io.cosmoscassandra.flink.simulation.time.Scheduler;
import io.cosmoscassandra.flink.simulation.time.Trace;
import java.util.concurrent.TimeUnit;

/** Runs one scenario from beginning to end. */
final class Simulation {

  private static final long MAX_EVENTS = 400_000;

  private Simulation() {}

  static SimulationResult run(
      Scenario scenario, Sabotage sabotage, Carriers carriers, Trace trace) {
    Scheduler scheduler = new Scheduler(new Chance(scenario.seed()), carriers, trace, MAX_EVENTS);
    Experiment experiment = new Experiment(scenario, sabotage, scheduler);
    Job job = experiment.newJob();
    for (Incident incident : scenario.incidents()) {
      scheduler.after(
          TimeUnit.MILLISECONDS.toNanos(incident.atMillis()), null, () -> job.happen(incident));
    }
    job.start();
    scheduler.run();
    if (!experiment.judge().isFinished() && !experiment.judge().isLost()) {
      experiment.findings().violated("I2: the job does not come to its end");
    }
    return new SimulationResult(
        experiment.findings().violation(),
        scheduler.handledEvents(),
        experiment.judge().isLost(),
        trace);
  }
}
