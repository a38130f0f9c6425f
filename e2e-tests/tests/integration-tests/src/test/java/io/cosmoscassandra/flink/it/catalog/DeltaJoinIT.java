package io.cosmoscassandra.flink.it.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import com.datastax.oss.driver.api.core.cql.Row;
import io.cosmoscassandra.embedded.CassandraExtension;
import io.cosmoscassandra.flink.it.kit.Flink;
import java.util.List;
import java.util.Map;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The index that the catalog declares on the partition key, and the joins that use it. */
@Tag("compatibility")
@EnabledIf(value = "flinkKnowsIndexes", disabledReason = "Flink 2.1 is the first that does")
class DeltaJoinIT {

  @RegisterExtension static final CassandraExtension cassandra = CassandraExtension.singleNode();

  @RegisterExtension static final MiniClusterExtension cluster = Flink.cluster();

  private static final String JOIN =
      "INSERT INTO joined SELECT c.customer, o.n, o.amount, c.city FROM customers AS c JOIN orders"
          + " AS o ON c.customer = o.customer";

  private final CatalogSession session = CatalogSession.of(Flink.session());
  private String keyspace;

  static boolean flinkKnowsIndexes() {
    try {
      Class<?> unused = Class.forName("org.apache.flink.table.catalog.Index");
      return true;
    } catch (ClassNotFoundException e) {
      return false;
    }
  }

  @BeforeEach
  void createTables() {
    keyspace = cassandra.createKeyspace();
    cql("CREATE TABLE $.customers (customer text PRIMARY KEY, city text)");
    cql("CREATE TABLE $.orders (customer text, n int, amount int, PRIMARY KEY (customer, n))");
    cql(
        "CREATE TABLE $.joined (customer text, city text, n int, amount int, PRIMARY KEY (customer,"
            + " n))");
    for (String customer : List.of("Ann", "Bob", "Eve")) {
      cql(
          "INSERT INTO $.customers (customer, city) VALUES ('%s', '%s')"
              .formatted(customer, "City of " + customer));
    }
    for (int n = 1; n <= 3; n++) {
      cql("INSERT INTO $.orders (customer, n, amount) VALUES ('Ann', %d, %d)".formatted(n, n * 10));
    }
    cql("INSERT INTO $.orders (customer, n, amount) VALUES ('Bob', 1, 7)");
    cql("INSERT INTO $.orders (customer, n, amount) VALUES ('Zoe', 1, 8)");
    session.run(
        CatalogSession.create(
            "cass",
            cassandra.contactPoint(),
            Map.of(
                "default-database", keyspace, "table.sink.delivery-guarantee", "at-least-once")));
    session.run("USE CATALOG cass");
  }

  @AfterEach
  void closeSession() {
    session.close();
  }

  private void cql(String statement) {
    cassandra.session().execute(statement.replace("$", keyspace));
  }

  private String indexes(String table) {
    return session.flink().tables().from(table).getResolvedSchema().getIndexes().toString();
  }

  @Test
  void partitionKeyIsTheOnlyIndex() {
    cql(
        "CREATE TABLE $.readings (day date, device text, at timestamp, PRIMARY KEY ((device, day),"
            + " at))");

    assertThat(indexes("orders")).contains("(`customer`)").doesNotContain("`n`");
    assertThat(indexes("readings")).containsOnlyOnce("(`device`, `day`)");
    assertThat(session.rows("SHOW CREATE TABLE readings").toString()).contains("PRIMARY KEY");
  }

  @Test
  void joinOnThePartitionKeysLooksBothSidesUp() {
    String plan = session.rows("EXPLAIN " + JOIN).toString();
    session.run(JOIN);

    assertThat(plan).contains("DeltaJoin(");
    assertThat(joined()).containsExactlyInAnyOrder("Ann 1 10", "Ann 2 20", "Ann 3 30", "Bob 1 7");
  }

  @Test
  void joinKeepsItsRowsInStateWhereThatIsWanted() {
    session.flink().set("table.optimizer.delta-join.strategy", "NONE");

    String plan = session.rows("EXPLAIN " + JOIN).toString();
    session.run(JOIN);

    assertThat(plan).doesNotContain("DeltaJoin(").contains("Join(");
    assertThat(joined()).containsExactlyInAnyOrder("Ann 1 10", "Ann 2 20", "Ann 3 30", "Bob 1 7");
  }

  @Test
  void tableWithAnIndexIsAModelOfOthers() {
    session.run("CREATE TABLE copied LIKE orders");

    assertThat(indexes("copied")).contains("(`customer`)");
  }

  private List<String> joined() {
    return cassandra.session().execute("SELECT * FROM %s.joined".formatted(keyspace)).all().stream()
        .map(DeltaJoinIT::text)
        .toList();
  }

  private static String text(Row row) {
    String customer = row.getString("customer");
    assertThat(row.getString("city")).isEqualTo("City of " + customer);
    return "%s %d %d".formatted(customer, row.getInt("n"), row.getInt("amount"));
  }
}
