package io.cosmoscassandra.flink.it.cosmos;

import static org.assertj.core.api.Assertions.assertThat;

import io.cosmoscassandra.embedded.CassandraExtension;
import io.cosmoscassandra.embedded.cosmos.CosmosStandIn;
import io.cosmoscassandra.embedded.cosmos.History;
import io.cosmoscassandra.flink.it.kit.Flink;
import io.cosmoscassandra.flink.it.kit.OperatorMetrics;
import java.util.List;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Request units of Azure Cosmos DB are counted and can be limited. */
class CosmosUnitsIT {

  private static final String GUARANTEE = "sink.delivery-guarantee";

  private static final int ROWS = 600;
  private static final int UNITS_PER_ROW = 10;
  private static final double PLENTY = 100_000;

  private static final OperatorMetrics metrics = OperatorMetrics.ofWriters();

  @RegisterExtension static final CassandraExtension cassandra = CassandraExtension.singleNode();

  @RegisterExtension
  static final MiniClusterExtension cluster =
      Flink.cluster(metrics.reportedBy(new Configuration()));

  private final Flink flink = Flink.session();
  private String keyspace;
  private CosmosStandIn account;

  @BeforeEach
  void start() throws Exception {
    keyspace = cassandra.createKeyspace();
    cassandra.session().execute("CREATE TABLE %s.numbers (id int PRIMARY KEY)".formatted(keyspace));
    account =
        CosmosStandIn.inFrontOf(cassandra.contactPoint())
            .behaviour(Cosmos.withoutConflicts(PLENTY).withUnitsPerWrite(UNITS_PER_ROW))
            .start();
    flink.run(
        """
        CREATE TABLE source (id INT) WITH ('connector' = 'datagen',
          'fields.id.kind' = 'sequence', 'fields.id.start' = '1', 'fields.id.end' = '%d')
        """
            .formatted(ROWS));
  }

  @AfterEach
  void stop() {
    account.close();
  }

  @Test
  void unitsOfTheRowsAreCountedByTheWriters() throws Exception {
    JobID job = insert(Cosmos.with(account, keyspace, "numbers").and(GUARANTEE, "at-least-once"));

    assertThat(metrics.counted(job, "cassandra.requestUnits")).isEqualTo(ROWS * UNITS_PER_ROW);
    assertThat(account.history(keyspace, "numbers").units()).isEqualTo(ROWS * UNITS_PER_ROW);
  }

  @Test
  void unitsOfTheRowsAndOfTheirStagingAreCountedByTheCommitters() throws Exception {
    JobID job = insert(Cosmos.with(account, keyspace, "numbers").and(GUARANTEE, "exactly-once"));

    OperatorMetrics committers = metrics.ofCommitters();
    assertThat(committers.counted(job, "cassandra.requestUnits")).isEqualTo(ROWS * UNITS_PER_ROW);
    assertThat(account.history(keyspace, "numbers").units()).isEqualTo(ROWS * UNITS_PER_ROW);
    assertThat(
            (double)
                (metrics.counted(job, "cassandra.committerRequestUnits")
                    + committers.counted(job, "cassandra.committerRequestUnits")))
        .as("what staging, marks and timestamps cost: all but asking whether the tables are there")
        .isBetween(unitsOfTheCommittersTables() / 2, unitsOfTheCommittersTables());
  }

  @Test
  void limitOfUnitsIsSharedByTheSubtasks() throws Exception {
    int limit = 1_500;
    insert(
        Cosmos.with(account, keyspace, "numbers")
            .and(GUARANTEE, "at-least-once")
            .and("sink.rate-limit.request-units-per-second", Integer.toString(limit)));

    History history = account.history(keyspace, "numbers");
    List<History.Second> seconds = history.seconds();
    assertThat(history.units()).isEqualTo(ROWS * UNITS_PER_ROW);
    assertThat(seconds.get(seconds.size() - 1).second() - seconds.get(0).second())
        .as("seconds that %d units take at %d a second", ROWS * UNITS_PER_ROW, limit)
        .isGreaterThanOrEqualTo(ROWS * UNITS_PER_ROW / limit - 1);
  }

  private double unitsOfTheCommittersTables() {
    return account.history(keyspace, "flink_sink_chunks").units()
        + account.history(keyspace, "flink_sink_progress").units();
  }

  private JobID insert(Flink.With with) throws Exception {
    flink.run("CREATE TABLE numbers (id INT, PRIMARY KEY (id) NOT ENFORCED)" + with);
    flink.set("execution.checkpointing.interval", "1 s");
    return flink
        .run("INSERT INTO numbers SELECT id FROM source")
        .getJobClient()
        .orElseThrow()
        .getJobID();
  }
}
