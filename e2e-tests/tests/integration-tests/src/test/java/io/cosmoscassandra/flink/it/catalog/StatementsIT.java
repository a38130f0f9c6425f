package io.cosmoscassandra.flink.it.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.cosmoscassandra.embedded.CassandraExtension;
import io.cosmoscassandra.embedded.proxy.ClientRequest;
import io.cosmoscassandra.embedded.proxy.FaultProxy;
import io.cosmoscassandra.embedded.proxy.Opcode;
import io.cosmoscassandra.embedded.proxy.RequestFault;
import io.cosmoscassandra.flink.it.kit.Flink;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What DELETE, UPDATE and TRUNCATE do to a table, and the requests that they take. */
@Tag("compatibility")
class StatementsIT {

  @RegisterExtension static final CassandraExtension cassandra = CassandraExtension.singleNode();

  @RegisterExtension static final MiniClusterExtension cluster = Flink.cluster();

  /** The statements that concern the table, once for each time that one is executed. */
  private final ConcurrentLinkedQueue<String> requests = new ConcurrentLinkedQueue<>();

  private String keyspace;
  private FaultProxy proxy;
  private CatalogSession session;

  @BeforeEach
  void createTable() {
    keyspace = cassandra.createKeyspace();
    cql(
        "CREATE TABLE $.orders (customer text, id int, line int, amount int, note text, shop text"
            + " STATIC, PRIMARY KEY (customer, id, line))");
    for (String customer : List.of("Ann", "Bob")) {
      for (int id = 1; id <= 3; id++) {
        cql(
            "INSERT INTO $.orders (customer, id, line, amount, note) VALUES ('%s', %d, 1, %d, 'n')"
                .formatted(customer, id, id * 10));
      }
    }
    proxy = FaultProxy.inFrontOf(cassandra.node());
    proxy.setPolicy(this::note, Opcode.QUERY, Opcode.EXECUTE, Opcode.BATCH);
    session = CatalogSession.with(proxy.contactPoint(), Map.of("default-database", keyspace));
    session.run("USE CATALOG cass");
    requests.clear();
  }

  @AfterEach
  void close() {
    session.close();
    proxy.close();
  }

  private RequestFault note(ClientRequest request) {
    request.queries().stream()
        .filter(query -> query.contains(keyspace + ".orders"))
        .forEach(requests::add);
    return RequestFault.forward();
  }

  private void cql(String statement) {
    cassandra.session().execute(statement.replace("$", keyspace));
  }

  private List<String> ids() {
    return cassandra
        .session()
        .execute("SELECT customer, id, amount FROM %s.orders".formatted(keyspace))
        .all()
        .stream()
        .map(row -> "%s%d=%s".formatted(row.getString(0), row.getInt(1), row.getObject(2)))
        .sorted()
        .toList();
  }

  @Test
  void deleteOfAPartitionIsOneRequest() {
    session.run("DELETE FROM orders WHERE customer = 'Ann'");

    assertThat(ids()).containsExactly("Bob1=10", "Bob2=20", "Bob3=30");
    assertThat(requests).singleElement().asString().contains("DELETE FROM");
  }

  @Test
  @Tag("servers")
  void deleteOfARangeIsOneRequest() {
    session.run("DELETE FROM orders WHERE customer = 'Ann' AND id > 1 AND id <= 3");

    assertThat(ids()).containsExactly("Ann1=10", "Bob1=10", "Bob2=20", "Bob3=30");
    assertThat(requests).hasSize(1);
  }

  @Test
  void deleteOfSomeRowsIsOneRequestForEachPartition() {
    session.run(
        "DELETE FROM orders WHERE customer IN ('Ann', 'Bob') AND id IN (1, 2) AND line = 1");

    assertThat(ids()).containsExactly("Ann3=30", "Bob3=30");
    assertThat(requests).hasSize(2);
  }

  @Test
  void explainingADeleteDeletesNothing() {
    // Flink pushes the condition down before it finds that it cannot explain the statement.
    Throwable unexplained =
        catchThrowable(
            () -> session.flink().tables().explainSql("DELETE FROM orders WHERE customer = 'Ann'"));

    assertThat(unexplained).isInstanceOf(UnsupportedOperationException.class);
    assertThat(ids()).hasSize(6);
    assertThat(requests).isEmpty();
  }

  @Test
  void otherRowsAreFoundAndDeletedOneByOne() {
    session.run("DELETE FROM orders WHERE amount >= 20 AND note = 'n'");

    assertThat(ids()).containsExactly("Ann1=10", "Bob1=10");
  }

