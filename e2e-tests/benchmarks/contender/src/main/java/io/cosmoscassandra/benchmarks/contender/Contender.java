package io.cosmoscassandra.benchmarks.contender;

import java.util.Map;

/** Somebody who writes rows as fast as possible. */
public interface Contender {

  /** What it is made of, such as {@code flink -> 2.3.0}. */
  Map<String, String> versions();

  /**
   * Writes all rows of a run, which it announces to the run's {@link Feed}; returns when the
   * database has acknowledged all of them.
   */
  void write(Run run) throws Exception;
}
