package io.cosmoscassandra.flink.it.cosmos;

import static org.assertj.core.api.Assertions.assertThat;

import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import io.cosmoscassandra.embedded.CassandraExtension;
import io.cosmoscassandra.embedded.cosmos.CosmosStandIn;
import io.cosmoscassandra.embedded.cosmos.History;
import io.cosmoscassandra.flink.it.kit.Flink;
import io.cosmoscassandra.flink.it.kit.OperatorMetrics;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.table.api.TableResult;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.flink.types.Row;
import org.apache.flink.util.CloseableIterator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Reads of an account of Azure Cosmos DB keep to what it grants, and say what they cost. */
class CosmosScanIT {

  private static final int ROWS = 1_000;
  private static final int BYTES_OF_ROW = 1_000;
  private static final String PAGES_OF_SOME_ROWS = "16 kb";

  private static final OperatorMetrics metrics = OperatorMetrics.ofSources();

  @RegisterExtension static final CassandraExtension cassandra = CassandraExtension.singleNode();

  @RegisterExtension
  static final MiniClusterExtension cluster =
      Flink.cluster(metrics.reportedBy(new Configuration()));

  private final Flink flink = Flink.session();
  private String keyspace;
  private CosmosStandIn account;

  @BeforeEach
  void fillTable() {
    keyspace = cassandra.createKeyspace();
    cassandra
        .session()
        .execute("CREATE TABLE %s.numbers (id int PRIMARY KEY, note text)".formatted(keyspace));
    PreparedStatement insert =
        cassandra
            .session()
            .prepare("INSERT INTO %s.numbers (id, note) VALUES (?, ?)".formatted(keyspace));
    String note = "n".repeat(BYTES_OF_ROW);
    IntStream.rangeClosed(1, ROWS).forEach(n -> cassandra.session().execute(insert.bind(n, note)));
  }

  @AfterEach
  void stop() {
    account.close();
  }

  private void start(double throughput) throws Exception {
    account =
        CosmosStandIn.inFrontOf(cassandra.contactPoint())
            .behaviour(Cosmos.withoutConflicts(throughput))
            .start();
  }

  private JobID readAll(Flink.With with) throws Exception {
    flink.run("CREATE TABLE numbers (id INT, note STRING)" + with);
    TableResult result = flink.run("SELECT id, CHAR_LENGTH(note) FROM numbers");
    List<String> rows = new ArrayList<>();
    try (CloseableIterator<Row> found = result.collect()) {
      found.forEachRemaining(row -> rows.add(row.toString()));
    }
    assertThat(rows)
        .containsExactlyInAnyOrderElementsOf(
            IntStream.rangeClosed(1, ROWS)
                .mapToObj(n -> "+I[%d, %d]".formatted(n, BYTES_OF_ROW))
                .toList());
    return result.getJobClient().orElseThrow().getJobID();
  }

  @Test
  void unitsOfTheReadAreCounted() throws Exception {
    start(100_000);

    JobID job =
        readAll(
            Cosmos.with(account, keyspace, "numbers").and("scan.page-size", PAGES_OF_SOME_ROWS));

    double units = account.history(keyspace, "numbers").units();
    assertThat(units).isGreaterThanOrEqualTo((double) ROWS * BYTES_OF_ROW / 1_024);
    assertThat((double) metrics.counted(job, "cassandra.requestUnits"))
        .as("what the pages cost: all but the request that asks whether the table is empty")
        .isBetween(units * 0.9, units);
    assertThat(metrics.counted(job, "cassandra.requests")).isGreaterThan(ROWS / 100);
  }

  @Test
  void aReadThatIsThrottledFindsAllRows() throws Exception {
    start(400);

    JobID job =
        readAll(
            Cosmos.with(account, keyspace, "numbers").and("scan.page-size", PAGES_OF_SOME_ROWS));

    assertThat(metrics.counted(job, "cassandra.throttles")).isPositive();
    assertThat(metrics.counted(job, "cassandra.retries"))
        .isGreaterThanOrEqualTo(metrics.counted(job, "cassandra.throttles"));
  }

  @Test
  void limitOfUnitsIsSharedByTheSubtasks() throws Exception {
    int limit = 300;
    start(100_000);

    readAll(
        Cosmos.with(account, keyspace, "numbers")
            .and("scan.page-size", PAGES_OF_SOME_ROWS)
            .and("scan.rate-limit.request-units-per-second", Integer.toString(limit)));

    History history = account.history(keyspace, "numbers");
    List<History.Second> seconds = history.seconds();
    assertThat(seconds.get(seconds.size() - 1).second() - seconds.get(0).second())
        .as("seconds that %.0f units take at %d a second", history.units(), limit)
        .isGreaterThanOrEqualTo((long) (history.units() / limit) - 1);
  }
}
