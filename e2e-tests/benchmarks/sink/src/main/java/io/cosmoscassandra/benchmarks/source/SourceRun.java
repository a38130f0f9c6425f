package io.cosmoscassandra.benchmarks.source;

import io.cosmoscassandra.benchmarks.contender.Query;
import io.cosmoscassandra.benchmarks.contender.Run;
import java.util.Iterator;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.runtime.execution.ExecutionState;
import org.apache.flink.runtime.executiongraph.AccessExecutionGraph;
import org.apache.flink.runtime.executiongraph.AccessExecutionJobVertex;
import org.apache.flink.runtime.minicluster.MiniCluster;

/**
 * One run of a {@link SourceJob}. It begins when the source's tasks run: they have been deployed
 * and have connected, and now ask for splits. Setting: {@code checkpoints}, after which a job ends
 * that takes its rows slowly.
 */
public final class SourceRun {

  private static final long NANOS_BETWEEN_LOOKS = 5_000_000;
  private static final long SECONDS_FOR_FLINK = 10;
  private static final Set<ExecutionState> READING =
      Set.of(ExecutionState.RUNNING, ExecutionState.FINISHED);

  private final Run run;
  private final MiniCluster flink;
  private JobClient job;

  /** A run on a cluster. */
  public SourceRun(Run run, MiniCluster flink) {
    this.run = run;
    this.flink = flink;
  }

  /** Runs it to its end. */
  public void read() throws Exception {
    long start = System.nanoTime();
    job = new SourceJob(run).submit(flink);
    run.note("planningSeconds", (System.nanoTime() - start) / 1e9);
    awaitUnlessEnded(SourceRun::isReading);
    run.begin();
    if (run.query() == Query.PACED) {
      int wanted = run.number("checkpoints", 60);
      awaitUnlessEnded(graph -> StartDelays.of(graph).checkpoints() >= wanted);
      StartDelays.of(graph()).note(run);
      job.cancel().get();
      run.acknowledged();
    } else {
      // Not result.await(), which looks every tenth of a second.
      job.getJobExecutionResult().get();
      run.acknowledged();
    }
  }

  private void awaitUnlessEnded(Predicate<AccessExecutionGraph> condition) throws Exception {
    CompletableFuture<?> end = job.getJobExecutionResult();
    while (!end.isDone() && !condition.test(graph())) {
      LockSupport.parkNanos(NANOS_BETWEEN_LOOKS);
    }
  }

  private AccessExecutionGraph graph() throws Exception {
    return flink.getExecutionGraph(job.getJobID()).get(SECONDS_FOR_FLINK, TimeUnit.SECONDS);
  }

  /** The source is the first of the job's vertices. */
  private static boolean isReading(AccessExecutionGraph graph) {
    Iterator<? extends AccessExecutionJobVertex> vertices =
        graph.getVerticesTopologically().iterator();
    return vertices.hasNext() && READING.contains(vertices.next().getAggregateState());
  }
}
