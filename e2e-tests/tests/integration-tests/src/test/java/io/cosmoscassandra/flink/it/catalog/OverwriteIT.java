package io.cosmoscassandra.flink.it.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.cosmoscassandra.embedded.CassandraExtension;
import io.cosmoscassandra.embedded.proxy.Action;
import io.cosmoscassandra.embedded.proxy.ClientRequest;
import io.cosmoscassandra.embedded.proxy.ErrorCode;
import io.cosmoscassandra.embedded.proxy.FaultPolicy;
import io.cosmoscassandra.embedded.proxy.FaultProxy;
import io.cosmoscassandra.embedded.proxy.RequestFault;
import io.cosmoscassandra.flink.it.kit.Flink;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What INSERT OVERWRITE leaves of a table. */
@Tag("compatibility")
class OverwriteIT {

  @RegisterExtension static final CassandraExtension cassandra = CassandraExtension.singleNode();

  @RegisterExtension static final MiniClusterExtension cluster = Flink.cluster();

  private String keyspace;
  private FaultProxy proxy;
  private CatalogSession session;

  @BeforeEach
  void createTable() {
    keyspace = cassandra.createKeyspace();
    cql(
        "CREATE TABLE $.orders (customer text, id int, amount int, note text, shop text STATIC,"
            + " tags set<text>, PRIMARY KEY (customer, id))");
    for (String customer : List.of("Ann", "Bob")) {
      cql("INSERT INTO $.orders (customer, shop) VALUES ('%s', 'North')".formatted(customer));
      for (int id = 1; id <= 3; id++) {
        cql(
            "INSERT INTO $.orders (customer, id, amount, note, tags) VALUES ('%s', %d, %d, 'old',"
                    .formatted(customer, id, id * 10)
                + " {'old'})");
      }
    }
    cql("INSERT INTO $.orders (customer, shop) VALUES ('Cid', 'North')");
    proxy = FaultProxy.inFrontOf(cassandra.node());
    session = CatalogSession.with(proxy.contactPoint(), Map.of("default-database", keyspace));
    session.run("USE CATALOG cass");
  }

  @AfterEach
  void close() {
    session.close();
    proxy.close();
  }

  private void cql(String statement) {
    cassandra.session().execute(statement.replace("$", keyspace));
  }

  private List<String> rows() {
    return cassandra
        .session()
        .execute("SELECT customer, id, amount, note, shop, tags FROM %s.orders".formatted(keyspace))
        .all()
        .stream()
        .map(
            row ->
                "%s %s %s %s %s %s"
                    .formatted(
                        row.getString(0),
                        row.getObject(1),
                        row.getObject(2),
                        row.getString(3),
                        row.getString(4),
                        row.getSet(5, String.class)))
        .sorted()
        .toList();
  }

  private void declare(String guarantee) {
    session.run(
        "CREATE TABLE default_catalog.default_database.orders (customer STRING, id INT, amount INT,"
            + " note STRING, PRIMARY KEY (customer, id) NOT ENFORCED)"
            + Flink.with(proxy.contactPoint(), keyspace, "orders")
                .and("sink.delivery-guarantee", guarantee));
  }

  private boolean removes(ClientRequest request) {
    return concerns(request, "DELETE FROM");
  }

