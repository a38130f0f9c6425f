package io.cosmoscassandra.flink.it.read;

import static org.assertj.core.api.Assertions.assertThat;

import com.datastax.oss.driver.api.core.cql.BatchStatement;
import com.datastax.oss.driver.api.core.cql.BatchStatementBuilder;
import com.datastax.oss.driver.api.core.cql.BatchType;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import io.cosmoscassandra.embedded.CassandraExtension;
import io.cosmoscassandra.flink.it.kit.Cluster;
import io.cosmoscassandra.flink.it.kit.Flink;
import io.cosmoscassandra.flink.it.kit.Seed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.api.common.state.CheckpointListener;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.core.fs.Path;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.util.TestStreamEnvironment;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.types.Row;
import org.apache.flink.util.CloseableIterator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A job that reads a table fails again and again, while others write to the table. */
@Tag("compatibility")
class ReadRestartIT {

  private static final int PARTITIONS = 200;
  private static final int ROWS = 20;
  private static final int MOST_FAILURES = 8;

  @RegisterExtension static final CassandraExtension cassandra = CassandraExtension.singleNode();

  @RegisterExtension static final Cluster cluster = new Cluster();

  private String keyspace;

  @Test
  void rowsThatNobodyTouchesAreReadOnce() throws Exception {
    long seed = Seed.ofThisRun();
    keyspace = cassandra.createKeyspace();
    fill();
    Fails.begin(seed);
    AtomicBoolean read = new AtomicBoolean();
    CompletableFuture<Void> others = CompletableFuture.runAsync(() -> writeUntil(read, seed));

    List<String> rows;
    try {
      rows = readAll();
    } finally {
      read.set(true);
      others.join();
    }

    assertThat(Fails.failures()).as("seed %d", seed).isPositive();
    Map<String, Long> counts =
        rows.stream().collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    for (int p = 0; p < PARTITIONS; p += 2) {
      for (int r = 0; r < ROWS; r++) {
        assertThat(counts.get(p + "/" + r)).as("seed %d, row %d/%d", seed, p, r).isEqualTo(1);
      }
    }
  }

  private void fill() {
    cassandra
        .session()
        .execute(
            "CREATE TABLE %s.orders (customer int, line int, PRIMARY KEY (customer, line)) WITH CLUSTERING ORDER BY (line DESC)"
                .formatted(keyspace));
    PreparedStatement insert = prepare("INSERT INTO %s.orders (customer, line) VALUES (?, ?)");
    for (int p = 0; p < PARTITIONS; p++) {
      BatchStatementBuilder partition = BatchStatement.builder(BatchType.UNLOGGED);
      for (int r = 0; r < ROWS; r++) {
        partition.addStatement(insert.bind(p, r));
      }
      cassandra.session().execute(partition.build());
    }
  }

  private PreparedStatement prepare(String cql) {
    return cassandra.session().prepare(cql.formatted(keyspace));
  }

  /** Deletes and inserts rows of every other partition. */
  private void writeUntil(AtomicBoolean read, long seed) {
    Random random = new Random(seed);
    PreparedStatement delete = prepare("DELETE FROM %s.orders WHERE customer = ? AND line = ?");
    PreparedStatement insert = prepare("INSERT INTO %s.orders (customer, line) VALUES (?, ?)");
    while (!read.get()) {
      int partition = 1 + 2 * random.nextInt(PARTITIONS / 2);
      int line = random.nextInt(2 * ROWS);
      cassandra.session().execute((random.nextBoolean() ? delete : insert).bind(partition, line));
    }
  }

  private List<String> readAll() throws Exception {
    Configuration settings = new Configuration();
    settings.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(20));
    settings.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
    settings.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, 1_000);
    settings.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ofMillis(1));
    StreamExecutionEnvironment environment =
        new TestStreamEnvironment(cluster.flink(), settings, 2, List.<Path>of(), List.of());
    StreamTableEnvironment tables = StreamTableEnvironment.create(environment);
    tables.executeSql(
        "CREATE TABLE orders (customer INT, line INT, PRIMARY KEY (customer, line) NOT ENFORCED) "
            + Flink.with(cassandra.contactPoint(), keyspace, "orders")
                .and("scan.page-size", "1 kb")
                // The job lasts long enough for some checkpoints.
                .and("scan.rate-limit.rows-per-second", "2000"));
    List<String> rows = new ArrayList<>();
    try (CloseableIterator<String> result =
        tables
            .toDataStream(tables.from("orders"))
            .map(new Fails())
            .executeAndCollect("reads and fails")) {
      result.forEachRemaining(rows::add);
    }
    return rows;
  }

  /** Fails at random rows, but not before a checkpoint has completed since it failed last. */
  private static final class Fails implements MapFunction<Row, String>, CheckpointListener {

    private static final AtomicInteger FAILURES = new AtomicInteger();
    private static final AtomicInteger ROWS_LEFT = new AtomicInteger();
    private static final AtomicBoolean CHECKPOINTED = new AtomicBoolean();
    private static Random random;

    static void begin(long seed) {
      random = new Random(seed);
      FAILURES.set(0);
      CHECKPOINTED.set(false);
      ROWS_LEFT.set(random.nextInt(300));
    }

    static int failures() {
      return FAILURES.get();
    }

    @Override
    public String map(Row row) {
      if (ROWS_LEFT.decrementAndGet() < 0
          && FAILURES.get() < MOST_FAILURES
          && CHECKPOINTED.compareAndSet(true, false)) {
        ROWS_LEFT.set(random.nextInt(300));
        throw new IllegalStateException("failure " + FAILURES.incrementAndGet());
      }
      return row.getField(0) + "/" + row.getField(1);
    }

    @Override
    public void notifyCheckpointComplete(long checkpointId) {
      CHECKPOINTED.set(true);
    }
  }
}
