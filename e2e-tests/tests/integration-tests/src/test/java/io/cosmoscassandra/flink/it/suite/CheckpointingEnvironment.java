package io.cosmoscassandra.flink.it.suite;

import java.time.Duration;
import org.apache.flink.client.deployment.executors.RemoteExecutor;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.DeploymentOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.connector.testframe.environment.MiniClusterTestEnvironment;
import org.apache.flink.connector.testframe.environment.TestEnvironmentSettings;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;

/**
 * A cluster on which every job has a checkpoint interval. The suite sets none for the jobs that it
 * stops with a savepoint, since its source goes on at the first checkpoint, and an unbounded job
 * without an interval is rejected. So these jobs do what the documentation says of jobs that commit
 * by {@code stop-with-savepoint} alone: they have an interval that they do not live to see.
 */
final class CheckpointingEnvironment extends MiniClusterTestEnvironment {

  private static final Duration LONGER_THAN_ANY_JOB = Duration.ofDays(365);

  @Override
  public StreamExecutionEnvironment createExecutionEnvironment(TestEnvironmentSettings settings) {
    Configuration configuration = new Configuration();
    configuration.set(DeploymentOptions.TARGET, RemoteExecutor.NAME);
    configuration.set(RestOptions.ADDRESS, getRestEndpoint().getAddress());
    configuration.set(RestOptions.PORT, getRestEndpoint().getPort());
    if (settings.getSavepointRestorePath() != null) {
      configuration.set(StateRecoveryOptions.SAVEPOINT_PATH, settings.getSavepointRestorePath());
    }
    return new Client(configuration);
  }

  /** Submits jobs, with an interval if they have none when they are complete. */
  private static final class Client extends StreamExecutionEnvironment {

    Client(Configuration configuration) {
      super(configuration);
    }

    @Override
    public StreamGraph getStreamGraph(boolean clearTransformations) {
      if (!getCheckpointConfig().isCheckpointingEnabled()) {
        enableCheckpointing(LONGER_THAN_ANY_JOB.toMillis());
        // The first checkpoint would come at once.
        getCheckpointConfig().setMinPauseBetweenCheckpoints(LONGER_THAN_ANY_JOB.toMillis());
      }
      return super.getStreamGraph(clearTransformations);
    }
  }
}
