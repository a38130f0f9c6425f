package io.cosmoscassandra.flink.it.kit;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.HeartbeatManagerOptions;
import org.apache.flink.configuration.RpcOptions;
import org.apache.flink.runtime.client.JobStatusMessage;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;

/**
 * A Flink cluster whose task managers can be killed; an extension for a static field. All test
 * classes of a JVM share the cluster, and jobs that a test leaves behind are cancelled.
 */
public final class Cluster implements BeforeAllCallback, AfterEachCallback {

  private static final Namespace NAMESPACE = Namespace.create(Cluster.class);
  private static final int TASK_MANAGERS = 2;

  private Shared shared;

  public MiniCluster flink() {
    return shared.flink;
  }

  /** Kills all task managers, as far as that goes in one JVM, and starts as many new ones. */
  public void replaceTaskManagers() throws Exception {
    shared.replaceTaskManagers();
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    shared =
        context
            .getStore(StoreScope.LAUNCHER_SESSION, NAMESPACE)
            .getOrComputeIfAbsent(Shared.class, type -> new Shared(), Shared.class);
  }

  @Override
  public void afterEach(ExtensionContext context) throws Exception {
    for (JobStatusMessage job : flink().listJobs().get(30, TimeUnit.SECONDS)) {
      if (!job.getJobState().isGloballyTerminalState()) {
        cancel(job);
      }
    }
  }

  private void cancel(JobStatusMessage job) throws Exception {
    if (job.getJobState() != JobStatus.CANCELLING) {
      flink().cancelJob(job.getJobId()).get(30, TimeUnit.SECONDS);
    }
    flink().requestJobResult(job.getJobId()).get(60, TimeUnit.SECONDS);
  }

  private static final class Shared implements AutoCloseable {

    private final MiniCluster flink;
    private int killed;

    Shared() {
      flink =
          new MiniCluster(
              new MiniClusterConfiguration.Builder()
                  .setConfiguration(patient())
                  .setNumTaskManagers(TASK_MANAGERS)
                  .setNumSlotsPerTaskManager(4)
                  .withRandomPorts()
                  .build());
      try {
        flink.start();
      } catch (Exception e) {
        throw new IllegalStateException("Flink does not start", e);
      }
    }

    /**
     * In one JVM nobody is lost unless a test says so: how long the machine lets some thread wait
     * must not restart a job.
     */
    private static Configuration patient() {
      Configuration configuration = new Configuration();
      configuration.set(HeartbeatManagerOptions.HEARTBEAT_TIMEOUT, Duration.ofMinutes(10));
      configuration.set(RpcOptions.ASK_TIMEOUT_DURATION, Duration.ofMinutes(2));
      return configuration;
    }

    synchronized void replaceTaskManagers() throws Exception {
      for (int i = 0; i < TASK_MANAGERS; i++) {
        flink.terminateTaskManager(killed++).get(60, TimeUnit.SECONDS);
      }
      for (int i = 0; i < TASK_MANAGERS; i++) {
        flink.startTaskManager();
      }
    }

    @Override
    public void close() throws Exception {
      flink.close();
    }
  }
}
