package io.cosmoscassandra.flink.it.read;

import static org.assertj.core.api.Assertions.assertThat;

import com.datastax.oss.driver.api.core.CqlSession;
import io.cosmoscassandra.embedded.CassandraExtension;
import io.cosmoscassandra.embedded.CassandraNode;
import io.cosmoscassandra.embedded.proxy.ClientRequest;
import io.cosmoscassandra.embedded.proxy.ErrorCode;
import io.cosmoscassandra.embedded.proxy.FaultPolicy;
import io.cosmoscassandra.embedded.proxy.FaultProxy;
import io.cosmoscassandra.embedded.proxy.Opcode;
import io.cosmoscassandra.embedded.proxy.RequestFault;
import io.cosmoscassandra.flink.it.kit.Flink;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.flink.types.Row;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Conditions on columns outside of the key: who evaluates them, and that no row is missed. */
class FilterIT {

  private static final int ROWS = 400;

  @RegisterExtension static final CassandraExtension cassandra = CassandraExtension.singleNode();

  @RegisterExtension static final MiniClusterExtension cluster = Flink.cluster();

  private final ConcurrentLinkedQueue<String> requests = new ConcurrentLinkedQueue<>();
  private final Flink flink = Flink.batchSession();

  private FaultProxy proxy;
  private String keyspace;

  @BeforeEach
  void createTable() {
    keyspace = cassandra.createKeyspace();
    cql(
        "CREATE TABLE %s.books (book_id int PRIMARY KEY, title text, pages int, shelf text)"
            .formatted(keyspace));
    proxy = FaultProxy.inFrontOf(cassandra.node());
    proxy.setPolicy(this::note);
    declare("books", true);
    declare("unfiltered", false);
  }

  private void fill() {
    for (int i = 0; i < ROWS; i++) {
      cql(
          "INSERT INTO %s.books (book_id, title, pages, shelf) VALUES (%d, 'Book %d', %d, '%s')"
              .formatted(keyspace, i, i % 10, i, i % 2 == 0 ? "A" : "a"));
    }
  }

  private void declare(String name, boolean filtering) {
    declare(name, proxy.contactPoint(), keyspace, filtering);
  }

  private void declare(String name, InetSocketAddress node, String in, boolean filtering) {
    flink
        .tables()
        .executeSql(
            "CREATE TABLE "
                + name
                + " (book_id INT, title STRING, pages INT, shelf STRING, PRIMARY KEY (book_id) NOT"
                + " ENFORCED) "
                + Flink.with(node, in, "books")
                    .and("scan.allow-filtering", Boolean.toString(filtering)));
  }

  @AfterEach
  void closeProxy() {
    proxy.close();
  }

  private RequestFault note(ClientRequest request) {
    if (isRead(request)) {
      requests.addAll(request.queries());
    }
    return RequestFault.forward();
  }

  private static boolean isRead(ClientRequest request) {
    return request.opcode() == Opcode.EXECUTE
        && request.queries().stream().anyMatch(query -> query.contains(".books"));
  }

  private void cql(String statement) {
    cassandra.session().execute(statement);
  }

  private List<Integer> ids(String query) throws Exception {
    return flink.rows(query).stream().map(row -> row.<Integer>getFieldAs(0)).toList();
  }

  private static List<Integer> numbers(int from, int to) {
    return IntStream.range(from, to).boxed().toList();
  }

  @Test
  void theServerFiltersRows() throws Exception {
    fill();

    assertThat(ids("SELECT book_id FROM books WHERE pages >= 390 AND title = 'Book 5'"))
        .containsExactly(395);
    assertThat(requests)
        .isNotEmpty()
        .allMatch(query -> query.contains("pages >= ?") && query.contains("title = ?"))
        .allMatch(query -> query.endsWith(" ALLOW FILTERING"));
  }

