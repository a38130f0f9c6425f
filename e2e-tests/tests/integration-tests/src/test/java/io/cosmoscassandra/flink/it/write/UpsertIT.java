package io.cosmoscassandra.flink.it.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.datastax.oss.driver.api.core.cql.Row;
import io.cosmoscassandra.embedded.CassandraExtension;
import io.cosmoscassandra.flink.it.kit.Flink;
import java.time.Instant;
import java.util.List;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Effects of rows of each kind on the table. */
@Tag("compatibility")
@Tag("servers")
class UpsertIT {

  private static final long MICROS = 1_000_000;

  @RegisterExtension static final CassandraExtension cassandra = CassandraExtension.singleNode();

  @RegisterExtension static final MiniClusterExtension cluster = Flink.cluster();

  private String keyspace;
  private Flink flink;

  @BeforeEach
  void createTable() {
    keyspace = cassandra.createKeyspace();
    cql("CREATE TABLE books (id int PRIMARY KEY, name text, price int)");
    flink = Flink.session();
  }

  @Test
  void rowsOfAnInsertAreInTheTable() throws Exception {
    declareBooks(with());

    flink.run("INSERT INTO books VALUES (1, 'Ulysses', 20), (2, 'Emma', 10)");

    assertThat(books()).containsExactlyInAnyOrder("1 Ulysses 20", "2 Emma 10");
  }

  @Test
  void aRowWithTheSameKeyReplacesTheOneBefore() throws Exception {
    declareBooks(with());

    flink.run("INSERT INTO books VALUES (1, 'Ulysses', 20)");
    flink.run("INSERT INTO books VALUES (1, 'Emma', CAST(NULL AS INT))");

    assertThat(books()).containsExactly("1 Emma null");
  }

  @Test
  void anAggregationUpdatesItsRowsAndDeletesThoseWithoutInput() throws Exception {
    declareBooks(with());
    // The second row of each name is only there until the third has come: counts go up and down.
    flink.run(
        "CREATE TEMPORARY VIEW sales AS SELECT * FROM (VALUES (1, 'a'), (1, 'b'), (2, 'c'), (1,"
            + " 'd')) AS t (id, name)");

    flink.run(
        "INSERT INTO books SELECT id, MAX(name), CAST(COUNT(*) AS INT) FROM sales GROUP BY id");

    assertThat(books()).containsExactlyInAnyOrder("1 d 3", "2 c 1");
  }

  @Test
  void rowsThatLeaveTheQueryLeaveTheTable() throws Exception {
    declareBooks(with());
    flink.run(
        "CREATE TEMPORARY VIEW sales AS SELECT * FROM (VALUES (1, 'a'), (2, 'c'), (1, 'd'))"
            + " AS t (id, name)");

    flink.run(
        "INSERT INTO books SELECT id, 'once', CAST(n AS INT)"
            + " FROM (SELECT id, COUNT(*) AS n FROM sales GROUP BY id) WHERE n = 1");

    assertThat(books()).containsExactly("2 once 1");
  }

  @Test
  void anInsertWithColumnsWritesOnlyThose() throws Exception {
    cql("INSERT INTO books (id, name, price) VALUES (1, 'Ulysses', 20)");
    declareBooks(with());

    flink.run("INSERT INTO books (id, price) VALUES (1, 30), (2, 5)");

    assertThat(books()).containsExactlyInAnyOrder("1 Ulysses 30", "2 null 5");
  }

  @Test
  void aDeleteOfAnInsertWithColumnsLeavesTheOtherColumns() throws Exception {
    cql("INSERT INTO books (id, name, price) VALUES (1, 'Ulysses', 20)");
    declareBooks(with());
    flink.run(
        "CREATE TEMPORARY VIEW sales AS SELECT * FROM (VALUES (1, 'a'), (2, 'c'), (1, 'd'))"
            + " AS t (id, name)");

    flink.run(
        "INSERT INTO books (id, price) SELECT id, CAST(n AS INT)"
            + " FROM (SELECT id, COUNT(*) AS n FROM sales GROUP BY id) WHERE n = 1");

    assertThat(books()).containsExactlyInAnyOrder("1 Ulysses null", "2 null 1");
  }

  @Test
  void nullsDeleteValuesUnlessTheyAreIgnored() throws Exception {
    cql("INSERT INTO books (id, name, price) VALUES (1, 'Ulysses', 20)");
    declareBooks(with().and("sink.ignore-null-value", "true"));

    flink.run("INSERT INTO books VALUES (1, CAST(NULL AS STRING), 30)");

    assertThat(books()).containsExactly("1 Ulysses 30");
  }

  @Test
  void writeTimesAreMicrosecondsOfNow() throws Exception {
    declareBooks(with());

    flink.run("INSERT INTO books VALUES (1, 'Ulysses', 20)");

    long writetime = one("SELECT writetime(name) FROM books").getLong(0);
    assertThat(writetime / MICROS).isCloseTo(Instant.now().getEpochSecond(), within(300L));
  }

