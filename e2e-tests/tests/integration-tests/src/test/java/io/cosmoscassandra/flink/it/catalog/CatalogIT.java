package io.cosmoscassandra.flink.it.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.cosmoscassandra.embedded.CassandraExtension;
import io.cosmoscassandra.flink.it.kit.Flink;
import java.util.Map;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Live tables in a catalog, without any declaration. */
@Tag("compatibility")
class CatalogIT {

  @RegisterExtension static final CassandraExtension cassandra = CassandraExtension.singleNode();

  @RegisterExtension static final MiniClusterExtension cluster = Flink.cluster();

  private String keyspace;
  private CatalogSession session;

  @BeforeEach
  void createCatalog() {
    keyspace = cassandra.createKeyspace();
    session =
        CatalogSession.with(
            cassandra.contactPoint(), Map.of("table.sink.delivery-guarantee", "at-least-once"));
  }

  private void cql(String statement) {
    cassandra.session().execute(statement.replace("$", keyspace));
  }

  private String table(String name) {
    return "cass.`%s`.`%s`".formatted(keyspace, name);
  }

  @AfterEach
  void closeSessions() {
    CatalogSession.closeAll();
  }

  @Test
  void keyspacesAreDatabases() {
    assertThat(session.rows("SHOW DATABASES IN cass"))
        .contains("+I[%s]".formatted(keyspace))
        .noneMatch(row -> row.contains("system"));
  }

  @Test
  void tableThatWasCreatedAMomentAgoIsThere() {
    session.run("USE cass.`%s`".formatted(keyspace));
    assertThat(session.rows("SHOW TABLES")).isEmpty();

    cql("CREATE TABLE $.books (id text PRIMARY KEY, title text)");

    assertThat(session.rows("SHOW TABLES")).containsExactly("+I[books]");
    assertThat(session.rows("SELECT * FROM books")).isEmpty();
    cql("ALTER TABLE $.books ADD price int");
    cql("INSERT INTO $.books (id, title, price) VALUES ('b1', 'Faust', 7)");
    assertThat(session.rows("SELECT * FROM books")).containsExactly("+I[b1, 7, Faust]");
    cql("DROP TABLE $.books");
    assertThat(session.failure("SELECT * FROM books")).contains("Object 'books' not found");
  }

  @Test
  void insertedRowsAreRead() {
    cql("CREATE TABLE $.books (id text PRIMARY KEY, title text, price decimal)");

    session.run("INSERT INTO %s VALUES ('b1', 9.99, 'Faust')".formatted(table("books")));

    assertThat(session.rows("SELECT title, price FROM " + table("books")))
        .containsExactly("+I[Faust, 9.990000000000000000]");
  }

  @Test
  void namesAreCaseSensitive() {
    cql("CREATE TABLE $.\"Books\" (\"Id\" int PRIMARY KEY, id int)");

    session.run("INSERT INTO %s (`Id`, id) VALUES (1, 2)".formatted(table("Books")));

    assertThat(session.rows("SELECT `Id`, id FROM " + table("Books"))).containsExactly("+I[1, 2]");
    assertThat(session.failure("SELECT * FROM " + table("books"))).contains("not found");
  }

  @Test
  void describesAllTypes() {
    cql("CREATE TYPE $.address (street text, \"Number\" int)");
    cql(
        "CREATE TABLE $.types (a ascii, b blob, c text, d date, e decimal, f float, g double, h"
            + " duration, i inet, j int, k bigint, l list<text>, m frozen<map<int, uuid>>, n"
            + " set<timeuuid>, o boolean, p tuple<int, text>, q smallint, r time, s timestamp, t"
            + " tinyint, u uuid, v vector<float, 3>, w varint, x address, y"
            + " frozen<list<frozen<address>>>, z decimal, s1 text STATIC, PRIMARY KEY ((k, z), j,"
            + " c)) WITH CLUSTERING ORDER BY (j DESC, c ASC) AND comment = 'It''s all'");

    assertThat(session.rows("DESCRIBE " + table("types")))
        .extracting(
            row -> row.replaceFirst("^\\+I\\[", "").replaceFirst(", (null|static.*)\\]$", ""))
        .contains(
            "k, BIGINT, false, PRI(k, z, j, c), null, null",
            "z, STRING, false, PRI(k, z, j, c), null, null")
        .anyMatch(row -> row.startsWith("e, DECIMAL(38, 18), true"))
        .anyMatch(row -> row.startsWith("m, MAP<INT, STRING>, true"))
        .anyMatch(row -> row.startsWith("r, TIME(3), true"))
        .anyMatch(row -> row.startsWith("s, TIMESTAMP_LTZ(3), true"))
        .anyMatch(row -> row.startsWith("v, ARRAY<FLOAT>, true"))
        .anyMatch(row -> row.startsWith("w, DECIMAL(38, 0), true"))
        .anyMatch(row -> row.startsWith("x, ROW<`street` STRING, `Number` INT>, true"))
        .anyMatch(row -> row.startsWith("y, ARRAY<ROW<`street` STRING, `Number` INT>>, true"));
    assertThat(session.rows("SHOW CREATE TABLE " + table("types")).toString())
        .contains("COMMENT 'It''s all'")
        .contains("PRIMARY KEY (`k`, `z`, `j`, `c`) NOT ENFORCED")
        .contains("'partition-key' = 'k, z'")
        .contains("'clustering-order' = 'j DESC, c ASC'")
        .contains("'static-columns' = 's1'")
        .contains("'cql-type.u' = 'uuid'")
        .contains("'cql-type.l' = 'list<text>'");
  }

