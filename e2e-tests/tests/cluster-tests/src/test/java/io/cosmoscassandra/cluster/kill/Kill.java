package io.cosmoscassandra.cluster.kill;

import java.util.List;

/** What is done to a running job. */
enum Kill {
  TASK_MANAGER("kill -9 of the task manager"),
  TASK_MANAGER_IN_COMMIT("kill -9 of the task manager in a commit"),
  JOB_MANAGER("kill -9 of the JobManager, resubmitted from the last checkpoint"),
  CASSANDRA("kill -9 of the Cassandra node"),
  ZOMBIE("pause of the task manager until others have gone on");

  private final String words;

  Kill(String words) {
    this.words = words;
  }

  /** Seeds in a row go through all kinds. */
  static Kill ofSeed(long seed) {
    List<Kill> all = List.of(values());
    return all.get(Math.floorMod(seed, all.size()));
  }

  @Override
  public String toString() {
    return words;
  }
}
