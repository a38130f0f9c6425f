package io.cosmoscassandra.flink.simulation;

/** What runs the tasks. */
interface Job {

  void start();

  void happen(Incident incident);

  /** A task has failed. */
  void failed(Slot slot, Exception error);
}
