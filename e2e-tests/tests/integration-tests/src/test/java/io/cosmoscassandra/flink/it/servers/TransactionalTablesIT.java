package io.cosmoscassandra.flink.it.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DefaultConsistencyLevel;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import io.cosmoscassandra.embedded.CassandraExtension;
import io.cosmoscassandra.embedded.CassandraNode;
import io.cosmoscassandra.flink.it.kit.CapturedLog;
import io.cosmoscassandra.flink.it.kit.Flink;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.logging.log4j.Level;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Tables whose statements Cassandra 6 runs as transactions (Accord). {@code
 * -Dtransactional.nodes=3} takes a ring of three nodes.
 */
@Tag("transactional")
class TransactionalTablesIT {

  private static final int ROWS = 300;

  @RegisterExtension
  static final CassandraExtension cassandra =
      Integer.getInteger("transactional.nodes", 1) == 3
          ? CassandraExtension.threeNodes().withHeap("512m")
          : CassandraExtension.singleNode();

  @RegisterExtension static final MiniClusterExtension cluster = Flink.cluster();

  private String keyspace;
  private Flink flink;

  @BeforeEach
  void createTable() {
    keyspace = cassandra.createKeyspace();
    createOrders(cassandra.session(), keyspace, "transactional_mode = 'full'");
    flink = Flink.session();
  }

  private static void createOrders(CqlSession session, String keyspace, String options) {
    session.execute(
        "CREATE TABLE %s.orders (customer text, id int, note text, PRIMARY KEY (customer, id)) WITH %s"
            .formatted(keyspace, options));
  }

  private void declare(Flink.With with) throws Exception {
    flink.run(
        "CREATE TABLE orders (customer STRING, id INT, note STRING, PRIMARY KEY (customer, id) NOT"
            + " ENFORCED)"
            + with);
  }

  private Flink.With with() {
    return with(cassandra.contactPoint(), keyspace);
  }

  private static Flink.With with(InetSocketAddress node, String keyspace) {
    return Flink.with(node, keyspace, "orders");
  }

  private static String values(int rows) {
    return IntStream.range(0, rows)
        .mapToObj(i -> "('c%d', %d, 'note %d')".formatted(i % 20, i, i))
        .collect(Collectors.joining(", "));
  }

  private List<String> orders() {
    return orders(cassandra.session(), keyspace);
  }

