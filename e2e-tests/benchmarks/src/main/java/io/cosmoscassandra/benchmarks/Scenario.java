package io.cosmoscassandra.benchmarks;

import java.util.SplittableRandom;

/** What rows come, and in which order. */
enum Scenario {
  /** Every row is a partition of its own. */
  WIDE("wide", false),

  /** A thousand partitions, whose rows come in runs of fifty. */
  SERIES("series", true);

  private static final int PARTITIONS = 1_000;
  private static final int RUN = 50;

  private final String value;
  private final boolean clustered;

  Scenario(String value, boolean clustered) {
    this.value = value;
    this.clustered = clustered;
  }

  /** The partition of a row. */
  long partition(long index) {
    return clustered ? (index / RUN) % PARTITIONS : new SplittableRandom(index).nextLong();
  }

  /** Whether rows that share a partition follow each other. */
  boolean isClustered() {
    return clustered;
  }

  static Scenario of(String value) {
    for (Scenario scenario : values()) {
      if (scenario.value.equals(value)) {
        return scenario;
      }
    }
    throw new IllegalArgumentException("There is no scenario '" + value + "': wide, series");
  }

  @Override
  public String toString() {
    return value;
  }
}
