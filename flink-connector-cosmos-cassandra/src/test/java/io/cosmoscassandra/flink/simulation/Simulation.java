package io.cosmoscassandra.flink.simulation;

import java.util.concurrent.TimeUnit;

/** Runs one scenario from beginning to end. */
final class Simulation {

  private static final long MAX_EVENTS = 400_000;

  private Simulation() {}

  static SimulationResult run(
      Scenario scenario, Sabotage sabotage, Carriers carriers, Trace trace) {
    Scheduler scheduler = new Scheduler(new Chance(scenario.seed()), carriers, trace, MAX_EVENTS);
    World world = new World(scenario, sabotage, scheduler);
    Job job = scenario.batch() ? new BatchJob(world) : new StreamingJob(world);
    for (Incident incident : scenario.incidents()) {
      scheduler.after(
          TimeUnit.MILLISECONDS.toNanos(incident.atMillis()), null, () -> job.happen(incident));
    }
    job.start();
    scheduler.run();
    if (!world.judge().isFinished() && !world.judge().isLost()) {
      world.findings().violated("I2: the job does not come to its end");
    }
    return new SimulationResult(
        world.findings().violation(), scheduler.handledEvents(), world.judge().isLost(), trace);
  }
}