  private boolean concerns(ClientRequest request, String statement) {
    return request.queries().stream()
        .anyMatch(query -> query.startsWith(statement) && query.contains(keyspace + ".orders"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"at-least-once", "exactly-once"})
  @Tag("servers")
  void tableHasTheRowsOfTheQueryAndNoOthers(String guarantee) {
    declare(guarantee);

    session.run(
        "INSERT OVERWRITE default_catalog.default_database.orders VALUES ('Ann', 2, 99, 'new'),"
            + " ('Ann', 7, 70, 'new'), ('Dan', 1, 10, 'new')");

    assertThat(rows())
        .containsExactly("Ann 2 99 new null []", "Ann 7 70 new null []", "Dan 1 10 new null []");
  }

  @Test
  void columnsThatAreNotNamedAreEmptied() {
    session.run("INSERT OVERWRITE orders (customer, id, amount) VALUES ('Ann', 2, 99)");

    assertThat(rows()).containsExactly("Ann 2 99 null null []");
  }

  @Test
  void anEmptyQueryEmptiesTheTable() {
    session.run(
        "INSERT OVERWRITE orders (customer, id) SELECT customer, id FROM orders WHERE amount < 0");

    assertThat(rows()).isEmpty();
  }

  @Test
  void rowsThatOthersWriteMeanwhileStay() {
    cql(
        "INSERT INTO $.orders (customer, id, note) VALUES ('Ann', 9, 'other') USING TIMESTAMP "
            + Long.MAX_VALUE / 2);

    session.run("INSERT OVERWRITE orders (customer, id, note) VALUES ('Ann', 2, 'new')");

    assertThat(rows()).containsExactly("Ann 2 null new null []", "Ann 9 null other null []");
  }

  /** The shuffle before the sink ends before a row is written. */
  @ParameterizedTest
  @ValueSource(strings = {"at-least-once", "exactly-once"})
  void queryMayReadTheTableThatItOverwrites(String guarantee) {
    declare(guarantee);

    session.run(
        "INSERT OVERWRITE default_catalog.default_database.orders SELECT customer, id + 1, amount +"
            + " 1, note FROM default_catalog.default_database.orders WHERE id < 3");

    assertThat(rows())
        .containsExactly(
            "Ann 2 11 old null []",
            "Ann 3 21 old null []",
            "Bob 2 11 old null []",
            "Bob 3 21 old null []");
  }

  @Test
  void queryThatFailsChangesNothing() {
    declare("at-least-once");
    List<String> before = rows();

    assertThat(
            session.failure(
                "INSERT OVERWRITE default_catalog.default_database.orders SELECT customer, id, 10 /"
                    + " (id - 3), note FROM default_catalog.default_database.orders"))
        .contains("Job execution failed");

    assertThat(rows()).isEqualTo(before);
  }

  @Test
  void explainingRemovesNothing() {
    List<String> before = rows();

    assertThat(
            session
                .flink()
                .tables()
                .explainSql(
                    "INSERT OVERWRITE orders (customer, id) SELECT customer, id FROM orders"))
        .contains("orders");

    assertThat(rows()).isEqualTo(before);
  }

  @Test
  void manyPartitionsAreReplacedThoughTheServerIsOverloaded() {
    int partitions = 600;
    for (int i = 0; i < partitions; i++) {
      cql("INSERT INTO $.orders (customer, id, note) VALUES ('c%d', 1, 'old')".formatted(i));
    }
    AtomicInteger asked = new AtomicInteger();
    proxy.setPolicy(
        request ->
            (removes(request) || concerns(request, "SELECT DISTINCT"))
                    && asked.getAndIncrement() % 4 == 0
                ? RequestFault.overloaded("busy")
                : RequestFault.forward());

    session.run(
        "INSERT OVERWRITE orders (customer, id, note) SELECT customer, 2, 'new' FROM orders WHERE"
            + " customer >= 'c' AND id = 1");

    assertThat(rows())
        .hasSize(partitions)
        .allSatisfy(row -> assertThat(row).endsWith(" 2 null new null []"));
    assertThat(asked).hasValueGreaterThan(partitions);
  }

  @Test
  void afterAFailureNothingIsLostAndTheStatementCanBeRepeated() {
    proxy.setPolicy(
        FaultPolicy.always(RequestFault.answer(ErrorCode.UNAUTHORIZED, "no right"))
            .when(this::removes));
    String overwrite = "INSERT OVERWRITE orders (customer, id, note) VALUES ('Ann', 2, 'new')";

    assertThat(session.failure(overwrite))
        .contains("INSERT OVERWRITE of table %s.orders failed".formatted(keyspace))
        .contains("The statement can be repeated, unless it reads the table that it overwrites.");

    assertThat(rows())
        .hasSize(7)
        .contains(
            "Ann 1 10 old North [old]", "Ann 2 20 new North [old]", "Bob 2 20 old North [old]");
    proxy.setPolicy(FaultPolicy.none());
    session.run(overwrite);
    assertThat(rows()).containsExactly("Ann 2 null new null []");
  }

  @Test
  void removalThatFailsIsStartedAgainAlone() {
    session.flink().set("restart-strategy.type", "fixed-delay");
    session.flink().set("restart-strategy.fixed-delay.attempts", "1");
    proxy.setPolicy(
        FaultPolicy.always(RequestFault.answer(ErrorCode.UNAUTHORIZED, "no right"))
            .times(1)
            .when(this::removes));

    session.run("INSERT OVERWRITE orders (customer, id, note) VALUES ('Ann', 2, 'new')");

    assertThat(proxy.count(Action.ANSWERED)).isEqualTo(1);
    assertThat(rows()).containsExactly("Ann 2 null new null []");
  }

  @Test
  void whatCannotBeOverwrittenIsRefused() throws Exception {
    cql("CREATE TABLE $.hits (page text PRIMARY KEY, n counter)");
    session.run(
        "CREATE TABLE default_catalog.default_database.timed (customer STRING, id INT, note STRING,"
            + " `at` TIMESTAMP_LTZ(6) METADATA FROM 'writetime', PRIMARY KEY (customer, id) NOT"
            + " ENFORCED)"
            + Flink.with(proxy.contactPoint(), keyspace, "orders"));
    List<String> before = rows();

    assertThat(session.failure("INSERT OVERWRITE hits VALUES ('a', CAST(1 AS BIGINT))"))
        .contains("INSERT OVERWRITE of table %s.hits is not possible.".formatted(keyspace))
        .contains("A counter that was deleted cannot be counted again");
    assertThat(
            session.failure(
                "INSERT OVERWRITE default_catalog.default_database.timed VALUES ('Ann', 1, 'x',"
                    + " CURRENT_TIMESTAMP)"))
        .contains("Leave out the metadata column 'writetime'");
    assertThat(
            session.failure(
                "INSERT OVERWRITE orders PARTITION (customer = 'Ann') SELECT id, amount, note,"
                    + " shop, tags FROM orders"))
        .contains("Static partition column 'customer' should be in the partition keys list []");
    session.run(
        "CREATE TABLE default_catalog.default_database.account (customer STRING, id INT, PRIMARY"
            + " KEY (customer, id) NOT ENFORCED)"
            + Flink.with(proxy.contactPoint(), keyspace, "orders").and("dialect", "cosmos"));
    assertThat(
            session.failure(
                "INSERT OVERWRITE default_catalog.default_database.account VALUES ('Ann', 1)"))
        .contains("With dialect 'cosmos' a delete may take later rows, too.");
    Flink streaming = Flink.session();
    streaming.run(
        "CREATE TABLE orders (customer STRING, id INT, PRIMARY KEY (customer, id) NOT ENFORCED)"
            + Flink.with(proxy.contactPoint(), keyspace, "orders"));
    assertThat(Flink.stackTrace(streaming.failure("INSERT OVERWRITE orders VALUES ('Ann', 1)")))
        .contains("SET 'execution.runtime-mode' = 'batch'");

    assertThat(rows()).isEqualTo(before);
  }
}
