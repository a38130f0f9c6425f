package io.cosmoscassandra.flink.simulation.job;

import io.cosmoscassandra.flink.simulation.scenario.Incident;
import io.cosmoscassandra.flink.simulation.world.Slot;

/** Runs the tasks of a job, and restarts them after failures. */
public interface Job {

  void start();

  void happen(Incident incident);

  /** A task has failed. */
  void failed(Slot slot, Exception error);
}
