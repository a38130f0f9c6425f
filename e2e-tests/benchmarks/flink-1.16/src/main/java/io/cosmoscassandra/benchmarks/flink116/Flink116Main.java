package io.cosmoscassandra.benchmarks.flink116;

import io.cosmoscassandra.benchmarks.contender.CheckpointOnDemand;
import io.cosmoscassandra.benchmarks.contender.Exchange;
import io.cosmoscassandra.benchmarks.contender.Participant;
import io.cosmoscassandra.benchmarks.contender.Run;
import io.cosmoscassandra.benchmarks.contender.Version;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.runtime.checkpoint.CheckpointStatsCounts;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.streaming.connectors.cassandra.CassandraSink;

/**
 * Apache's Cassandra connector on Flink 1.16, for which it was made; see {@link ApacheSinkJob} and
 * {@link ApacheSourceJob}.
 */
final class Flink116Main implements Participant {

  private static final int SLOTS = 4;
  private static final List<String> LISTENERS =
      List.of("rest.bind-address", "jobmanager.bind-host", "taskmanager.bind-host");

  private MiniCluster flink;

  private Flink116Main() {}

  public static void main(String[] arguments) throws InterruptedException {
    Exchange.serve(new Flink116Main());
  }

  @Override
  public Map<String, String> versions() {
    return new TreeMap<>(
        Map.of(
            "flink", Version.of(MiniCluster.class),
            "connector", Version.of(CassandraSink.class)));
  }

  @Override
  public void read(Run run) throws Exception {
    startFlinkOnce();
    new ApacheSourceJob(run).submit(flink).getJobExecutionResult().get();
    run.acknowledged();
  }

  @Override
  public void write(Run run) throws Exception {
    startFlinkOnce();
    long start = System.nanoTime();
    JobClient job = new ApacheSinkJob(run).submit(flink);
    run.note("planningSeconds", (System.nanoTime() - start) / 1e9);
    try (CheckpointOnDemand checkpoints =
        CheckpointOnDemand.watch(run, () -> flink.triggerCheckpoint(job.getJobID()))) {
      job.getJobExecutionResult().get();
      checkpoints.note();
      run.acknowledged();
    }
    CheckpointStatsCounts counts =
        flink
            .getArchivedExecutionGraph(job.getJobID())
            .get(10, TimeUnit.SECONDS)
            .getCheckpointStatsSnapshot()
            .getCounts();
    run.note("checkpoints", counts.getNumberOfCompletedCheckpoints());
    run.note("failedCheckpoints", counts.getNumberOfFailedCheckpoints());
  }

  private void startFlinkOnce() throws Exception {
    if (flink == null) {
      flink = startFlink();
    }
  }

  private static MiniCluster startFlink() throws Exception {
    Configuration configuration = new Configuration();
    configuration.setString("rest.port", "0");
    configuration.setString("rest.bind-port", "0");
    for (String listener : LISTENERS) {
      configuration.setString(listener, "127.0.0.1");
    }
    MiniCluster flink =
        new MiniCluster(
            new MiniClusterConfiguration.Builder()
                .setConfiguration(configuration)
                .setNumTaskManagers(1)
                .setNumSlotsPerTaskManager(SLOTS)
                .build());
    flink.start();
    return flink;
  }
}
