package io.cosmoscassandra.benchmarks.runner;

/** One question about the contenders, with the runs that answer it. */
interface BenchmarkScenario {

  String name();

  void run(Bench bench) throws InterruptedException;
}
