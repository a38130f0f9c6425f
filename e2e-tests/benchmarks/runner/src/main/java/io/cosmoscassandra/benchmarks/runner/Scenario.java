package io.cosmoscassandra.benchmarks.runner;

/** A question, and the runs that answer it. */
interface Scenario {

  String name();

  void run(Bench bench) throws InterruptedException;
}
