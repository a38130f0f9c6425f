package io.cosmoscassandra.flink.it.lookup;

import static org.assertj.core.api.Assertions.assertThat;

import com.datastax.oss.driver.api.core.cql.BatchStatement;
import com.datastax.oss.driver.api.core.cql.BatchStatementBuilder;
import com.datastax.oss.driver.api.core.cql.BatchType;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import io.cosmoscassandra.embedded.CassandraExtension;
import io.cosmoscassandra.flink.it.kit.Flink;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The rows that a lookup join finds, asynchronously and one by one. */
@Tag("compatibility")
class LookupJoinIT {

  private static final int ROWS_OF_A_WIDE_PARTITION = 10_000;

  @RegisterExtension static final CassandraExtension cassandra = CassandraExtension.singleNode();

  @RegisterExtension static final MiniClusterExtension cluster = Flink.cluster();

  private final Flink flink = Flink.session();
  private String keyspace;

  @BeforeEach
  void createTables() throws Exception {
    keyspace = cassandra.createKeyspace();
    cql(
        "CREATE TABLE orders (customer text, day int, line int, note text, shop text STATIC,"
            + " PRIMARY KEY (customer, day, line))");
    insert("'Ann', 1, 1, 'a'");
    insert("'Ann', 1, 2, 'b'");
    insert("'Ann', 2, 1, 'c'");
    insert("'Bob', 1, 1, 'd'");
    insert("'Bob', 3, 1, null");
    stream(
        "(1, 'Ann', 1, 1), (2, 'Bob', 1, 1), (3, 'Eve', 1, 1), (4, 'Ann', 2, 1), (5, 'Ann', 1, 1),"
            + " (6, CAST(NULL AS STRING), 1, 1), (7, '', 1, 1)");
    declare(true);
  }

  private void stream(String values) throws Exception {
    flink.run(
        "CREATE TEMPORARY VIEW clicks AS SELECT id, customer, d, l, PROCTIME() AS proc FROM (VALUES"
            + " "
            + values
            + ") AS v(id, customer, d, l)");
  }

  private void declare(boolean async) throws Exception {
    flink.run(
        "CREATE TEMPORARY TABLE orders_"
            + (async ? "async" : "sync")
            + " (customer STRING, `day` INT, line INT, note STRING, shop STRING, PRIMARY KEY"
            + " (customer, `day`, line) NOT ENFORCED) "
            + options("orders").and("lookup.async", Boolean.toString(async)));
    if (async) {
      declare(false);
    }
  }

  private Flink.With options(String table) {
    return Flink.with(cassandra.contactPoint(), keyspace, table);
  }

  private void cql(String statement) {
    cassandra.session().execute(statement.replaceFirst("(TABLE|INTO) ", "$1 " + keyspace + "."));
  }

  private void insert(String values) {
    cql("INSERT INTO orders (customer, day, line, note) VALUES (" + values + ")");
  }

  private List<String> join(boolean async, String kind, String columns, String condition)
      throws Exception {
    return byId(flink.printedRows(query(async, kind, columns, condition)));
  }

  /** Sorted by the first column; what was joined with a row of the stream keeps its order. */
  private static List<String> byId(List<String> rows) {
    return rows.stream().sorted(Comparator.comparing(row -> row.split("[,\\]]", 2)[0])).toList();
  }

