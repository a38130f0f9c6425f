package io.cosmoscassandra.flink.it.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.datastax.oss.driver.api.core.cql.BatchStatement;
import com.datastax.oss.driver.api.core.cql.BatchStatementBuilder;
import com.datastax.oss.driver.api.core.cql.BatchType;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import io.cosmoscassandra.embedded.CassandraExtension;
import io.cosmoscassandra.embedded.proxy.ClientRequest;
import io.cosmoscassandra.embedded.proxy.FaultProxy;
import io.cosmoscassandra.embedded.proxy.Opcode;
import io.cosmoscassandra.embedded.proxy.RequestFault;
import io.cosmoscassandra.flink.it.kit.Flink;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.flink.types.Row;
import org.apache.flink.util.CloseableIterator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The rows that a query gets, and the requests that it takes, counted on their way to the node. */
@Tag("compatibility")
class SelectIT {

  private static final int PARTITIONS = 200;
  private static final int ROWS_PER_PARTITION = 20;

  @RegisterExtension static final CassandraExtension cassandra = CassandraExtension.singleNode();

  @RegisterExtension static final MiniClusterExtension cluster = Flink.cluster();

  /** The statements that read the table, once for each time that one is executed. */
  private final ConcurrentLinkedQueue<String> requests = new ConcurrentLinkedQueue<>();

  private FaultProxy proxy;
  private String keyspace;
  private Flink flink;

  @BeforeEach
  void createTable() {
    keyspace = cassandra.createKeyspace();
    createOrders();
    proxy = FaultProxy.inFrontOf(cassandra.node());
    proxy.setPolicy(this::note);
    flink = Flink.session();
    declare(flink);
  }

  private void createOrders() {
    cql(
        "CREATE TABLE orders (customer text, order_id bigint, line int, note text, shop text"
            + " STATIC, PRIMARY KEY (customer, order_id, line)) WITH CLUSTERING ORDER BY (order_id"
            + " DESC, line ASC)");
  }

  private void declare(Flink session) {
    session
        .tables()
        .executeSql(
            "CREATE TABLE orders (customer STRING, order_id BIGINT, line INT, note STRING, PRIMARY"
                + " KEY (customer, order_id, line) NOT ENFORCED) "
                + Flink.with(proxy.contactPoint(), keyspace, "orders"));
  }

  @AfterEach
  void closeProxy() {
    proxy.close();
  }

  private RequestFault note(ClientRequest request) {
    if (request.opcode() == Opcode.EXECUTE) {
      request.queries().stream().filter(query -> query.contains(keyspace)).forEach(requests::add);
    }
    return RequestFault.forward();
  }

  private void cql(String statement) {
    cassandra.session().execute(statement.replaceFirst("(TABLE|INTO) ", "$1 " + keyspace + "."));
  }

  private void fill() {
    PreparedStatement insert =
        cassandra
            .session()
            .prepare(
                "INSERT INTO %s.orders (customer, order_id, line, note) VALUES (?, ?, ?, ?)"
                    .formatted(keyspace));
    for (int p = 0; p < PARTITIONS; p++) {
      BatchStatementBuilder partition = BatchStatement.builder(BatchType.UNLOGGED);
      for (int r = 0; r < ROWS_PER_PARTITION; r++) {
        partition.addStatement(insert.bind("c" + p, (long) r / 2, r % 2, "note " + p + "/" + r));
      }
      cassandra.session().execute(partition.build());
    }
  }

  private List<String> select(String sql) throws Exception {
    return flink.rows(sql).stream().map(Row::toString).toList();
  }

  @Test
  @Tag("servers")
  void everyRowIsReadOnce() throws Exception {
    fill();

    assertThat(select("SELECT note FROM orders"))
        .containsExactlyInAnyOrderElementsOf(
            IntStream.range(0, PARTITIONS)
                .boxed()
                .flatMap(
                    p ->
                        IntStream.range(0, ROWS_PER_PARTITION)
                            .mapToObj(r -> "+I[note " + p + "/" + r + "]"))
                .toList());
  }

  @Test
  void anEmptyTableTakesOneRequest() throws Exception {
    assertThat(select("SELECT * FROM orders")).isEmpty();

    assertThat(requests).isEmpty(); // The one request that finds it empty is not prepared.
  }

