package io.cosmoscassandra.flink.it.lookup;

import static org.assertj.core.api.Assertions.assertThat;

import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import io.cosmoscassandra.embedded.CassandraExtension;
import io.cosmoscassandra.embedded.proxy.ClientRequest;
import io.cosmoscassandra.embedded.proxy.FaultPolicy;
import io.cosmoscassandra.embedded.proxy.FaultProxy;
import io.cosmoscassandra.embedded.proxy.Opcode;
import io.cosmoscassandra.embedded.proxy.RequestFault;
import io.cosmoscassandra.flink.it.kit.Flink;
import io.cosmoscassandra.flink.it.kit.Seed;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Requests that lookups take, counted on their way to the node, where some keys are frequent. */
class LookupRequestsIT {

  private static final int KEYS = 1_000;
  private static final int LOOKUPS = 10_000;

  @RegisterExtension static final CassandraExtension cassandra = CassandraExtension.singleNode();

  @RegisterExtension static final MiniClusterExtension cluster = Flink.cluster();

  private final AtomicLong requests = new AtomicLong();
  private final Flink flink = Flink.session();
  private FaultProxy proxy;
  private String keyspace;

  @BeforeEach
  void createTable() throws Exception {
    keyspace = cassandra.createKeyspace();
    cassandra
        .session()
        .execute("CREATE TABLE %s.names (id int PRIMARY KEY, name text)".formatted(keyspace));
    PreparedStatement insert =
        cassandra
            .session()
            .prepare("INSERT INTO %s.names (id, name) VALUES (?, ?)".formatted(keyspace));
    for (int id = 0; id < KEYS; id++) {
      cassandra.session().execute(insert.bind(id, "name " + id));
    }
    proxy = FaultProxy.inFrontOf(cassandra.node());
    // As far away as a server usually is, so that lookups are in flight together.
    proxy.setPolicy(
        FaultPolicy.always(RequestFault.delay(Duration.ofMillis(3))).when(this::countIfLookup));
    flink.set("table.exec.async-lookup.buffer-capacity", "256");
    flink.run(skewedKeys());
  }

  @AfterEach
  void closeProxy() {
    proxy.close();
  }

  private boolean countIfLookup(ClientRequest request) {
    boolean isLookup = request.opcode() == Opcode.EXECUTE && request.mentions(".names");
    if (isLookup) {
      requests.incrementAndGet();
    }
    return isLookup;
  }

  /** Keys by Zipf's law: the second is half as frequent as the first. */
  private static String skewedKeys() {
    return "CREATE TABLE clicks (n BIGINT, id AS CAST(POWER(%d, RAND(%d)) AS INT) - 1, proc AS PROCTIME()) WITH ('connector' = 'datagen', 'fields.n.kind' = 'sequence', 'fields.n.start' = '1', 'fields.n.end' = '%d')"
        .formatted(KEYS, (int) Seed.ofThisRun(), LOOKUPS);
  }

  private void join(Flink.With options) throws Exception {
    flink.run("CREATE TABLE names (id INT, name STRING) " + options);
    List<String> rows =
        flink.printedRows(
            "SELECT c.id, name FROM clicks AS c JOIN names FOR SYSTEM_TIME AS OF c.proc AS n ON"
                + " c.id = n.id");
    assertThat(rows).hasSize(LOOKUPS).allMatch(row -> row.matches("\\+I\\[(\\d+), name \\1]"));
    System.out.printf(
        "LookupRequestsIT: %d lookups, %d requests, %.3f for each%n",
        LOOKUPS, requests.get(), (double) requests.get() / LOOKUPS);
  }

  private Flink.With options() {
    return Flink.with(proxy.contactPoint(), keyspace, "names");
  }

  @Test
  void lookupsOfAKeyInFlightShareItsRequest() throws Exception {
    join(options());

    assertThat((double) requests.get() / LOOKUPS).isLessThanOrEqualTo(0.6);
  }

  @Test
  void cachedKeysTakeNoRequests() throws Exception {
    join(options().and("lookup.cache", "PARTIAL").and("lookup.partial-cache.max-rows", "100000"));

    assertThat((double) requests.get() / LOOKUPS).isLessThanOrEqualTo(0.2);
  }

  @Test
  void copyOfTheTableTakesNoLookups() throws Exception {
    join(
        options()
            .and("lookup.cache", "FULL")
            .and("lookup.full-cache.periodic-reload.interval", "1 h"));

    assertThat(requests.get()).isLessThanOrEqualTo(KEYS / 10);
  }
}