  private static String query(boolean async, String kind, String columns, String condition) {
    return "SELECT %s FROM clicks AS c %s JOIN orders_%s FOR SYSTEM_TIME AS OF c.proc AS o ON %s"
        .formatted(columns, kind, async ? "async" : "sync", condition);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  @Tag("servers")
  void wholeKeyFindsOneRow(boolean async) throws Exception {
    assertThat(
            join(
                async,
                "",
                "id, note",
                "c.customer = o.customer AND c.d = o.`day` AND c.l = o.line"))
        .containsExactly("+I[1, a]", "+I[2, d]", "+I[4, c]", "+I[5, a]");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void columnWithAnIndexFindsRowsOfAllPartitions(boolean async) throws Exception {
    cql("CREATE TABLE notes (customer text, day int, note text, PRIMARY KEY (customer, day))");
    cassandra.session().execute("CREATE INDEX ON %s.notes (note) USING 'sai'".formatted(keyspace));
    for (int customer = 0; customer < 20; customer++) {
      cql(
          "INSERT INTO notes (customer, day, note) VALUES ('c%d', %d, '%s')"
              .formatted(customer, customer % 2, customer < 3 ? "Ann" : customer == 3 ? "" : "-"));
    }
    flink.run(
        "CREATE TEMPORARY TABLE notes (customer STRING, `day` INT, note STRING, PRIMARY KEY"
            + " (customer, `day`) NOT ENFORCED) "
            + options("notes").and("lookup.async", Boolean.toString(async)));
    String joined =
        "SELECT id, o.customer FROM clicks AS c %s JOIN notes FOR SYSTEM_TIME AS OF c.proc AS o ON"
            + " c.customer = o.note";

    assertThat(flink.printedRows(joined.formatted("LEFT") + " WHERE id < 6 AND id <> 4"))
        .containsExactlyInAnyOrder(
            "+I[1, c0]",
            "+I[1, c1]",
            "+I[1, c2]",
            "+I[2, null]",
            "+I[3, null]",
            "+I[5, c0]",
            "+I[5, c1]",
            "+I[5, c2]");
    assertThat(flink.printedRows(joined.formatted("") + " AND c.d = o.`day` AND id IN (1, 7)"))
        .containsExactlyInAnyOrder("+I[1, c1]", "+I[7, c3]");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void leftJoinKeepsRowsWithoutMatch(boolean async) throws Exception {
    assertThat(
            join(
                async,
                "LEFT",
                "id, note",
                "c.customer = o.customer AND c.d = o.`day` AND c.l = o.line"))
        .containsExactly(
            "+I[1, a]",
            "+I[2, d]",
            "+I[3, null]",
            "+I[4, c]",
            "+I[5, a]",
            "+I[6, null]",
            "+I[7, null]");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  @Tag("servers")
  void partitionKeyFindsAllRowsInTheirOrder(boolean async) throws Exception {
    assertThat(join(async, "", "id, note, o.`day`", "c.customer = o.customer"))
        .containsExactly(
            "+I[1, a, 1]",
            "+I[1, b, 1]",
            "+I[1, c, 2]",
            "+I[2, d, 1]",
            "+I[2, null, 3]",
            "+I[4, a, 1]",
            "+I[4, b, 1]",
            "+I[4, c, 2]",
            "+I[5, a, 1]",
            "+I[5, b, 1]",
            "+I[5, c, 2]");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void prefixOfTheClusteringColumnsFindsItsRows(boolean async) throws Exception {
    assertThat(join(async, "", "id, note", "c.customer = o.customer AND c.d = o.`day`"))
        .containsExactly("+I[1, a]", "+I[1, b]", "+I[2, d]", "+I[4, c]", "+I[5, a]", "+I[5, b]");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void columnsBehindAGapAreComparedAsWell(boolean async) throws Exception {
    assertThat(join(async, "", "id, note", "c.customer = o.customer AND c.l = o.line"))
        .containsExactly(
            "+I[1, a]",
            "+I[1, c]",
            "+I[2, d]",
            "+I[2, null]",
            "+I[4, a]",
            "+I[4, c]",
            "+I[5, a]",
            "+I[5, c]");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void constantsAndFurtherConditionsAreEvaluated(boolean async) throws Exception {
    assertThat(join(async, "", "id, note", "c.customer = o.customer AND o.`day` = 2"))
        .containsExactly("+I[1, c]", "+I[4, c]", "+I[5, c]");
    assertThat(join(async, "", "id, note", "c.customer = o.customer AND o.note = 'b'"))
        .containsExactly("+I[1, b]", "+I[4, b]", "+I[5, b]");
    assertThat(join(async, "", "id, o.`day`", "c.customer = o.customer AND o.`day` > 1"))
        .containsExactly("+I[1, 2]", "+I[2, 3]", "+I[4, 2]", "+I[5, 2]");
    assertThat(join(async, "", "id, note", "c.customer = o.customer AND o.note > 'b' AND id > 1"))
        .containsExactly("+I[2, d]", "+I[4, c]", "+I[5, c]");
    assertThat(join(async, "", "id, note", "o.customer = 'Ann' AND c.d = o.`day` AND o.line = 1"))
        .containsExactly(
            "+I[1, a]", "+I[2, a]", "+I[3, a]", "+I[4, c]", "+I[5, a]", "+I[6, a]", "+I[7, a]");
    assertThat(
            join(async, "", "id, note", "c.customer = o.customer AND o.customer IN ('Bob', 'Eve')"))
        .containsExactly("+I[2, d]", "+I[2, null]");
    assertThat(
            join(
                async,
                "",
                "id, note",
                "c.d = o.`day` AND o.customer IN ('Ann', 'Bob') AND o.`day` > 1"))
        .containsExactly("+I[4, c]");
  }

  @Test
  void partitionsWithStaticColumnsOnlyAreNoRows() throws Exception {
    cql("INSERT INTO orders (customer, shop) VALUES ('Eve', 'north')");
    cql("INSERT INTO orders (customer, shop) VALUES ('Bob', 'south')");

    assertThat(join(true, "LEFT", "id, shop", "c.customer = o.customer AND id IN (2, 3)"))
        .contains("+I[2, south]", "+I[3, null]");
  }

  @Test
  void planTellsHowTheTableIsLookedUp() {
    String plan =
        flink
            .tables()
            .explainSql(query(true, "", "id, note", "c.customer = o.customer AND c.d = o.`day`"));

    assertThat(plan).contains("async=[").contains("lookup=[customer=customer, day=d]");
  }

  @Test
  void hintChoosesTheSynchronousFunction() throws Exception {
    String query =
        query(true, "", "id, note", "c.customer = o.customer AND c.d = o.`day` AND c.l = o.line")
            .replaceFirst("SELECT", "SELECT /*+ LOOKUP('table'='o', 'async'='false') */");

    assertThat(flink.tables().explainSql(query)).doesNotContain("async=[");
    assertThat(flink.printedRows(query)).hasSize(4);
  }

  @Test
  void hintRetriesWhatWasNotFound() throws Exception {
    String query =
        query(
                true,
                "LEFT",
                "id, note",
                "c.customer = o.customer AND c.d = o.`day` AND c.l = o.line")
            .replaceFirst(
                "SELECT",
                "SELECT /*+ LOOKUP('table'='o', 'retry-predicate'='lookup_miss',"
                    + " 'retry-strategy'='fixed_delay', 'fixed-delay'='10ms', 'max-attempts'='2')"
                    + " */");

    assertThat(flink.printedRows(query)).hasSize(7).contains("+I[3, null]");
  }

  /** Flink begins a retry on a thread of its own, beside the lookups that the task begins. */
  @Test
  void retriesBesideOtherLookupsFindTheRowsOfTheirKeys() throws Exception {
    int keys = 600;
    cql("CREATE TABLE names (id text PRIMARY KEY, name text)");
    for (int i = 0; i < keys; i += 2) {
      cql("INSERT INTO names (id, name) VALUES ('key %d', 'name %d')".formatted(i, i));
    }
    flink.run("CREATE TEMPORARY TABLE names (id STRING, name STRING) " + options("names"));
    flink.run(
        "CREATE TEMPORARY VIEW wanted AS SELECT id, PROCTIME() AS proc FROM (VALUES %s) AS v(id)"
            .formatted(
                IntStream.range(0, keys)
                    .mapToObj("('key %d')"::formatted)
                    .collect(Collectors.joining(", "))));

    assertThat(
            flink.printedRows(
                "SELECT /*+ LOOKUP('table'='n', 'retry-predicate'='lookup_miss',"
                    + " 'retry-strategy'='fixed_delay', 'fixed-delay'='1ms', 'max-attempts'='3') */"
                    + " w.id, n.name FROM wanted AS w LEFT JOIN names FOR SYSTEM_TIME AS OF w.proc"
                    + " AS n ON w.id = n.id"))
        .containsExactlyInAnyOrderElementsOf(
            IntStream.range(0, keys)
                .mapToObj(
                    i -> "+I[key %d, %s]".formatted(i, i % 2 == 0 ? "name " + i : (Object) null))
                .toList());
  }

  @Test
  void joinWithoutThePartitionKeyIsRejected() {
    assertThat(Flink.stackTrace(flink.failure(query(true, "", "id", "c.d = o.`day`"))))
        .contains("cannot be looked up without its whole partition key (customer)")
        .contains("column 'customer'")
        .contains("'lookup.cache' = 'FULL'");
  }

  @Test
  void textsThatAreNoUuidFindNothing() throws Exception {
    cql("CREATE TABLE sessions (id uuid PRIMARY KEY, name text)");
    cql("INSERT INTO sessions (id, name) VALUES (a0000000-0000-4000-8000-000000000001, 'one')");
    flink.run("CREATE TEMPORARY TABLE sessions (id STRING, name STRING) " + options("sessions"));
    flink.run(
        "CREATE TEMPORARY VIEW ids AS SELECT n, id, PROCTIME() AS proc FROM (VALUES"
            + " (1, 'a0000000-0000-4000-8000-000000000001'),"
            + " (2, 'A0000000-0000-4000-8000-000000000001'), (3, 'no uuid')) AS v(n, id)");

    assertThat(
            byId(
                flink.printedRows(
                    "SELECT n, name FROM ids LEFT JOIN sessions FOR SYSTEM_TIME AS OF ids.proc AS s"
                        + " ON ids.id = s.id")))
        .containsExactly("+I[1, one]", "+I[2, null]", "+I[3, null]");
  }

  @Test
  void metadataColumnsCanBeLookedUp() throws Exception {
    flink.run(
        "CREATE TEMPORARY TABLE timed (customer STRING, `day` INT, line INT, note STRING, written"
            + " TIMESTAMP_LTZ(6) METADATA FROM 'writetime(note)' VIRTUAL) "
            + options("orders"));

    assertThat(
            byId(
                flink.printedRows(
                    "SELECT id FROM clicks AS c JOIN timed FOR SYSTEM_TIME AS OF c.proc AS o ON"
                        + " c.customer = o.customer AND c.d = o.`day` AND c.l = o.line WHERE"
                        + " written > TO_TIMESTAMP_LTZ(0, 3)")))
        .containsExactly("+I[1]", "+I[2]", "+I[4]", "+I[5]");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void widePartitionIsReadPageByPage(boolean async) throws Exception {
    PreparedStatement insert =
        cassandra
            .session()
            .prepare(
                "INSERT INTO %s.orders (customer, day, line, note) VALUES ('Eve', 1, ?, ?)"
                    .formatted(keyspace));
    for (int from = 0; from < ROWS_OF_A_WIDE_PARTITION; from += 100) {
      BatchStatementBuilder batch = BatchStatement.builder(BatchType.UNLOGGED);
      for (int line = from; line < from + 100; line++) {
        batch.addStatement(insert.bind(line, "a note of some length that fills pages " + line));
      }
      cassandra.session().execute(batch.build());
    }

    assertThat(flink.printedRows(query(async, "", "line", "c.customer = o.customer AND id = 3")))
        .containsExactlyElementsOf(
            IntStream.range(0, ROWS_OF_A_WIDE_PARTITION)
                .mapToObj(line -> "+I[" + line + "]")
                .toList());
  }
}
