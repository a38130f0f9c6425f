package io.cosmoscassandra.flink.it.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.cosmoscassandra.embedded.CassandraExtension;
import io.cosmoscassandra.embedded.proxy.ClientRequest;
import io.cosmoscassandra.embedded.proxy.FaultProxy;
import io.cosmoscassandra.embedded.proxy.Opcode;
import io.cosmoscassandra.embedded.proxy.RequestFault;
import io.cosmoscassandra.flink.it.kit.Flink;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.flink.table.api.PlanReference;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.flink.types.Row;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Queries of parts of rows: the server is asked for as little as CQL can select. */
class NestedProjectionIT {

  @RegisterExtension static final CassandraExtension cassandra = CassandraExtension.singleNode();

  @RegisterExtension static final MiniClusterExtension cluster = Flink.cluster();

  private final ConcurrentLinkedQueue<String> requests = new ConcurrentLinkedQueue<>();
  private final Flink flink = Flink.batchSession();

  private FaultProxy proxy;
  private String keyspace;

  @BeforeEach
  void createTable() {
    keyspace = cassandra.createKeyspace();
    cql("CREATE TYPE %s.place (city text, \"Zip\" int)");
    cql("CREATE TYPE %s.address (street text, place frozen<place>)");
    cql(
        "CREATE TABLE %s.people (home frozen<place>, id int, address address, size"
            + " tuple<int, frozen<place>>, address_street text, address_place_city text,"
            + " PRIMARY KEY (home, id))");
    cql(
        "INSERT INTO %s.people (home, id, address, size, address_street, address_place_city) VALUES"
            + " ({city: 'Ulm', \"Zip\": 89073}, 1, {street: 'Main', place: {city: 'Bonn', \"Zip\":"
            + " 53111}}, (7, {city: 'Rome', \"Zip\": 118}), 'A', 'Z')");
    cql(
        "INSERT INTO %s.people (home, id, address, address_street, address_place_city) VALUES"
            + " ({city: 'Ulm'}, 2, {street: 'High'}, 'B', 'Y')");
    cql("INSERT INTO %s.people (home, id, address_street) VALUES ({city: 'Ulm'}, 3, 'Main')");
    proxy = FaultProxy.inFrontOf(cassandra.node());
    proxy.setPolicy(this::note);
    declare(flink);
  }

  private void declare(Flink session) {
    session
        .tables()
        .executeSql(
            "CREATE TABLE people (home ROW<city STRING, `Zip` INT>, id INT, address ROW<street"
                + " STRING, place ROW<`Zip` INT, city STRING>>, size ROW<a INT, b ROW<city STRING,"
                + " `Zip` INT>>, address_street STRING, address_place_city STRING, PRIMARY KEY"
                + " (home, id) NOT ENFORCED) "
                + Flink.with(proxy.contactPoint(), keyspace, "people"));
  }

  @AfterEach
  void closeProxy() {
    proxy.close();
  }

  private RequestFault note(ClientRequest request) {
    if (request.opcode() == Opcode.EXECUTE) {
      request.queries().stream().filter(q -> q.contains(".people")).forEach(requests::add);
    }
    return RequestFault.forward();
  }

  private void cql(String statement) {
    cassandra.session().execute(statement.formatted(keyspace));
  }

  @Test
  void fieldsOfUserDefinedTypesAreSelectedAlone() throws Exception {
    assertThat(flink.rows("SELECT id, address.street, address.place.`Zip` FROM people"))
        .containsExactlyInAnyOrder(
            Row.of(1, "Main", 53111), Row.of(2, "High", null), Row.of(3, null, null));
    assertThat(requests)
        .isNotEmpty()
        .allMatch(query -> query.contains("address.street, address.place.\"Zip\" FROM"));
  }

  @Test
  void anInnerRowIsSelectedWhole() throws Exception {
    assertThat(flink.rows("SELECT id, address.place FROM people"))
        .containsExactlyInAnyOrder(
            Row.of(1, Row.of(53111, "Bonn")), Row.of(2, null), Row.of(3, null));
    assertThat(requests).isNotEmpty().allMatch(query -> query.contains("address.place FROM"));
  }

  /** CQL selects no elements of tuples, and the key comes with each row in any case. */
  @Test
  void partsOfTuplesAndOfTheKeyAreTakenOutOfTheWholeValue() throws Exception {
    assertThat(flink.rows("SELECT id, home.`Zip`, size.b.city FROM people"))
        .containsExactlyInAnyOrder(
            Row.of(1, 89073, "Rome"), Row.of(2, null, null), Row.of(3, null, null));
    assertThat(requests).isNotEmpty().allMatch(query -> query.startsWith("SELECT home, id, size "));
  }

  /** Flink calls the part {@code address.street} as a column of the table is called. */
  @Test
  void conditionsOnPartsAreNotThoseOnColumnsOfTheirName() throws Exception {
    assertThat(flink.rows("SELECT id FROM people WHERE address.street = 'Main'"))
        .containsExactly(Row.of(1));
    assertThat(flink.rows("SELECT id FROM people WHERE address.place.city < 'C'"))
        .containsExactly(Row.of(1));
    assertThat(flink.rows("SELECT id FROM people WHERE address_street = 'Main'"))
        .containsExactly(Row.of(3));
    assertThat(
            flink.rows(
                "SELECT id, address.street, address_street FROM people"
                    + " WHERE address.street = 'High' AND address_street = 'B'"))
        .containsExactly(Row.of(2, "High", "B"));
  }

  @Test
  void aggregatesOfPartsAreNotThoseOfColumnsOfTheirName() throws Exception {
    assertThat(
            flink.rows(
                "SELECT MAX(address.street), MIN(address.place.city), COUNT(address.street)"
                    + " FROM people"))
        .containsExactly(Row.of("Main", "Bonn", 2L));
    assertThat(flink.rows("SELECT MIN(address.street) FROM people"))
        .containsExactly(Row.of("High"));
  }

  @Test
  void aCompiledPlanReadsTheSame() throws Exception {
    cql("CREATE TABLE %s.streets (id int PRIMARY KEY, street text)");
    Flink streaming = Flink.session();
    declare(streaming);
    streaming.run(
        "CREATE TABLE streets (id INT, street STRING, PRIMARY KEY (id) NOT ENFORCED) "
            + Flink.with(cassandra.contactPoint(), keyspace, "streets"));
    String plan =
        streaming
            .tables()
            .compilePlanSql("INSERT INTO streets SELECT id, address.street FROM people")
            .asJsonString();

    streaming.tables().loadPlan(PlanReference.fromJsonString(plan)).execute().await();

    assertThat(cassandra.session().execute("SELECT id, street FROM " + keyspace + ".streets").all())
        .extracting(row -> row.getInt(0) + " " + row.getString(1))
        .containsExactlyInAnyOrder("1 Main", "2 High", "3 null");
  }

  /** The planner leaves the parts to Flink. */
  @Test
  void aLookupReadsWholeColumns() throws Exception {
    String query =
        "SELECT p.id, o.address.street FROM (SELECT home, id, PROCTIME() AS proc FROM people) AS p"
            + " JOIN people FOR SYSTEM_TIME AS OF p.proc AS o ON p.home = o.home AND p.id = o.id";

    assertThat(flink.rows(query))
        .containsExactlyInAnyOrder(Row.of(1, "Main"), Row.of(2, "High"), Row.of(3, null));
  }
}