  @Test
  void aPartitionIsOneRequest() throws Exception {
    fill();

    assertThat(select("SELECT note FROM orders WHERE customer = 'c7'"))
        .hasSize(ROWS_PER_PARTITION)
        .allMatch(note -> note.startsWith("+I[note 7/"));
    assertThat(requests).allMatch(query -> query.contains("customer = ?")).hasSizeBetween(1, 2);
  }

  @Test
  void listedPartitionsAreAskedForAndNoOther() throws Exception {
    fill();

    assertThat(
            select(
                "SELECT note FROM orders WHERE customer IN ('c1', 'c2', 'c3', 'c4', 'none') AND"
                    + " order_id = 3 AND line = 1"))
        .containsExactlyInAnyOrder("+I[note 1/7]", "+I[note 2/7]", "+I[note 3/7]", "+I[note 4/7]");
    assertThat(requests).allMatch(query -> query.contains("customer = ?")).hasSize(5);
  }

  @Test
  @Tag("servers")
  void aRangeOfAClusteringColumnIsReadAlone() throws Exception {
    fill();

    assertThat(
            select(
                "SELECT note FROM orders WHERE customer = 'c7' AND order_id >= 2 AND order_id < 4"))
        .containsExactlyInAnyOrder("+I[note 7/4]", "+I[note 7/5]", "+I[note 7/6]", "+I[note 7/7]");
    assertThat(requests)
        .allMatch(query -> query.contains("order_id >= ? AND order_id < ?"))
        .hasSize(1);
  }

  @Test
  void conditionsThatCqlLacksAreEvaluatedByFlink() throws Exception {
    fill();

    assertThat(select("SELECT order_id FROM orders WHERE note LIKE '% 7/19' AND customer <> 'c1'"))
        .containsExactly("+I[9]");
  }

  @Test
  void aLimitEndsTheReading() throws Exception {
    fill();

    assertThat(select("SELECT note FROM orders LIMIT 5")).hasSize(5);

    assertThat(requests).hasSizeLessThanOrEqualTo(2 * 8);
  }

  @Test
  @Tag("servers")
  void aggregatesAreComputedByTheServer() throws Exception {
    fill();
    cql("INSERT INTO orders (customer, shop) VALUES ('without rows', 'corner')");
    cql("INSERT INTO orders (customer, order_id, line) VALUES ('without a note', 5, 0)");
    flink = batchSession();

    assertThat(select("SELECT COUNT(*), COUNT(note), MIN(order_id), MAX(note) FROM orders"))
        .containsExactly("+I[4001, 4000, 0, note 99/9]");
    assertThat(requests)
        .isNotEmpty()
        .allMatch(
            query ->
                query.startsWith(
                    "SELECT count(order_id), count(note), min(order_id), max(note) FROM "));
  }

  @Test
  void aggregatesOfAPartitionAreOneRequest() throws Exception {
    fill();
    flink = batchSession();

    assertThat(select("SELECT COUNT(*) FROM orders WHERE customer = 'c7' AND order_id > 4"))
        .containsExactly("+I[10]");
    assertThat(requests).hasSize(1);
  }

  @Test
  void aggregatesThatFlinkSeesDifferentlyAreLeftToFlink() throws Exception {
    fill();
    flink = batchSession();

    assertThat(select("SELECT COUNT(DISTINCT customer), SUM(line), AVG(order_id) FROM orders"))
        .containsExactly("+I[200, 2000, 4]");
    assertThat(select("SELECT COUNT(*) FROM orders WHERE note LIKE '%/1'"))
        .containsExactly("+I[200]");
  }

  @Test
  void anEmptyTableHasNoRowsAndNoLargestValue() throws Exception {
    flink = batchSession();

    assertThat(select("SELECT COUNT(*), MAX(order_id) FROM orders")).containsExactly("+I[0, null]");
  }

  private Flink batchSession() {
    Flink batch = Flink.batchSession();
    declare(batch);
    return batch;
  }

