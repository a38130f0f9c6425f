package io.cosmoscassandra.benchmarks.lookup;

import io.cosmoscassandra.benchmarks.contender.Run;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.runtime.minicluster.MiniCluster;

/** One run of a {@link LookupJob}. It begins with the first key. */
public final class LookupRun {

  private final Run run;
  private final MiniCluster flink;

  /** A run on a cluster. */
  public LookupRun(Run run, MiniCluster flink) {
    this.run = run;
    this.flink = flink;
  }

  /** Runs it to its end. */
  public void read() throws Exception {
    Latencies latencies = Latencies.begin();
    long start = System.nanoTime();
    JobClient job = new LookupJob(run).submit(flink);
    run.note("planningSeconds", (System.nanoTime() - start) / 1e9);
    // Not result.await(), which looks every tenth of a second.
    job.getJobExecutionResult().get();
    run.acknowledged();
    latencies.note(run);
  }
}