  @Test
  void subqueryChoosesWhatIsDeleted() {
    cql("CREATE TABLE $.gone (name text PRIMARY KEY)");
    cql("INSERT INTO $.gone (name) VALUES ('Bob')");

    session.run("DELETE FROM orders WHERE customer IN (SELECT name FROM gone)");

    assertThat(ids()).containsExactly("Ann1=10", "Ann2=20", "Ann3=30");
  }

  @Test
  void deleteWithoutConditionDeletesAllRows() {
    session.run("DELETE FROM orders");

    assertThat(ids()).isEmpty();
  }

  @Test
  void updateByKeyTakesTwoRequests() {
    session.run("UPDATE orders SET amount = 99 WHERE customer = 'Ann' AND id = 2 AND line = 1");

    assertThat(ids())
        .containsExactly("Ann1=10", "Ann2=99", "Ann3=30", "Bob1=10", "Bob2=20", "Bob3=30");
    assertThat(requests).hasSizeLessThanOrEqualTo(2);
    assertThat(requests).anyMatch(r -> r.startsWith("INSERT") && !r.contains("note"));
  }

  @Test
  @Tag("servers")
  void updateComputesWithWhatItFinds() {
    session.run("UPDATE orders SET amount = amount + id, note = CAST(NULL AS STRING) WHERE id > 1");

    assertThat(ids())
        .containsExactly("Ann1=10", "Ann2=22", "Ann3=33", "Bob1=10", "Bob2=22", "Bob3=33");
    assertThat(
            cassandra
                .session()
                .execute("SELECT note FROM %s.orders WHERE customer = 'Ann'".formatted(keyspace))
                .all())
        .extracting(row -> row.getString(0))
        .containsExactly("n", null, null);
  }

  @Test
  void staticColumnIsUpdated() {
    session.run("UPDATE orders SET shop = 'North' WHERE customer = 'Ann'");

    assertThat(session.rows("SELECT DISTINCT customer, shop FROM orders"))
        .containsExactlyInAnyOrder("+I[Ann, North]", "+I[Bob, null]");
  }

  @Test
  void updateOfARowThatIsNotThereWritesNothing() {
    session.run("UPDATE orders SET amount = 1 WHERE customer = 'Zoe' AND id = 1 AND line = 1");

    assertThat(ids()).hasSize(6);
  }

  @Test
  void whatCannotBeUpdatedIsRefused() {
    cql("CREATE TABLE $.hits (page text PRIMARY KEY, n counter)");
    cql("CREATE TABLE $.sums (sum decimal PRIMARY KEY, n int)");
    session.run(
        "CREATE TABLE default_catalog.default_database.sums (`sum` DECIMAL(10, 2), n INT, PRIMARY"
            + " KEY (`sum`) NOT ENFORCED)"
            + Flink.with(proxy.contactPoint(), keyspace, "sums"));
    session.run(
        "CREATE TABLE default_catalog.default_database.keyless (customer STRING, note STRING)"
            + Flink.with(proxy.contactPoint(), keyspace, "orders"));

    assertThat(session.failure("UPDATE orders SET id = 7 WHERE customer = 'Ann'"))
        .contains("cannot set the key column 'id'");
    assertThat(session.failure("UPDATE hits SET n = n + 1")).contains("INSERT INTO");
    assertThat(session.failure("UPDATE default_catalog.default_database.sums SET n = 1"))
        .contains("Declare a decimal as STRING");
    assertThat(session.failure("DELETE FROM default_catalog.default_database.keyless"))
        .contains("none is declared");
  }

  @Test
  void declaredTableIsChanged() {
    session.run(
        "CREATE TABLE default_catalog.default_database.orders (note STRING, line INT, customer"
            + " STRING, amount INT, id INT, PRIMARY KEY (customer, id, line) NOT ENFORCED)"
            + Flink.with(proxy.contactPoint(), keyspace, "orders")
                .and("sink.delivery-guarantee", "exactly-once")
                .and("sink.ignore-null-value", "true"));

    session.run(
        "UPDATE default_catalog.default_database.orders SET amount = amount * 2, note ="
            + " CAST(NULL AS STRING) WHERE customer = 'Ann'");
    session.run("DELETE FROM default_catalog.default_database.orders WHERE amount = 20");

    assertThat(ids()).containsExactly("Ann2=40", "Ann3=60", "Bob1=10", "Bob3=30");
  }

  @Test
  @Tag("servers")
  void truncateIsOneRequest() {
    session.run("TRUNCATE TABLE orders");

    assertThat(ids()).isEmpty();
    assertThat(requests).singleElement().asString().startsWith("TRUNCATE");
  }
}
