package io.cosmoscassandra.flink.it.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.datastax.oss.driver.api.core.CqlIdentifier;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.metadata.schema.TableMetadata;
import io.cosmoscassandra.embedded.CassandraExtension;
import io.cosmoscassandra.flink.it.kit.Flink;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Tables that {@code sink.create-table} creates, and tables that it leaves alone. */
class CreateTableIT {

  @RegisterExtension static final CassandraExtension cassandra = CassandraExtension.singleNode();

  @RegisterExtension
  static final CassandraExtension guarded =
      CassandraExtension.singleNode().withPasswordAuthentication();

  @RegisterExtension static final MiniClusterExtension cluster = Flink.cluster();

  private final Flink flink = Flink.session();
  private String keyspace;

  @BeforeEach
  void createKeyspace() {
    keyspace = cassandra.createKeyspace();
  }

  @Test
  void createdTableHasTheKeyOfTheDeclarationAndTheGivenOptions() throws Exception {
    flink.run(
        """
        CREATE TABLE visits (shop STRING, `day` DATE, id BIGINT, `Guests` INT,
          PRIMARY KEY (shop, `day`, id) NOT ENFORCED)
        """
            + created("visits")
                .and("sink.create-table.partition-key", "shop, day")
                .and(
                    "sink.create-table.options",
                    "comment = 'who came' AND default_time_to_live = 86400"
                        + " AND CLUSTERING ORDER BY (id DESC)"));

    flink.run("INSERT INTO visits VALUES ('north', DATE '2024-02-29', 1, 42)");

    TableMetadata table = table("visits");
    assertThat(table.describe(true))
        .contains("PRIMARY KEY ((shop, day), id)")
        .contains("CLUSTERING ORDER BY (id DESC)");
    assertThat(table.getOptions())
        .containsEntry(CqlIdentifier.fromCql("comment"), "who came")
        .containsEntry(CqlIdentifier.fromCql("default_time_to_live"), 86400);
    assertThat(select("SELECT \"Guests\", TTL(\"Guests\") AS ttl FROM %s.visits"))
        .extracting(row -> row.getInt(0), row -> row.getInt(1) > 86_000)
        .containsExactly(tuple(42, true));
  }

  @Test
  void firstColumnOfThePrimaryKeyIsThePartitionKeyUnlessToldOtherwise() throws Exception {
    flink.run(
        "CREATE TABLE visits (shop STRING, id BIGINT, PRIMARY KEY (shop, id) NOT ENFORCED)"
            + created("visits"));

    flink.run("INSERT INTO visits VALUES ('north', 1)");

    assertThat(table("visits").describe(true)).contains("PRIMARY KEY (shop, id)");
  }

  @Test
  void everyTypeOfFlinkBecomesTheDocumentedOne() throws Exception {
    flink.run(
        """
        CREATE TABLE kinds (id STRING, c1 BOOLEAN, c2 TINYINT, c3 SMALLINT, c4 INT, c5 BIGINT,
          c6 FLOAT, c7 DOUBLE, c8 DECIMAL(10, 2), c9 VARCHAR(20), c10 CHAR(3), c11 BYTES,
          c12 BINARY(16), c13 DATE, c14 TIME, c15 TIMESTAMP(3), c16 TIMESTAMP_LTZ(3),
          c17 ARRAY<INT>, c18 MAP<STRING, ARRAY<INT>>, c19 MULTISET<STRING>,
          c20 ROW<a INT, b ARRAY<STRING>>,
          PRIMARY KEY (id) NOT ENFORCED)
        """
            + created("kinds"));

    flink.run("INSERT INTO kinds (id) VALUES ('first')");

    assertThat(
            table("kinds").getColumns().values().stream()
                .map(column -> column.getName() + " " + column.getType().asCql(true, true)))
        .containsExactlyInAnyOrder(
            "id text",
            "c1 boolean",
            "c2 tinyint",
            "c3 smallint",
            "c4 int",
            "c5 bigint",
            "c6 float",
            "c7 double",
            "c8 decimal",
            "c9 text",
            "c10 text",
            "c11 blob",
            "c12 blob",
            "c13 date",
            "c14 time",
            "c15 timestamp",
            "c16 timestamp",
            "c17 frozen<list<int>>",
            "c18 frozen<map<text, frozen<list<int>>>>",
            "c19 frozen<map<text, int>>",
            "c20 frozen<tuple<int, frozen<list<text>>>>");
  }

  @Test
  void subtasksThatStartTogetherCreateOneTable() throws Exception {
    flink.run(
        "CREATE TABLE many (id INT, name STRING, PRIMARY KEY (id) NOT ENFORCED)"
            + created("many").and("sink.parallelism", "4"));
    flink.run(
        """
        CREATE TABLE numbers (id INT, name STRING) WITH ('connector' = 'datagen',
          'fields.id.kind' = 'sequence', 'fields.id.start' = '1', 'fields.id.end' = '500')
        """);

    flink.run("INSERT INTO many SELECT * FROM numbers");

    assertThat(select("SELECT COUNT(*) FROM %s.many").iterator().next().getLong(0)).isEqualTo(500);
  }

  @Test
  void existingTableStaysAsItIs() throws Exception {
    cassandra
        .session()
        .execute(
            "CREATE TABLE %s.books (id int PRIMARY KEY, name text, extra text) WITH comment = 'old'"
                .formatted(keyspace));
    String before = table("books").describe(true);
    flink.run(
        "CREATE TABLE books (id INT, name STRING, PRIMARY KEY (id) NOT ENFORCED)"
            + created("books").and("sink.create-table.options", "comment = 'new'"));

    flink.run("INSERT INTO books VALUES (1, 'Emma')");

    assertThat(table("books").describe(true)).isEqualTo(before);
    assertThat(select("SELECT * FROM %s.books")).hasSize(1);
  }

