package io.cosmoscassandra.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.cosmoscassandra.embedded.CassandraExtension;
import io.cosmoscassandra.embedded.flink.FlinkCluster;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The first session of a newcomer in the real SQL client: one catalog, ten tables of all types, and
 * no declaration.
 */
class CatalogTranscriptIT {

  private static final Duration PATIENCE = Duration.ofMinutes(10);

  @RegisterExtension static final CassandraExtension cassandra = CassandraExtension.singleNode();

  private static final List<String> TABLES =
      List.of(
          "CREATE TABLE $.books (book_id text PRIMARY KEY, book_author text, book_name text,"
              + " book_pub_year int, book_price float)",
          "CREATE TABLE $.numbers (a tinyint, b smallint, c int, d bigint, e varint, f decimal, g"
              + " float, h double, PRIMARY KEY (a, b))",
          "CREATE TABLE $.times (a date, b time, c timestamp, d duration, PRIMARY KEY (a, c))",
          "CREATE TABLE $.texts (a text PRIMARY KEY, b ascii, c blob, d boolean)",
          "CREATE TABLE $.ids (a uuid PRIMARY KEY, b timeuuid, c inet)",
          "CREATE TABLE $.collections (a int PRIMARY KEY, b list<text>, c set<int>, d map<text,"
              + " int>, e frozen<list<frozen<set<uuid>>>>)",
          "CREATE TABLE $.people (a int PRIMARY KEY, b address, c frozen<tuple<int, text>>)",
          "CREATE TABLE $.vectors (a int PRIMARY KEY, b vector<float, 3>)",
          "CREATE TABLE $.hits (a text PRIMARY KEY, b counter)",
          "CREATE TABLE $.statics (a int, b int, c text STATIC, PRIMARY KEY (a, b))");

  private String keyspace;

  @BeforeEach
  void createTables() {
    keyspace = cassandra.createKeyspace();
    cql("CREATE TYPE $.address (street text, number int)");
    TABLES.forEach(this::cql);
    cql(
        "INSERT INTO $.books (book_id, book_author, book_name, book_pub_year, book_price) VALUES"
            + " ('b00300', 'Arthur Conan Doyle', 'The hounds of Baskerville', 1901, 3.5)");
    cql("INSERT INTO $.ids (a, c) VALUES (123e4567-e89b-42d3-a456-426614174000, '10.0.0.1')");
    cql("INSERT INTO $.people (a, b, c) VALUES (1, {street: 'Main', number: 7}, (2, 'x'))");
    cql("INSERT INTO $.vectors (a, b) VALUES (1, [0.5, 1.5, 2.5])");
  }

  private void cql(String statement) {
    cassandra.session().execute(statement.replace("$", keyspace));
  }

  private String script() throws IOException {
    InetSocketAddress node = cassandra.contactPoint();
    try (InputStream resource = getClass().getResourceAsStream("/catalog.sql")) {
      return new String(resource.readAllBytes(), StandardCharsets.UTF_8)
          .replace("${hosts}", node.getHostString() + ":" + node.getPort())
          .replace("${keyspace}", keyspace);
    }
  }

  @Test
  void everyTableIsUsedWithoutADeclaration() throws IOException {
    useEveryTable(System.getProperty("flink.version"));
  }

  @Tag("long")
  @Test
  void everyTableIsUsedWithoutADeclarationOnTheOldestVersion() throws IOException {
    useEveryTable("1.20.3");
  }

  private void useEveryTable(String version) throws IOException {
    String transcript;
    try (FlinkCluster flink =
        Clusters.forTest(getClass(), version).taskManagers(1).lib(Jars.sqlConnector()).start()) {
      transcript = flink.sqlClient().run(script(), PATIENCE);
    }

    assertThat(transcript)
        .contains("collections", "vectors", "book_pub_year")
        .contains("The hounds of Baskerville")
        .contains("123e4567-e89b-42d3", "10.0.0.1")
        .contains("(Main, 7)", "(2, x)", "[0.5, 1.5, 2.5]")
        .contains("99.33");
    assertThat(rows("SELECT book_id, book_price FROM $.books"))
        .containsExactlyInAnyOrder("b00300 99.33", "b00001 11.33");
    assertThat(rows("SELECT book_id, copies FROM $.cheap")).containsExactly("b00001 null");
    assertThat(rows("SELECT a, b FROM $.hits")).containsExactly("/books 2");
    assertThat(rows("SELECT a, b FROM $.statics")).isEmpty();
    assertThat(
            cassandra
                .session()
                .execute(
                    "SELECT table_name FROM system_schema.tables WHERE keyspace_name = '%s'"
                        .formatted(keyspace))
                .all())
        .extracting(row -> row.getString(0))
        .doesNotContain("texts")
        .contains("cheap");
  }

  private List<String> rows(String query) {
    return cassandra.session().execute(query.replace("$", keyspace)).all().stream()
        .map(row -> row.getObject(0) + " " + row.getObject(1))
        .toList();
  }
}