  @Test
  void typesCanBeChosen() {
    cql("CREATE TABLE $.numbers (id int PRIMARY KEY, a decimal, b varint, c uuid)");
    session.run(
        CatalogSession.create(
            "other",
            cassandra.contactPoint(),
            Map.of(
                "flink-type.decimal", "STRING",
                "flink-type.varint", "BIGINT",
                "flink-type.uuid", "BINARY(16)")));

    assertThat(session.rows("DESCRIBE other.`%s`.numbers".formatted(keyspace)).toString())
        .contains("[a, STRING", "[b, BIGINT", "[c, BINARY(16)");
  }

  @Test
  void materializedViewIsATableThatIsReadOnly() {
    cql("CREATE TABLE $.books (id int PRIMARY KEY, author text)");
    cql(
        "CREATE MATERIALIZED VIEW $.by_author AS SELECT author, id FROM $.books WHERE author IS NOT"
            + " NULL AND id IS NOT NULL PRIMARY KEY (author, id)");
    cql("INSERT INTO $.books (id, author) VALUES (1, 'Ann')");
    cql("INSERT INTO $.books (id, author) VALUES (2, 'Bob')");

    assertThat(session.rows("SELECT id FROM %s WHERE author = 'Bob'".formatted(table("by_author"))))
        .containsExactly("+I[2]");
    assertThat(session.failure("INSERT INTO %s VALUES ('Cid', 3)".formatted(table("by_author"))))
        .contains("is a materialized view");
    assertThat(session.failure("DROP TABLE " + table("by_author")))
        .contains("is a materialized view");
  }

  @Test
  void countersAreAdded() {
    cql("CREATE TABLE $.hits (page text PRIMARY KEY, n counter)");

    session.run("INSERT INTO %s VALUES ('a', 2)".formatted(table("hits")));
    session.run("INSERT INTO %s VALUES ('a', 3)".formatted(table("hits")));

    assertThat(session.rows("SELECT * FROM " + table("hits"))).containsExactly("+I[a, 5]");
  }

  @Test
  void metadataIsShownIfAsked() {
    cql("CREATE TABLE $.books (id int PRIMARY KEY, title text)");
    cql("INSERT INTO $.books (id, title) VALUES (1, 'Faust') USING TTL 1000");
    session.run(
        CatalogSession.create(
            "other", cassandra.contactPoint(), Map.of("metadata-columns", "true")));

    assertThat(
            session.rows(
                "SELECT id, `$ttl` > 900, `$writetime` IS NOT NULL FROM other.`%s`.books"
                    .formatted(keyspace)))
        .containsExactly("+I[1, true, true]");
    session.run("INSERT INTO other.`%s`.books VALUES (2, 'Iliad')".formatted(keyspace));
  }

  @Test
  void defaultDatabaseIsInUse() {
    cql("CREATE TABLE $.books (id int PRIMARY KEY)");
    session.run(
        CatalogSession.create(
            "other", cassandra.contactPoint(), Map.of("default-database", keyspace)));

    session.run("USE CATALOG other");

    assertThat(session.rows("SHOW TABLES")).containsExactly("+I[books]");
    assertThat(
            session.failure(
                CatalogSession.create(
                    "third", cassandra.contactPoint(), Map.of("default-database", keyspace + "x"))))
        .contains(
            "keyspace '%sx' does not exist. Did you mean '%s'?".formatted(keyspace, keyspace));
  }

  @Test
  void keyspacesOfTheServerAreShownIfAsked() {
    session.run(
        CatalogSession.create(
            "other", cassandra.contactPoint(), Map.of("system-databases", "true")));

    assertThat(session.rows("SHOW DATABASES IN other")).contains("+I[system]", "+I[system_schema]");
    assertThat(session.rows("DESCRIBE other.`system_schema`.`tables`").toString())
        .contains("keyspace_name");
  }

  @Test
  void problemsOfACatalogAreReportedTogether() {
    String failure =
        session.failure(
            "CREATE CATALOG bad WITH ('type' = 'cassandra', 'host' = 'a', 'hosts' = 'a',"
                + " 'flink-type.decimals' = 'STRING', 'flink-type.int' = 'DATE',"
                + " 'table.scan.page-sise' = '1 mb', 'port' = '0')");

    assertThat(failure)
        .contains("Option 'host' does not exist. Did you mean 'hosts'?")
        .contains("Option 'flink-type.decimals' does not exist")
        .contains("Option 'flink-type.int': DATE cannot be stored as int")
        .contains("Option 'table.scan.page-sise' does not exist")
        .contains("Option 'port' must be between 1 and 65535");
  }

  @Test
  void hintOverridesAnOption() {
    cql("CREATE TABLE $.books (id int PRIMARY KEY)");

    session.run(
        "INSERT INTO %s /*+ OPTIONS('sink.ttl' = '1 h') */ VALUES (1)".formatted(table("books")));

    assertThat(session.rows("SELECT * FROM " + table("books"))).containsExactly("+I[1]");
    assertThat(
            session.failure(
                "SELECT * FROM %s /*+ OPTIONS('scan.page-sise' = '1 mb') */"
                    .formatted(table("books"))))
        .contains("Option 'scan.page-sise' does not exist. Did you mean 'scan.page-size'?");
  }
}
