package io.cosmoscassandra.benchmarks;

/** Somebody who writes a scenario's rows as fast as possible. */
interface Contender {

  String name();

  /** Writes so many rows; returns when the database has acknowledged all of them. */
  void write(Scenario scenario, long rows) throws Exception;
}