  @Test
  void withoutFilteringFlinkFiltersRows() throws Exception {
    fill();

    assertThat(ids("SELECT book_id FROM unfiltered WHERE pages >= 390"))
        .containsExactlyInAnyOrderElementsOf(numbers(390, ROWS));
    assertThat(requests).isNotEmpty().noneMatch(query -> query.contains("pages >="));
  }

  @Test
  void anIndexIsUsedWithoutFiltering() throws Exception {
    cql("CREATE INDEX ON %s.books (pages) USING 'sai'".formatted(keyspace));
    fill();

    assertThat(ids("SELECT book_id FROM unfiltered WHERE pages >= 390"))
        .containsExactlyInAnyOrderElementsOf(numbers(390, ROWS));
    assertThat(requests)
        .isNotEmpty()
        .allMatch(query -> query.contains("pages >= ?") && !query.contains("FILTERING"));
  }

  /** Such an index finds "A" and "a", and Flink tells them apart. */
  @Test
  void anIndexThatIgnoresCaseIsNotUsed() throws Exception {
    cql(
        "CREATE INDEX ON %s.books (shelf) USING 'sai' WITH OPTIONS = {'case_sensitive': 'false'}"
            .formatted(keyspace));
    fill();

    assertThat(ids("SELECT book_id FROM books WHERE shelf = 'A'")).hasSize(ROWS / 2);
    assertThat(requests).isNotEmpty().noneMatch(query -> query.contains("shelf = ?"));
  }

  @Test
  void aCountIsFilteredByTheServer() throws Exception {
    fill();

    assertThat(flink.rows("SELECT COUNT(*) FROM books WHERE pages < 100"))
        .containsExactly(Row.of(100L));
    assertThat(requests).isNotEmpty().allMatch(query -> query.startsWith("SELECT count(*)"));
  }

  /** Old clients wrote integers of no bytes: null to Flink, less than all others to the server. */
  @Test
  void emptyValuesMeetNoCondition() throws Exception {
    fill();
    cql("INSERT INTO %s.books (book_id, pages) VALUES (1000, blobAsInt(0x))".formatted(keyspace));

    assertThat(ids("SELECT book_id FROM books WHERE pages < 3")).containsExactlyInAnyOrder(0, 1, 2);
    assertThat(ids("SELECT book_id FROM unfiltered WHERE pages < 3"))
        .containsExactlyInAnyOrder(0, 1, 2);
  }

  @Test
  void timeoutsOfFilteredRangesAreAnsweredBySmallerRanges() throws Exception {
    fill();
    proxy.setPolicy(
        FaultPolicy.always(RequestFault.answer(ErrorCode.READ_TIMEOUT, "as the test wants it"))
            .times(5)
            .when(FilterIT::isRead));

    assertThat(ids("SELECT book_id FROM books WHERE pages >= 200"))
        .containsExactlyInAnyOrderElementsOf(numbers(200, ROWS));
  }

  @Test
  void aQueryWithoutConditionsIsPlannedWithoutADatabase() {
    InetSocketAddress closed = proxy.contactPoint();
    proxy.close();
    declare("unreachable", closed, keyspace, true);

    assertThat(flink.tables().explainSql("SELECT * FROM unreachable")).contains("unreachable");
  }

  @Test
  void aServerThatForbidsFilteringIsNotAskedTo() throws Exception {
    try (CassandraNode node =
            CassandraNode.builder().yaml("allow_filtering_enabled", "false").start();
        CqlSession session = node.connect()) {
      session.execute(
          "CREATE KEYSPACE shop WITH replication = {'class': 'SimpleStrategy',"
              + " 'replication_factor': 1}");
      session.execute(
          "CREATE TABLE shop.books (book_id int PRIMARY KEY, title text, pages int, shelf text)");
      session.execute("INSERT INTO shop.books (book_id, pages) VALUES (7, 70)");
      declare("forbidden", node.contactPoint(), "shop", true);

      assertThat(ids("SELECT book_id FROM forbidden WHERE pages = 70")).containsExactly(7);
    }
  }
}