  @Test
  void rowsExpireAfterTheSinksTimeToLive() throws Exception {
    declareBooks(with().and("sink.ttl", "1 h"));

    flink.run("INSERT INTO books VALUES (1, 'Ulysses', 20)");

    assertThat(one("SELECT ttl(name) FROM books").getInt(0)).isBetween(3_000, 3_600);
  }

  @Test
  void withoutATimeToLiveTheTablesDefaultHolds() throws Exception {
    cql("ALTER TABLE books WITH default_time_to_live = 1000");
    declareBooks(with());

    flink.run("INSERT INTO books VALUES (1, 'Ulysses', 20)");

    assertThat(one("SELECT ttl(name) FROM books").getInt(0)).isBetween(500, 1_000);
  }

  @Test
  void metadataColumnsSetTimeToLiveAndWriteTimeOfARow() throws Exception {
    // Metadata columns stand between the others, where a list of target columns counts them.
    flink.run(
        "CREATE TABLE books (id INT, life INT METADATA FROM 'ttl', name STRING,"
            + " `at` TIMESTAMP_LTZ(6) METADATA FROM 'writetime', shout AS UPPER(name), price INT,"
            + " PRIMARY KEY (id) NOT ENFORCED)"
            + with().and("sink.ttl", "1 h"));
    flink.set("table.local-time-zone", "UTC");

    flink.run(
        "INSERT INTO books VALUES"
            + " (1, 500, 'Ulysses', TO_TIMESTAMP_LTZ(1700000000123, 3), 20),"
            + " (2, CAST(NULL AS INT), 'Emma', CAST(NULL AS TIMESTAMP_LTZ(6)), 10),"
            + " (3, 0, 'Dracula', CAST(NULL AS TIMESTAMP_LTZ(6)), 10)");
    flink.run("INSERT INTO books (id, life, price) VALUES (4, 700, 40)");

    Row dated = one("SELECT ttl(name), writetime(name) FROM books WHERE id = 1");
    assertThat(dated.getInt(0)).isBetween(300, 500);
    assertThat(dated.getLong(1)).isEqualTo(1_700_000_000_123_000L);
    assertThat(one("SELECT ttl(name) FROM books WHERE id = 2").getInt(0)).isBetween(3_000, 3_600);
    assertThat(one("SELECT ttl(name) FROM books WHERE id = 3").isNull(0)).isTrue();
    Row partial = one("SELECT ttl(price), name FROM books WHERE id = 4");
    assertThat(partial.getInt(0)).isBetween(500, 700);
    assertThat(partial.isNull("name")).isTrue();
  }

  @Test
  void keysOfSeveralColumnsInAnotherOrderFindTheirRows() throws Exception {
    cql(
        "CREATE TABLE readings (day date, sensor text, at timestamp, value double,"
            + " PRIMARY KEY ((day, sensor), at))");
    flink.run(
        "CREATE TABLE readings (`value` DOUBLE, `at` TIMESTAMP(3), sensor STRING, `day` DATE,"
            + " PRIMARY KEY (`at`, `day`, sensor) NOT ENFORCED)"
            + Flink.with(cassandra.contactPoint(), keyspace, "readings"));

    flink.run(
        "INSERT INTO readings VALUES"
            + " (1.5, TIMESTAMP '2026-01-02 03:04:05', 's1', DATE '2026-01-02'),"
            + " (2.5, TIMESTAMP '2026-01-02 03:04:06', 's1', DATE '2026-01-02')");

    assertThat(
            cassandra
                .session()
                .execute(
                    "SELECT value FROM "
                        + keyspace
                        + ".readings WHERE day = '2026-01-02' AND sensor = 's1'")
                .all())
        .extracting(row -> row.getDouble(0))
        .containsExactly(1.5, 2.5);
  }

  private void declareBooks(Flink.With with) throws Exception {
    flink.run(
        "CREATE TABLE books (id INT, name STRING, price INT, PRIMARY KEY (id) NOT ENFORCED)"
            + with);
  }

  private Flink.With with() {
    return Flink.with(cassandra.contactPoint(), keyspace, "books");
  }

  private void cql(String statement) {
    cassandra.session().execute(inKeyspace(statement));
  }

  private Row one(String query) {
    return cassandra.session().execute(inKeyspace(query)).one();
  }

  private String inKeyspace(String statement) {
    return statement.replaceFirst("(TABLE|INTO|FROM) ", "$1 " + keyspace + ".");
  }

  private List<String> books() {
    return cassandra.session().execute(inKeyspace("SELECT * FROM books")).all().stream()
        .map(row -> row.getInt("id") + " " + row.getString("name") + " " + row.getObject("price"))
        .toList();
  }
}
