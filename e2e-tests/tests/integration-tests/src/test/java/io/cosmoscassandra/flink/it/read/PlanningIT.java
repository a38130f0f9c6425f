package io.cosmoscassandra.flink.it.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.cosmoscassandra.embedded.CassandraExtension;
import io.cosmoscassandra.embedded.proxy.ClientRequest;
import io.cosmoscassandra.embedded.proxy.FaultPolicy;
import io.cosmoscassandra.embedded.proxy.FaultProxy;
import io.cosmoscassandra.embedded.proxy.Opcode;
import io.cosmoscassandra.embedded.proxy.RequestFault;
import io.cosmoscassandra.flink.it.kit.Flink;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a query asks the database while it is planned. */
class PlanningIT {

  @RegisterExtension static final CassandraExtension cassandra = CassandraExtension.singleNode();

  @RegisterExtension static final MiniClusterExtension cluster = Flink.cluster();

  private final Flink flink = Flink.batchSession();
  private FaultProxy proxy;
  private String keyspace;

  @BeforeEach
  void declareTable() throws Exception {
    keyspace = cassandra.createKeyspace();
    proxy = FaultProxy.inFrontOf(cassandra.node());
    flink.run(
        "CREATE TABLE names (id INT, name STRING, PRIMARY KEY (id) NOT ENFORCED)"
            + Flink.with(proxy.contactPoint(), keyspace, "names").and("request.timeout", "300 ms"));
  }

  @AfterEach
  void closeProxy() {
    proxy.close();
  }

  private void createTable() {
    cassandra
        .session()
        .execute("CREATE TABLE %s.names (id int PRIMARY KEY, name text)".formatted(keyspace));
  }

  /** The condition needs the key, and the planner the number of rows. */
  @Test
  void oneSessionAnswersAllQuestions() {
    createTable();
    AtomicInteger sessions = new AtomicInteger();
    proxy.setPolicy(
        FaultPolicy.none().when(request -> sessions.incrementAndGet() > 0), Opcode.REGISTER);

    String plan = flink.tables().explainSql("SELECT name FROM names WHERE id = 1");

    assertThat(plan).contains("filter=[=(id, 1)]");
    assertThat(sessions).hasValue(1);
  }

  @Test
  void definitionThatCannotBeReadIsNamed() {
    try (Flink.KeptSession shared =
        flink.keepSession(
            proxy.contactPoint(),
            Map.of("request.timeout", "300 ms", "connection.timeout", "300 ms"))) {
      proxy.setPolicy(
          FaultPolicy.always(RequestFault.dropResponse()).when(PlanningIT::readsSchema),
          Opcode.QUERY);
      createTable();

      assertThat(
              Flink.messages(
                  flink.failure(
                      "EXPLAIN SELECT name FROM names /*+ OPTIONS('connection.timeout' = '300 ms')"
                          + " */ WHERE id = 1")))
          .anySatisfy(
              message ->
                  assertThat(message)
                      .startsWith("Could not read the definition of table " + keyspace + ".names: ")
                      .endsWith("Check the database, or increase 'request.timeout'."));
    }
  }

  private static boolean readsSchema(ClientRequest request) {
    return request.mentions("system_schema");
  }
}
