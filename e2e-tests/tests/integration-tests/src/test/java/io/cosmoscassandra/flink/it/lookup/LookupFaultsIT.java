package io.cosmoscassandra.flink.it.lookup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import io.cosmoscassandra.embedded.CassandraExtension;
import io.cosmoscassandra.embedded.CassandraNode;
import io.cosmoscassandra.embedded.proxy.ClientRequest;
import io.cosmoscassandra.embedded.proxy.ErrorCode;
import io.cosmoscassandra.embedded.proxy.FaultPolicy;
import io.cosmoscassandra.embedded.proxy.FaultProxy;
import io.cosmoscassandra.embedded.proxy.Opcode;
import io.cosmoscassandra.embedded.proxy.RequestFault;
import io.cosmoscassandra.flink.it.kit.DriverThreads;
import io.cosmoscassandra.flink.it.kit.Flink;
import io.cosmoscassandra.flink.it.kit.Seed;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.flink.types.Row;
import org.apache.flink.util.CloseableIterator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Lookups that fail: which failures pass, and what a job says about the others. */
class LookupFaultsIT {

  private static final int ROWS = 500;

  @RegisterExtension static final CassandraExtension cassandra = CassandraExtension.singleNode();

  @RegisterExtension static final MiniClusterExtension cluster = Flink.cluster();

  private final Flink flink = Flink.session();
  private FaultProxy proxy;
  private String keyspace;

  @BeforeEach
  void createTable() throws Exception {
    keyspace = cassandra.createKeyspace();
    fill(cassandra.session(), keyspace);
    proxy = FaultProxy.inFrontOf(cassandra.node());
    declare(
        "numbers",
        Flink.with(proxy.contactPoint(), keyspace, "numbers")
            .and("request.timeout", "1 s")
            .and("lookup.retry.timeout", "60 s"));
    flink.run(
        "CREATE TABLE arrivals (n INT, proc AS PROCTIME()) WITH ('connector' = 'datagen',"
            + " 'fields.n.kind' = 'sequence', 'fields.n.start' = '0', 'fields.n.end' = '"
            + (ROWS - 1)
            + "', 'rows-per-second' = '1000')");
  }

  private void declare(String name, Flink.With options) throws Exception {
    flink.run("CREATE TABLE " + name + " (n INT, twice INT) " + options);
  }

  private static void fill(CqlSession session, String keyspace) {
    session.execute("CREATE TABLE %s.numbers (n int PRIMARY KEY, twice int)".formatted(keyspace));
    PreparedStatement insert =
        session.prepare("INSERT INTO %s.numbers (n, twice) VALUES (?, ?)".formatted(keyspace));
    IntStream.range(0, ROWS).forEach(n -> session.execute(insert.bind(n, 2 * n)));
  }

  @AfterEach
  void closeProxy() {
    proxy.close();
  }

  private static boolean isLookup(ClientRequest request) {
    return request.opcode() == Opcode.EXECUTE;
  }

  private static String join(String table) {
    return "SELECT s.n, twice FROM arrivals AS s JOIN "
        + table
        + " FOR SYSTEM_TIME AS OF s.proc AS t ON s.n = t.n";
  }

  private static List<String> everyNumber() {
    return IntStream.range(0, ROWS).mapToObj(n -> "+I[%d, %d]".formatted(n, 2 * n)).toList();
  }

  @Test
  void failuresThatPassAreRetried() throws Exception {
    proxy.setPolicy(
        FaultPolicy.anyOf(
                Seed.ofThisRun(),
                RequestFault.forward(),
                RequestFault.answer(ErrorCode.READ_TIMEOUT, "as the test wants it"),
                RequestFault.answer(ErrorCode.UNAVAILABLE, "as the test wants it"),
                RequestFault.overloaded("as the test wants it"),
                RequestFault.dropResponse(),
                RequestFault.cut())
            .times(60)
            .when(LookupFaultsIT::isLookup));

    try (DriverThreads threads = DriverThreads.watch()) {
      assertThat(flink.printedRows(join("numbers")))
          .containsExactlyInAnyOrderElementsOf(everyNumber());
      assertThat(threads.sleepers()).isEmpty();
    }
  }

  @Test
  void lookupThatIsNotAllowedEndsTheJob() {
    proxy.setPolicy(
        FaultPolicy.always(
                RequestFault.answer(ErrorCode.UNAUTHORIZED, "User bob has no SELECT permission"))
            .when(LookupFaultsIT::isLookup));

    assertThat(Flink.stackTrace(failure("numbers")))
        .containsPattern("Looking up n=\\d+ in table " + keyspace + ".numbers failed")
        .contains("User bob has no SELECT permission");
  }

  @Test
  void lookupsAreNotRetriedForEver() throws Exception {
    declare(
        "impatient",
        Flink.with(proxy.contactPoint(), keyspace, "numbers").and("lookup.retry.timeout", "1 s"));
    proxy.setPolicy(
        FaultPolicy.always(RequestFault.answer(ErrorCode.UNAVAILABLE, "as the test wants it"))
            .when(LookupFaultsIT::isLookup));

    assertThat(Flink.stackTrace(failure("impatient")))
        .containsPattern(
            "Looking up n=\\d+ in table " + keyspace + ".numbers did not succeed within")
        .contains("'lookup.retry.timeout'");
  }

  private Throwable failure(String table) {
    return catchThrowable(() -> flink.printedRows(join(table)));
  }

  /** The node is away while it restarts, and the connections with it. */
  @Test
  void jobOutlastsANodeThatRestarts() throws Exception {
    try (CassandraNode node = CassandraNode.builder().durableWrites().start();
        DriverThreads threads = DriverThreads.watch()) {
      try (CqlSession session = node.connect()) {
        session.execute(
            "CREATE KEYSPACE shop WITH replication = {'class': 'SimpleStrategy',"
                + " 'replication_factor': 1}");
        fill(session, "shop");
      }
      declare(
          "restarted",
          Flink.with(node.contactPoint(), "shop", "numbers").and("request.timeout", "2 s"));
      flink.set("table.exec.async-lookup.buffer-capacity", "10");
      flink.run("ALTER TABLE arrivals SET ('rows-per-second' = '50')");
      List<String> rows = new ArrayList<>();
      try (CloseableIterator<Row> result = flink.tables().executeSql(join("restarted")).collect()) {
        rows.add(result.next().toString());
        node.kill();
        node.restart();
        result.forEachRemaining(row -> rows.add(row.toString()));
      }

      assertThat(rows).containsExactlyInAnyOrderElementsOf(everyNumber());
      assertThat(threads.sleepers()).isEmpty();
    }
  }
}
