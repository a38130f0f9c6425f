package io.cosmoscassandra.benchmarks.runner;

import java.util.List;

/** A chart of a scenario: what it is called as a file and for people, and how it is drawn. */
interface Chart {

  /** The end of the file's name. */
  String name();

  String title();

  /** The picture; empty if there is nothing to draw. */
  String draw(String scenario, List<Summary> summaries);
}
