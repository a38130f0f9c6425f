package io.cosmoscassandra.flink.it.commit;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DriverException;
import com.datastax.oss.driver.api.core.config.DefaultDriverOption;
import com.datastax.oss.driver.api.core.config.DriverConfigLoader;
import com.datastax.oss.driver.api.core.cql.Row;
import com.sun.management.GarbageCollectionNotificationInfo;
import io.cosmoscassandra.embedded.Await;
import io.cosmoscassandra.flink.it.kit.GatedNumberSource;
import io.cosmoscassandra.flink.it.kit.Probe;
import io.cosmoscassandra.flink.options.CassandraConnectorOptions;
import io.cosmoscassandra.flink.sink.CassandraSink;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import javax.management.NotificationEmitter;
import javax.management.openmbean.CompositeData;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.core.execution.CheckpointType;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.util.TestStreamEnvironment;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.StringData;

/** Writes rows into a table within one checkpoint, and prints how much heap that took. */
final class MemoryMain {

  /** With its key and Cassandra's framing, a row is about 100 bytes. */
  static final int PAYLOAD_CHARACTERS = 92;

  private static final String JOB = "memory";

  private static final Duration PATIENCE = Duration.ofMinutes(40);

  private MemoryMain() {}

  /** Takes host, port, keyspace and number of rows. */
  public static void main(String[] arguments) throws Exception {
    String host = arguments[0];
    int port = Integer.parseInt(arguments[1]);
    String keyspace = arguments[2];
    long rows = Long.parseLong(arguments[3]);
    AtomicLong largestLive = watchCollections();
    Configuration settings = new Configuration();
    settings.set(ExecutionOptions.RUNTIME_MODE, RuntimeExecutionMode.STREAMING);
    settings.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofHours(10));
    // Otherwise the first one would come at once, with the first rows.
    settings.set(CheckpointingOptions.MIN_PAUSE_BETWEEN_CHECKPOINTS, Duration.ofHours(10));
    settings.set(CheckpointingOptions.CHECKPOINTING_TIMEOUT, Duration.ofHours(1));
    settings.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
    try (MiniCluster flink =
        new MiniCluster(
            new MiniClusterConfiguration.Builder()
                .setConfiguration(new Configuration())
                .withRandomPorts()
                .build())) {
      flink.start();
      StreamExecutionEnvironment environment =
          new TestStreamEnvironment(flink, settings, 1, List.of(), List.of());
      environment
          .fromSource(
              new GatedNumberSource(JOB, Long.MAX_VALUE / 2),
              WatermarkStrategy.noWatermarks(),
              "numbers")
          .sinkTo(sink(host, port, keyspace));
      long start = System.nanoTime();
      JobClient job = environment.executeAsync(JOB);
      Probe.of(JOB).allow(rows);
      awaitWhileRunning(job, () -> Probe.of(JOB).fed() >= rows, "not all rows are read");
      System.out.printf("memory: read after %.0f s%n", secondsSince(start));
      flink.triggerCheckpoint(job.getJobID(), CheckpointType.CONFIGURED).get(30, TimeUnit.MINUTES);
      System.out.printf(
          "memory: checkpoint complete after %.0f s; at most %d MB of heap were in use after a"
              + " garbage collection%n",
          secondsSince(start), largestLive.get() >> 20);
      try (CqlSession session =
          CqlSession.builder()
              .addContactPoint(new InetSocketAddress(host, port))
              .withLocalDatacenter("datacenter1")
              .withConfigLoader(
                  DriverConfigLoader.programmaticBuilder()
                      .withDuration(DefaultDriverOption.REQUEST_TIMEOUT, Duration.ofMinutes(1))
                      .build())
              .build()) {
        awaitWhileRunning(
            job, () -> committed(session, keyspace) >= rows, "not all rows are committed");
      }
      System.out.printf(
          "memory: %d rows in one checkpoint, committed after %.0f s; of a heap of %d MB, %d MB at"
              + " most were in use after a garbage collection, %d MB including garbage%n",
          rows,
          secondsSince(start),
          Runtime.getRuntime().maxMemory() >> 20,
          largestLive.get() >> 20,
          peak() >> 20);
      job.cancel().get(60, TimeUnit.SECONDS);
    }
    System.exit(0);
  }

  private static CassandraSink<Long> sink(String host, int port, String keyspace) {
    return CassandraSink.<Long>builder()
        .option(CassandraConnectorOptions.HOSTS, host + ":" + port)
        .option(CassandraConnectorOptions.KEYSPACE, keyspace)
        .option(CassandraConnectorOptions.TABLE, "changes")
        .column("id", DataTypes.BIGINT().notNull())
        .column("payload", DataTypes.STRING())
        .primaryKey("id")
        .rows(id -> GenericRowData.of(id, payload(id)))
        .build();
  }

  private static StringData payload(long id) {
    SplittableRandom random = new SplittableRandom(id);
    byte[] characters = new byte[PAYLOAD_CHARACTERS];
    for (int i = 0; i < characters.length; i++) {
      characters[i] = (byte) ('a' + random.nextInt(26));
    }
    return StringData.fromBytes(characters);
  }

  private static void awaitWhileRunning(JobClient job, BooleanSupplier done, String complaint)
      throws Exception {
    Await.until(
        () -> done.getAsBoolean() || job.getJobStatus().join().isTerminalState(),
        PATIENCE,
        () -> complaint);
    if (job.getJobStatus().get().isTerminalState()) {
      job.getJobExecutionResult().get();
      throw new IllegalStateException("the job has ended, and " + complaint);
    }
  }

  private static long committed(CqlSession session, String keyspace) {
    try {
      return rowsOfTheMark(session, keyspace);
    } catch (DriverException e) {
      // The node has much to do; it is asked again.
      return 0;
    }
  }

  private static long rowsOfTheMark(CqlSession session, String keyspace) {
    return session
        .execute("SELECT register, rows FROM " + keyspace + ".flink_sink_progress")
        .all()
        .stream()
        .filter(row -> "committed".equals(row.getString("register")))
        .mapToLong((Row row) -> row.getLong("rows"))
        .sum();
  }

  private static double secondsSince(long start) {
    return (System.nanoTime() - start) / 1e9;
  }

  /** Keeps the most that was in use just after a garbage collection. */
  private static AtomicLong watchCollections() {
    AtomicLong largest = new AtomicLong();
    Set<String> heap =
        ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getType() == MemoryType.HEAP)
            .map(MemoryPoolMXBean::getName)
            .collect(Collectors.toSet());
    for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
      ((NotificationEmitter) collector)
          .addNotificationListener(
              (notification, unused) -> {
                long used =
                    GarbageCollectionNotificationInfo.from(
                            (CompositeData) notification.getUserData())
                        .getGcInfo()
                        .getMemoryUsageAfterGc()
                        .entrySet()
                        .stream()
                        .filter(pool -> heap.contains(pool.getKey()))
                        .mapToLong(pool -> pool.getValue().getUsed())
                        .sum();
                largest.accumulateAndGet(used, Math::max);
              },
              null,
              null);
    }
    return largest;
  }

  private static long peak() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getType() == MemoryType.HEAP)
        .mapToLong(pool -> pool.getPeakUsage().getUsed())
        .sum();
  }
}
