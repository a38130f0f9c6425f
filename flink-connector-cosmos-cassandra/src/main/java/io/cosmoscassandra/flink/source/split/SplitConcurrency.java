package io.cosmoscassandra.flink.source.split;

import org.apache.flink.annotation.Internal;

/** Decides how many splits a subtask reads at a time. */
@Internal
public final class SplitConcurrency {

  /** Splits in flight in a whole job that keep a database busy; more only hide latency. */
  private static final int SPLITS_PER_JOB = 16;

  private static final int MIN_SPLITS = 2;
  private static final int MAX_SPLITS = 8;

  private SplitConcurrency() {}

  /** The splits that each subtask reads at a time. */
  public static int perSubtask(int parallelism) {
    return Math.min(MAX_SPLITS, Math.max(MIN_SPLITS, SPLITS_PER_JOB / Math.max(1, parallelism)));
  }
}
