package io.cosmoscassandra.flink.it.read;

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
import io.cosmoscassandra.flink.it.kit.Flink;
import io.cosmoscassandra.flink.it.kit.Seed;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Requests for rows that fail: which failures pass, and what a job says about the others. */
class ReadFaultsIT {

  private static final int ROWS = 500;
  private static final int PARTITIONS = 60;
  private static final int TOMBSTONES = 100;

  @RegisterExtension static final CassandraExtension cassandra = CassandraExtension.singleNode();

  @RegisterExtension static final MiniClusterExtension cluster = Flink.cluster();

  private FaultProxy proxy;
  private Flink flink;
  private String keyspace;

  @BeforeEach
  void createTable() {
    keyspace = cassandra.createKeyspace();
    cassandra
        .session()
        .execute("CREATE TABLE %s.numbers (number int PRIMARY KEY)".formatted(keyspace));
    PreparedStatement insert =
        cassandra
            .session()
            .prepare("INSERT INTO %s.numbers (number) VALUES (?)".formatted(keyspace));
    IntStream.range(0, ROWS).forEach(i -> cassandra.session().execute(insert.bind(i)));
    proxy = FaultProxy.inFrontOf(cassandra.node());
    flink = Flink.session();
    flink
        .tables()
        .executeSql(
            "CREATE TABLE numbers (number INT) "
                + Flink.with(proxy.contactPoint(), keyspace, "numbers")
                    .and("scan.page-size", "1 kb")
                    .and("request.timeout", "3 s")
                    .and("scan.retry.timeout", "60 s"));
  }

  @AfterEach
  void closeProxy() {
    proxy.close();
  }

  private static boolean isRead(ClientRequest request) {
    return request.opcode() == Opcode.EXECUTE;
  }

  @Test
  void readsThatFailForAWhileAreRetried() throws Exception {
    assertReadsAreRetried("numbers");

    assertThat(proxy.protocolVersions()).containsExactly(5);
  }

  @Test
  void readsThatFailForAWhileAreRetriedInTheVersionOfCosmosAsWell() throws Exception {
    flink
        .tables()
        .executeSql(
            "CREATE TABLE numbers_of_v4 WITH ('driver.advanced.protocol.version' = 'V4')"
                + " LIKE numbers");
    assertReadsAreRetried("numbers_of_v4");

    assertThat(proxy.protocolVersions()).containsExactly(4);
  }

  private void assertReadsAreRetried(String table) throws Exception {
    proxy.setPolicy(
        FaultPolicy.anyOf(
                Seed.ofThisRun(),
                RequestFault.forward(),
                RequestFault.answer(ErrorCode.READ_TIMEOUT, "as the test wants it"),
                RequestFault.answer(ErrorCode.UNAVAILABLE, "as the test wants it"),
                RequestFault.answer(ErrorCode.READ_FAILURE, "as the test wants it"),
                RequestFault.overloaded("as the test wants it"),
                RequestFault.dropResponse(),
                RequestFault.cut())
            .times(40)
            .when(ReadFaultsIT::isRead));

    assertEveryNumberIsReadOnce(table);
  }

  @Test
  void readTimeoutsAreAnsweredBySmallerPages() throws Exception {
    proxy.setPolicy(
        FaultPolicy.always(RequestFault.answer(ErrorCode.READ_TIMEOUT, "as the test wants it"))
            .times(3)
            .when(ReadFaultsIT::isRead));

    assertEveryNumberIsReadOnce("numbers");
  }

  @Test
  void aReadThatIsNotAllowedEndsTheJob() {
    proxy.setPolicy(
        FaultPolicy.always(
                RequestFault.answer(ErrorCode.UNAUTHORIZED, "User bob has no SELECT permission"))
            .when(ReadFaultsIT::isRead));

    assertThat(Flink.stackTrace(failure()))
        .contains("Reading table " + keyspace + ".numbers failed")
        .contains("User bob has no SELECT permission");
  }

  @Test
  void readsAreNotRetriedForEver() {
    flink
        .tables()
        .executeSql(
            "CREATE TABLE impatient WITH ('scan.retry.timeout' = '1 s') LIKE numbers"
                + " (OVERWRITING OPTIONS)");
    proxy.setPolicy(
        FaultPolicy.always(RequestFault.answer(ErrorCode.UNAVAILABLE, "as the test wants it"))
            .when(ReadFaultsIT::isRead));

    assertThat(Flink.stackTrace(failureOf("SELECT * FROM impatient")))
        .contains("Reading table " + keyspace + ".numbers did not succeed within")
        .contains("'scan.retry.timeout'");
  }

  /** A node that passes few tombstones, and a table with many: each partition alone has few. */
  @Test
  void rangesWithTooManyTombstonesAreReadInParts() throws Exception {
    try (CassandraNode node =
            CassandraNode.builder()
                .yaml("tombstone_warn_threshold", "500")
                .yaml("tombstone_failure_threshold", "1000")
                .start();
        CqlSession session = node.connect()) {
      session.execute(
          "CREATE KEYSPACE shop WITH replication = {'class': 'SimpleStrategy',"
              + " 'replication_factor': 1}");
      session.execute("CREATE TABLE shop.lines (id int, line int, PRIMARY KEY (id, line))");
      PreparedStatement insert = session.prepare("INSERT INTO shop.lines (id, line) VALUES (?, ?)");
      PreparedStatement delete =
          session.prepare("DELETE FROM shop.lines WHERE id = ? AND line = ?");
      for (int id = 0; id < PARTITIONS; id++) {
        for (int line = 0; line < TOMBSTONES; line++) {
          session.execute(delete.bind(id, line));
        }
        session.execute(insert.bind(id, TOMBSTONES));
      }
      flink
          .tables()
          .executeSql(
              "CREATE TABLE lines (id INT, line INT) "
                  + Flink.with(node.contactPoint(), "shop", "lines"));

      assertThat(collect("SELECT id FROM lines"))
          .containsExactlyInAnyOrderElementsOf(IntStream.range(0, PARTITIONS).boxed().toList());
    }
  }

  private Throwable failure() {
    return failureOf("SELECT * FROM numbers");
  }

  private Throwable failureOf(String query) {
    return catchThrowable(() -> collect(query));
  }

  private void assertEveryNumberIsReadOnce(String table) throws Exception {
    assertThat(collect("SELECT * FROM " + table))
        .containsExactlyInAnyOrderElementsOf(IntStream.range(0, ROWS).boxed().toList());
  }

  private List<Integer> collect(String query) throws Exception {
    return flink.rows(query).stream().map(row -> row.<Integer>getFieldAs(0)).toList();
  }
}