  private static List<String> orders(CqlSession session, String keyspace) {
    return session
        .execute(
            SimpleStatement.newInstance("SELECT customer, id, note FROM " + keyspace + ".orders")
                .setConsistencyLevel(DefaultConsistencyLevel.QUORUM))
        .all()
        .stream()
        .map(row -> row.getString(0) + row.getInt(1) + " " + row.getString(2))
        .sorted()
        .toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"exactly-once", "at-least-once"})
  void rowsAreWrittenAndRead(String guarantee) throws Exception {
    declare(with().and("sink.delivery-guarantee", guarantee));

    flink.run("INSERT INTO orders VALUES " + values(ROWS));

    assertThat(orders()).hasSize(ROWS);
    assertThat(flink.rows("SELECT * FROM orders")).hasSize(ROWS);
    assertThat(flink.printedRows("SELECT note FROM orders WHERE customer = 'c3' AND id = 23"))
        .containsExactly("+I[note 23]");
  }

  @Test
  void rowsAreLookedUp() throws Exception {
    declare(with());
    flink.run("INSERT INTO orders VALUES " + values(ROWS));
    flink.run(
        "CREATE TEMPORARY VIEW clicks AS SELECT customer, id, PROCTIME() AS proc FROM (VALUES"
            + " ('c1', 21), ('c2', 2), ('none', 2)) AS v(customer, id)");

    assertThat(
            flink.printedRows(
                "SELECT o.note FROM clicks AS c JOIN orders FOR SYSTEM_TIME AS OF c.proc AS o ON"
                    + " o.customer = c.customer AND o.id = c.id"))
        .containsExactlyInAnyOrder("+I[note 21]", "+I[note 2]");
  }

  @Test
  void updatesAndDeletesOfAQueryArrive() throws Exception {
    declare(with());
    flink.run(
        "CREATE TEMPORARY VIEW sales AS SELECT * FROM (VALUES ('a', 1), ('a', 2), ('b', 1), ('a',"
            + " 1)) AS t (customer, id)");

    flink.run(
        "INSERT INTO orders SELECT customer, id, 'once' FROM (SELECT customer, id, COUNT(*) AS n"
            + " FROM sales GROUP BY customer, id) WHERE n = 1");

    assertThat(orders()).containsExactly("a2 once", "b1 once");
  }

  @Test
  void rowsHaveTheirTimeToLiveAndTheirWriteTime() throws Exception {
    flink.run(
        "CREATE TABLE orders (customer STRING, id INT, note STRING, `at` TIMESTAMP_LTZ(6) METADATA"
            + " FROM 'writetime', PRIMARY KEY (customer, id) NOT ENFORCED)"
            + with().and("sink.ttl", "1 h"));
    flink.run(
        "INSERT INTO orders VALUES "
            + IntStream.range(0, ROWS)
                .mapToObj(i -> "('c%d', %d, 'x', TO_TIMESTAMP_LTZ(%d, 3))".formatted(i % 20, i, i))
                .collect(Collectors.joining(", ")));

    List<Row> rows =
        cassandra
            .session()
            .execute(
                SimpleStatement.newInstance(
                        "SELECT id, ttl(note), writetime(note) FROM " + keyspace + ".orders")
                    .setConsistencyLevel(DefaultConsistencyLevel.QUORUM))
            .all();
    assertThat(rows)
        .hasSize(ROWS)
        .allSatisfy(row -> assertThat(row.getInt(1)).isBetween(2_000, 3_600))
        .allSatisfy(row -> assertThat(row.getLong(2)).isEqualTo(row.getInt(0) * 1_000L));
  }

  @Test
  void statementsChangeRows() throws Exception {
    flink = Flink.batchPlannerSession();
    declare(with());
    flink.run("INSERT INTO orders VALUES " + values(40));

    flink.run("DELETE FROM orders WHERE customer = 'c3'");
    flink.run("DELETE FROM orders WHERE customer = 'c4' AND id > 20");
    flink.run("UPDATE orders SET note = 'new' WHERE id = 5");

    assertThat(orders())
        .hasSize(37)
        .doesNotContain("c33 note 3", "c323 note 23", "c424 note 24")
        .contains("c44 note 4", "c55 new");
    flink.run("INSERT OVERWRITE orders VALUES ('c6', 6, 'last'), ('z', 1, 'last')");
    assertThat(orders()).containsExactly("c66 last", "z1 last");
    flink.run("TRUNCATE TABLE orders");
    assertThat(orders()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"consistency-level", "driver.basic.request.consistency"})
  void levelOfADatacenterIsRejectedForWriting(String option) throws Exception {
    declare(with().and(option, "LOCAL_QUORUM"));

    assertRejected(option, flink.failure("INSERT INTO orders VALUES ('a', 1, 'x')"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"consistency-level", "scan.consistency-level"})
  void levelOfADatacenterIsRejectedForReading(String option) throws Exception {
    declare(with().and(option, "LOCAL_QUORUM"));

    assertRejected(option, catchThrowable(() -> flink.rows("SELECT * FROM orders")));
  }

  private static void assertRejected(String option, Throwable failure) {
    assertThat(Flink.stackTrace(failure))
        .contains(
            "Option '%s' is LOCAL_QUORUM, which the server does not support for a table with transactional_mode = 'full'. Set it to QUORUM, or remove it."
                .formatted(option));
  }

  /** Its parts migrate one by one, so that the server still runs transactions. */
  @Test
  void tableThatIsNoLongerToBeTransactionalIsWrittenAndRead() throws Exception {
    cassandra
        .session()
        .execute("ALTER TABLE %s.orders WITH transactional_mode = 'off'".formatted(keyspace));
    declare(with());

    flink.run("INSERT INTO orders VALUES " + values(ROWS));

    assertThat(flink.printedRows("SELECT note FROM orders WHERE customer = 'c3' AND id = 23"))
        .containsExactly("+I[note 23]");
  }

  @Test
  void committerTablesAreOrdinaryWhereOthersAreTransactional() throws Exception {
    try (CassandraNode node =
            CassandraNode.builder()
                .yaml("accord", "{enabled: true, default_transactional_mode: full}")
                .start();
        CqlSession session = node.connect()) {
      createKeyspace(session);
      declare(
          with(node.contactPoint(), "shop")
              .and("sink.delivery-guarantee", "exactly-once")
              .and("sink.create-table", "true"));

      flink.run("INSERT INTO orders VALUES " + values(ROWS));

      assertThat(orders(session, "shop")).hasSize(ROWS);
      assertThat(description(session, "orders")).contains("transactional_mode = 'full'");
      assertThat(description(session, "flink_sink_chunks")).contains("transactional_mode = 'off'");
      assertThat(description(session, "flink_sink_progress"))
          .contains("transactional_mode = 'off'");
    }
  }

  private static void createKeyspace(CqlSession session) {
    session.execute(
        "CREATE KEYSPACE shop WITH replication = {'class': 'SimpleStrategy', 'replication_factor':"
            + " 1}");
  }

  private static String description(CqlSession session, String table) {
    return session.execute("DESCRIBE TABLE shop." + table).one().getString("create_statement");
  }

  @Test
  void transactionalCommitterTablesAreUsedWithAWarning() throws Exception {
    declare(
        with()
            .and("sink.delivery-guarantee", "exactly-once")
            .and("sink.committer.create-tables.options", "transactional_mode = 'full'"));
    try (CapturedLog log = CapturedLog.of(Level.WARN)) {
      flink.run("INSERT INTO orders VALUES " + values(ROWS));

      assertThat(log.messages())
          .anyMatch(message -> message.contains("has transactional_mode = 'full'"));
    }
    assertThat(orders()).hasSize(ROWS);
  }
}
