package io.cosmoscassandra.benchmarks.sink;

import com.datastax.oss.driver.api.core.session.Session;
import io.cosmoscassandra.benchmarks.contender.CheckpointOnDemand;
import io.cosmoscassandra.benchmarks.contender.Exchange;
import io.cosmoscassandra.benchmarks.contender.Participant;
import io.cosmoscassandra.benchmarks.contender.Run;
import io.cosmoscassandra.benchmarks.contender.Version;
import io.cosmoscassandra.benchmarks.lookup.LatencyReporterFactory;
import io.cosmoscassandra.benchmarks.lookup.LookupRun;
import io.cosmoscassandra.benchmarks.source.SourceRun;
import io.cosmoscassandra.flink.sink.CassandraSink;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.WebOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.runtime.checkpoint.CheckpointStatsCounts;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.table.api.TableResult;

/**
 * The connector, as a user has it: {@code CREATE TABLE} and {@code INSERT INTO}, on a Flink of this
 * process. See {@link SinkJob} and {@link CheckpointOnDemand} for the settings, and {@link
 * SourceRun} and {@link LookupRun} for reading.
 */
final class SinkMain implements Participant {

  private static final int SLOTS = 4;
  private static final int CHECKPOINTS_TO_REMEMBER = 200;
  private static final List<String> LISTENERS =
      List.of("rest.bind-address", "jobmanager.bind-host", "taskmanager.bind-host");

  private MiniCluster flink;

  private SinkMain() {}

  public static void main(String[] arguments) throws InterruptedException {
    Exchange.serve(new SinkMain());
  }

  @Override
  public Map<String, String> versions() {
    Map<String, String> versions = new LinkedHashMap<>();
    versions.put("flink", Version.of(MiniCluster.class));
    versions.put("connector", Version.of(CassandraSink.class));
    versions.put("driver", Version.of(Session.class));
    return versions;
  }

  @Override
  public void read(Run run) throws Exception {
    if (run.query().isLookup()) {
      new LookupRun(run, flink()).read();
    } else {
      new SourceRun(run, flink()).read();
    }
  }

  @Override
  public void write(Run run) throws Exception {
    MiniCluster cluster = flink();
    if (!run.setting(SinkJob.RESTORE, "").isEmpty()) {
      // The rows were announced in another life.
      run.begin();
    }
    long start = System.nanoTime();
    TableResult result = new SinkJob(run).submit(cluster);
    run.note("planningSeconds", (System.nanoTime() - start) / 1e9);
    JobClient job = result.getJobClient().orElseThrow();
    try (CheckpointOnDemand checkpoints =
        CheckpointOnDemand.watch(run, () -> cluster.triggerCheckpoint(job.getJobID()))) {
      // Not result.await(), which looks every tenth of a second.
      job.getJobExecutionResult().get();
      checkpoints.note();
      run.acknowledged();
    }
    CheckpointStatsCounts counts =
        cluster
            .getArchivedExecutionGraph(job.getJobID())
            .get(10, TimeUnit.SECONDS)
            .getCheckpointStatsSnapshot()
            .getCounts();
    run.note("checkpoints", counts.getNumberOfCompletedCheckpoints());
    run.note("failedCheckpoints", counts.getNumberOfFailedCheckpoints());
  }

  private MiniCluster flink() throws Exception {
    if (flink == null) {
      flink = startFlink();
    }
    return flink;
  }

  private static MiniCluster startFlink() throws Exception {
    Configuration configuration = new Configuration();
    configuration.set(WebOptions.CHECKPOINTS_HISTORY_SIZE, CHECKPOINTS_TO_REMEMBER);
    LatencyReporterFactory.configure(configuration);
    for (String listener : LISTENERS) {
      configuration.setString(listener, "127.0.0.1");
    }
    MiniCluster flink =
        new MiniCluster(
            new MiniClusterConfiguration.Builder()
                .setConfiguration(configuration)
                .setNumTaskManagers(1)
                .setNumSlotsPerTaskManager(SLOTS)
                .withRandomPorts()
                .build());
    flink.start();
    return flink;
  }
}
