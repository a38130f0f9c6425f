package io.cosmoscassandra.flink.it.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.datastax.oss.driver.api.core.cql.Row;
import io.cosmoscassandra.embedded.CassandraExtension;
import io.cosmoscassandra.embedded.proxy.ClientRequest;
import io.cosmoscassandra.embedded.proxy.FaultProxy;
import io.cosmoscassandra.embedded.proxy.Opcode;
import io.cosmoscassandra.embedded.proxy.RequestFault;
import io.cosmoscassandra.flink.it.kit.Flink;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.flink.table.api.PlanReference;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A compiled plan leaves to the server what its query did, in a later session as well. */
class CompiledReadIT {

  private static final int SHOPS = 5;
  private static final int ORDERS = 20;

  @RegisterExtension static final CassandraExtension cassandra = CassandraExtension.singleNode();

  @RegisterExtension static final MiniClusterExtension cluster = Flink.cluster();

  private final ConcurrentLinkedQueue<String> requests = new ConcurrentLinkedQueue<>();

  private FaultProxy proxy;
  private String keyspace;

  @BeforeEach
  void createTables() {
    keyspace = cassandra.createKeyspace();
    cql("CREATE TABLE %s.orders (shop text, id int, note text, PRIMARY KEY (shop, id))");
    cql("CREATE TABLE %s.found (shop text, id int, PRIMARY KEY (shop, id))");
    for (int shop = 0; shop < SHOPS; shop++) {
      for (int id = 0; id < ORDERS; id++) {
        cql(
            "INSERT INTO %%s.orders (shop, id, note) VALUES ('s%d', %d, 'n%d')"
                .formatted(shop, id, id % 2));
      }
    }
    proxy = FaultProxy.inFrontOf(cassandra.node());
    proxy.setPolicy(this::note);
  }

  @AfterEach
  void closeProxy() {
    proxy.close();
  }

  private RequestFault note(ClientRequest request) {
    if (request.opcode() == Opcode.EXECUTE) {
      request.queries().stream().filter(query -> query.contains(".orders")).forEach(requests::add);
    }
    return RequestFault.forward();
  }

  private void cql(String statement) {
    cassandra.session().execute(statement.formatted(keyspace));
  }

  private Flink session(boolean filtering) throws Exception {
    Flink flink = Flink.session();
    flink.run(
        "CREATE TABLE orders (shop STRING, id INT, note STRING, PRIMARY KEY (shop, id) NOT"
            + " ENFORCED)"
            + Flink.with(proxy.contactPoint(), keyspace, "orders")
                .and("scan.allow-filtering", Boolean.toString(filtering)));
    flink.run(
        "CREATE TABLE found (shop STRING, id INT, PRIMARY KEY (shop, id) NOT ENFORCED)"
            + Flink.with(cassandra.contactPoint(), keyspace, "found"));
    return flink;
  }

  private String compiled(String condition) throws Exception {
    return session(true)
        .tables()
        .compilePlanSql("INSERT INTO found SELECT shop, id FROM orders WHERE " + condition)
        .asJsonString();
  }

  private static void execute(String plan, Flink session) throws Exception {
    session.tables().loadPlan(PlanReference.fromJsonString(plan)).execute().await();
  }

  private List<String> found() {
    return cassandra
        .session()
        .execute("SELECT shop, id FROM %s.found".formatted(keyspace))
        .all()
        .stream()
        .map(CompiledReadIT::shown)
        .sorted()
        .toList();
  }

  private static String shown(Row row) {
    return row.getString(0) + "/" + row.getInt(1);
  }

  @Test
  void conditionsOnTheKeyAreLeftToTheServer() throws Exception {
    String plan = compiled("shop IN ('s1', 's3') AND id >= 18");

    execute(plan, session(true));

    assertThat(found()).containsExactly("s1/18", "s1/19", "s3/18", "s3/19");
    assertThat(requests).hasSize(2).allMatch(query -> query.endsWith("shop = ? AND id >= ?"));
  }

  @Test
  void conditionsOutsideOfTheKeyAreLeftToTheServer() throws Exception {
    String plan = compiled("note = 'n1' AND id > 17");

    execute(plan, session(true));

    assertThat(found()).containsExactly("s0/19", "s1/19", "s2/19", "s3/19", "s4/19");
    assertThat(requests).isNotEmpty().allMatch(query -> query.endsWith(" ALLOW FILTERING"));
  }

  @Test
  void aPlanWhoseConditionsTheServerMayNotEvaluateAnyMoreIsRefused() throws Exception {
    String plan = compiled("note = 'n1' AND id > 17");

    Throwable failure = catchThrowable(() -> execute(plan, session(false)));

    assertThat(Flink.messages(failure))
        .anyMatch(message -> message.contains("predicates should be accepted"));
    assertThat(found()).isEmpty();
  }
}
