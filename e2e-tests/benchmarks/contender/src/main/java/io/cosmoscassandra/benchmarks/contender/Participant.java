package io.cosmoscassandra.benchmarks.contender;

import java.util.Map;

/** A contender, which writes the rows of a run or reads those of a table, as fast as it can. */
public interface Participant {

  /** Its parts with their versions, such as {@code flink -> 2.3.0}. */
  Map<String, String> versions();

  /**
   * Writes all rows of a run, which it announces to the run's {@link Feed}; returns when the
   * database has acknowledged all of them.
   */
  void write(Run run) throws Exception;

  /**
   * Answers a {@link Query}. It says when it begins by {@link Run#begin()}, which is right before
   * the first request for rows, and adds what it reads to the run's {@link Tally}.
   */
  void read(Run run) throws Exception;
}
