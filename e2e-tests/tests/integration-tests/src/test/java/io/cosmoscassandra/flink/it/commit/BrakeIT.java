package io.cosmoscassandra.flink.it.commit;

import static org.assertj.core.api.Assertions.assertThat;

import com.datastax.oss.driver.api.core.CqlSession;
import io.cosmoscassandra.embedded.CassandraExtension;
import io.cosmoscassandra.embedded.proxy.FaultPolicy;
import io.cosmoscassandra.embedded.proxy.FaultProxy;
import io.cosmoscassandra.embedded.proxy.RequestFault;
import io.cosmoscassandra.flink.it.kit.Changelog;
import io.cosmoscassandra.flink.it.kit.Cluster;
import io.cosmoscassandra.flink.it.kit.Pacer;
import io.cosmoscassandra.flink.it.kit.Seed;
import io.cosmoscassandra.flink.it.kit.Statements;
import io.cosmoscassandra.flink.it.kit.TableCheck;
import io.cosmoscassandra.flink.it.kit.TestJob;
import io.cosmoscassandra.flink.options.CassandraConnectorOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.runtime.checkpoint.AbstractCheckpointStats;
import org.apache.flink.runtime.checkpoint.CheckpointStatsSnapshot;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A source that is faster than the database is slowed down, and epochs do not grow. */
class BrakeIT {

  private static final Duration DELAY = Duration.ofMillis(50);
  private static final int REQUESTS = 2;
  private static final int ROWS_PER_REQUEST = 10;
  private static final double APPLIED_PER_SECOND =
      REQUESTS * ROWS_PER_REQUEST * 1_000.0 / DELAY.toMillis();
  private static final double FED_PER_SECOND = 3 * APPLIED_PER_SECOND;
  private static final int CHANGES = Integer.getInteger("test.brake.changes", 8_000);

  @RegisterExtension static final Cluster cluster = new Cluster();

  @RegisterExtension static final CassandraExtension cassandra = CassandraExtension.singleNode();

  @Test
  void epochsStopGrowingWhenInputIsThreeTimesAsFastAsTheDatabase() throws Exception {
    String keyspace = cassandra.createKeyspace();
    CqlSession session = cassandra.session();
    Changelog.createTable(session, keyspace);
    // So many keys that next to no change replaces another.
    Changelog changelog = new Changelog(Seed.ofThisRun(), 100_000_000, CHANGES, 0);
    try (FaultProxy proxy = FaultProxy.inFrontOf(cassandra.node())) {
      proxy.setPolicy(FaultPolicy.always(RequestFault.delay(DELAY)).when(Statements.WRITE_TARGET));
      TestJob job =
          new TestJob(cluster, proxy.contactPoint(), keyspace, changelog)
              .with(CassandraConnectorOptions.SINK_BUFFER_SIZE, MemorySize.parse("8 kb"))
              .with(CassandraConnectorOptions.SINK_MAX_STAGED_AHEAD, MemorySize.parse("16 kb"))
              .with(CassandraConnectorOptions.SINK_MAX_IN_FLIGHT_REQUESTS, REQUESTS)
              .with(CassandraConnectorOptions.SINK_BATCH_MAX_ROWS, ROWS_PER_REQUEST)
              .set(CheckpointingOptions.CHECKPOINTING_TIMEOUT, Duration.ofSeconds(20))
              .set(CheckpointingOptions.TOLERABLE_FAILURE_NUMBER, 0)
              .chained()
              .checkpointsEvery(Duration.ofMillis(500))
              .bounded()
              .start()
              .awaitRunning();
      long start = System.nanoTime();
      try (Pacer pacer = Pacer.withoutCatchingUp(job.probe(), 0, CHANGES, FED_PER_SECOND)) {
        job.awaitFed(CHANGES);
      }
      double secondsOfReading = (System.nanoTime() - start) / 1e9;
      job.awaitEnd();

      CheckpointStatsSnapshot checkpoints = job.checkpoints();
      List<Long> epochs = epochs(job);
      System.out.printf(
          "brake: input of %.0f rows/s, applied at no more than %.0f rows/s: read %d rows in %.1f"
              + " s, which is %.0f rows/s; rows per epoch %s; longest checkpoint %d ms%n",
          FED_PER_SECOND,
          APPLIED_PER_SECOND,
          CHANGES,
          secondsOfReading,
          CHANGES / secondsOfReading,
          epochs,
          longest(checkpoints));
      // None is tolerated to time out: the job would have started again.
      job.assertNeverRestarted();
      // Without a brake the source would be read at its own pace.
      assertThat(CHANGES / secondsOfReading).isLessThan(FED_PER_SECOND / 2);
      assertThat(epochs).hasSizeGreaterThan(6);
      // The first epochs fill the room that is left ahead of the commit.
      List<Long> first = epochs.subList(0, epochs.size() / 2);
      List<Long> second = epochs.subList(epochs.size() / 2, epochs.size());
      assertThat(Collections.max(second)).isLessThanOrEqualTo(Collections.max(first) * 3 / 2);
      TableCheck.isFoldOf(session, keyspace, changelog, 1);
    }
  }

  private static List<Long> epochs(TestJob job) {
    List<Long> epochs = new ArrayList<>();
    long before = 0;
    for (long read : job.probe().barriers().values()) {
      epochs.add(read - before);
      before = read;
    }
    return epochs;
  }

  private static long longest(CheckpointStatsSnapshot checkpoints) {
    return checkpoints.getHistory().getCheckpoints().stream()
        .mapToLong(AbstractCheckpointStats::getEndToEndDuration)
        .max()
        .orElse(0);
  }
}