  @Test
  void existingTableHasToFitTheDeclaration() {
    cassandra.session().execute("CREATE TABLE %s.books (id text PRIMARY KEY)".formatted(keyspace));
    flink
        .tables()
        .executeSql(
            "CREATE TABLE books (id INT, PRIMARY KEY (id) NOT ENFORCED)" + created("books"));

    Throwable failure = flink.failure("INSERT INTO books VALUES (1)");

    assertThat(Flink.reason(failure))
        .isEqualTo(
            ("The declaration does not fit table %s.books:\n"
                    + "  - Column 'id': INT cannot be stored as text; declare the column as STRING")
                .formatted(keyspace));
  }

  @Test
  void allThatKeepsATableFromBeingCreatedIsToldAtOnce() {
    flink
        .tables()
        .executeSql(
            "CREATE TABLE books (a INT, b STRING, PRIMARY KEY (a) NOT ENFORCED)"
                + created("books")
                    .and("sink.create-table.partition-key", "A, b")
                    .and("sink.create-table.options", "WITH comment = 'x'"));

    Throwable failure = flink.failure("INSERT INTO books VALUES (1, 'x')");

    assertThat(Flink.reason(failure))
        .isEqualTo(
            """
            Table %s.books cannot be created from its declaration:
              - The option 'sink.create-table.partition-key' names 'A', which is not in the declared primary key (`a`). Did you mean 'a'? Names are case-sensitive.
              - The option 'sink.create-table.partition-key' names 'b', which is not in the declared primary key (`a`). Name columns of the primary key, or add it there.
              - The option 'sink.create-table.options' is the CQL between WITH and the end of the statement, without WITH and without a semicolon, for example: default_time_to_live = 86400. It is: WITH comment = 'x'\
            """
                .formatted(keyspace));
  }

  @Test
  void refusalOfTheServerShowsTheStatement() {
    flink
        .tables()
        .executeSql(
            "CREATE TABLE books (id INT, PRIMARY KEY (id) NOT ENFORCED)"
                + created("books").and("sink.create-table.options", "colour = 'red'"));

    Throwable failure = flink.failure("INSERT INTO books VALUES (1)");

    assertThat(Flink.messages(failure))
        .contains(
            """
            The server refuses to create table %1$s.books: Unknown property 'colour'. Correct 'sink.create-table.options' or the declaration, or create the table by hand. The statement was:
            CREATE TABLE IF NOT EXISTS %1$s.books (
              id int,
              PRIMARY KEY ((id))
            ) WITH colour = 'red'\
            """
                .formatted(keyspace));
  }

  @Test
  void missingPermissionIsToldWithTheStatementForSomeoneWhoHasIt() {
    String closed = guarded.createKeyspace();
    guarded.session().execute("CREATE ROLE clerk WITH PASSWORD = 'clerk' AND LOGIN = true");
    guarded.session().execute("GRANT MODIFY ON KEYSPACE %s TO clerk".formatted(closed));
    flink
        .tables()
        .executeSql(
            "CREATE TABLE books (id INT, name STRING, PRIMARY KEY (id) NOT ENFORCED)"
                + Flink.with(guarded.contactPoint(), closed, "books")
                    .and("username", "clerk")
                    .and("password", "clerk")
                    .and("sink.create-table", "true"));

    Throwable failure = flink.failure("INSERT INTO books VALUES (1, 'Emma')");

    assertThat(Flink.messages(failure))
        .contains(
            """
            The user is not permitted to create table %1$s.books (User clerk has no CREATE permission on <all tables in %1$s> or any of its parents). Have this executed by someone who is, and start the job again:
            CREATE TABLE IF NOT EXISTS %1$s.books (
              id int,
              name text,
              PRIMARY KEY ((id))
            )\
            """
                .formatted(closed));
  }

  @Test
  void existingTableNeedsNoPermissionToCreateOrToRead() throws Exception {
    String open = guarded.createKeyspace();
    guarded.session().execute("CREATE TABLE %s.books (id int PRIMARY KEY)".formatted(open));
    guarded.session().execute("CREATE ROLE writer WITH PASSWORD = 'writer' AND LOGIN = true");
    guarded.session().execute("GRANT MODIFY ON KEYSPACE %s TO writer".formatted(open));
    flink.run(
        "CREATE TABLE books (id INT, PRIMARY KEY (id) NOT ENFORCED)"
            + Flink.with(guarded.contactPoint(), open, "books")
                .and("username", "writer")
                .and("password", "writer")
                .and("sink.create-table", "true"));

    flink.run("INSERT INTO books VALUES (1)");

    assertThat(guarded.session().execute("SELECT * FROM %s.books".formatted(open))).hasSize(1);
  }

  private Flink.With created(String table) {
    return Flink.with(cassandra.contactPoint(), keyspace, table).and("sink.create-table", "true");
  }

  private Iterable<Row> select(String cql) {
    return cassandra.session().execute(cql.formatted(keyspace));
  }

  private TableMetadata table(String name) {
    return cassandra
        .session()
        .refreshSchema()
        .getKeyspace(keyspace)
        .flatMap(k -> k.getTable(name))
        .orElseThrow();
  }
}