  @Test
  void aPartitionWithoutRowsIsNoRow() throws Exception {
    cql("INSERT INTO orders (customer, shop) VALUES ('c1', 'corner')");
    cql("INSERT INTO orders (customer, order_id, line) VALUES ('c2', 1, 1)");

    assertThat(select("SELECT customer FROM orders")).containsExactly("+I[c2]");
    assertThat(select("SELECT line FROM orders WHERE customer = 'c1'")).isEmpty();
  }

  @Test
  @Tag("servers")
  void metadataOfARowIsRead() throws Exception {
    cql(
        "INSERT INTO orders (customer, order_id, line, note) VALUES ('c1', 1, 1, 'x')"
            + " USING TIMESTAMP 1700000000123456 AND TTL 86400");
    flink
        .tables()
        .executeSql(
            "CREATE TABLE with_metadata (customer STRING, order_id BIGINT, line INT, note STRING,"
                + " changed TIMESTAMP_LTZ(6) METADATA FROM 'writetime', seconds INT METADATA FROM"
                + " 'ttl', of_note TIMESTAMP_LTZ(6) METADATA FROM 'writetime(note)' VIRTUAL, place"
                + " BIGINT METADATA FROM 'token' VIRTUAL, PRIMARY KEY (customer, order_id, line)"
                + " NOT ENFORCED) "
                + Flink.with(proxy.contactPoint(), keyspace, "orders"));

    try (CloseableIterator<Row> result =
        flink
            .tables()
            .executeSql("SELECT changed, of_note, seconds, place, note FROM with_metadata")
            .collect()) {
      Row row = result.next();
      Instant written = Instant.ofEpochSecond(1_700_000_000L, 123_456_000);
      assertThat(row.getField("changed")).isEqualTo(written);
      assertThat(row.getField("of_note")).isEqualTo(written);
      assertThat(row.<Integer>getFieldAs("seconds")).isBetween(80_000, 86_400);
      assertThat(row.<Long>getFieldAs("place")).isEqualTo(tokenOf("c1"));
      assertThat(row.getField("note")).isEqualTo("x");
      assertThat(result).isExhausted();
    }
  }

  private long tokenOf(String customer) {
    return cassandra
        .session()
        .execute("SELECT token(customer) FROM " + keyspace + ".orders WHERE customer = ?", customer)
        .one()
        .getLong(0);
  }

  @Test
  void aTableThatIsCreatedAnewWhileItIsReadEndsTheJob() throws Exception {
    fill();
    flink
        .tables()
        .executeSql(
            "CREATE TABLE slow WITH ('scan.rate-limit.rows-per-second' = '100', 'scan.page-size' ="
                + " '1 kb') LIKE orders");
    try (CloseableIterator<Row> rows = flink.tables().executeSql("SELECT * FROM slow").collect()) {
      rows.next();
      cql("DROP TABLE orders");
      createOrders();

      assertThatThrownBy(() -> rows.forEachRemaining(row -> {}))
          .satisfies(
              failure ->
                  assertThat(Flink.stackTrace(failure))
                      .containsAnyOf(
                          "was dropped, or dropped and created again", "does not exist"));
    }
  }

  @Test
  @Tag("servers")
  void aTableIsCopiedIntoAnother() throws Exception {
    fill();
    cql(
        "CREATE TABLE copies (customer text, order_id bigint, line int, note text,"
            + " PRIMARY KEY (customer, order_id, line))");
    flink
        .tables()
        .executeSql(
            "CREATE TABLE copies (customer STRING, order_id BIGINT, line INT, note STRING, PRIMARY"
                + " KEY (customer, order_id, line) NOT ENFORCED) "
                + Flink.with(proxy.contactPoint(), keyspace, "copies"));

    flink.run("INSERT INTO copies SELECT * FROM orders");

    assertThat(
            cassandra
                .session()
                .execute("SELECT count(*) FROM " + keyspace + ".copies")
                .one()
                .getLong(0))
        .isEqualTo(PARTITIONS * ROWS_PER_PARTITION);
  }

  @Test
  void theExplanationShowsWhatIsPushedDown() {
    assertThat(flink.tables().explainSql("SELECT note FROM orders WHERE customer = 'c7'"))
        .contains("filter=[=(customer, _UTF-16LE'c7'");
  }
}
