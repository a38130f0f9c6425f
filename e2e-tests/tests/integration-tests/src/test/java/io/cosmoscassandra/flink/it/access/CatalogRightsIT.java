package io.cosmoscassandra.flink.it.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.cosmoscassandra.embedded.CassandraExtension;
import io.cosmoscassandra.flink.it.kit.Flink;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The rights that docs/catalog.md grants are those that its statements need. */
class CatalogRightsIT {

  private static final Path DOCUMENT = Path.of("..", "..", "..", "docs", "catalog.md");
  private static final Pattern GRANT =
      Pattern.compile("^GRANT (\\w+) ON KEYSPACE .*;$", Pattern.MULTILINE);
  private static final String PASSWORD = "choose one";

  /** Statements that need a right, by its name; each is possible after the one before. */
  private static final Map<String, String> NEEDING =
      Map.of(
          "SELECT", "SELECT * FROM books",
          "MODIFY", "INSERT INTO books VALUES (1, 1)",
          "CREATE", "CREATE TABLE others (id INT, PRIMARY KEY (id) NOT ENFORCED)",
          "ALTER", "ALTER TABLE books ADD (more INT)",
          "DROP", "DROP TABLE books");

  @RegisterExtension
  static final CassandraExtension guarded =
      CassandraExtension.singleNode().withPasswordAuthentication();

  @RegisterExtension static final MiniClusterExtension cluster = Flink.cluster();

  private String keyspace;

  @BeforeEach
  void createTable() {
    keyspace = guarded.createKeyspace();
    execute("CREATE TABLE %s.books (id int PRIMARY KEY, n int)".formatted(keyspace));
  }

  private static void execute(String cql) {
    guarded.session().execute(cql);
  }

  static Stream<String> rights() throws IOException {
    return GRANT.matcher(Files.readString(DOCUMENT)).results().map(grant -> grant.group(1));
  }

  /** A session of a new user with the documented rights but one. */
  private Flink session(String missing) throws Exception {
    String role = "flink_" + keyspace;
    execute("CREATE ROLE %s WITH PASSWORD = '%s' AND LOGIN = true".formatted(role, PASSWORD));
    List<String> grants =
        GRANT.matcher(Files.readString(DOCUMENT)).results().map(grant -> grant.group()).toList();
    grants.stream()
        .filter(grant -> !grant.startsWith("GRANT " + missing + " "))
        .map(grant -> grant.replace("shop", keyspace).replace("TO flink;", "TO " + role))
        .forEach(CatalogRightsIT::execute);
    Flink flink = Flink.batchPlannerSession();
    flink.run(
        "CREATE CATALOG cass WITH ('type' = 'cassandra', 'hosts' = '%s', 'username' = '%s',"
                .formatted(Flink.address(guarded.contactPoint()), role)
            + " 'password' = '%s', 'default-database' = '%s',".formatted(PASSWORD, keyspace)
            + " 'table.sink.delivery-guarantee' = 'at-least-once',"
            + " 'table.sink.retry.timeout' = '1 s', 'table.scan.retry.timeout' = '1 s')");
    flink.run("USE CATALOG cass");
    return flink;
  }

  @Test
  void documentedRightsAreAllThatTheStatementsNeed() throws Exception {
    Flink flink = session("none");

    flink.run("INSERT INTO books VALUES (1, 1)");
    flink.run("INSERT OVERWRITE books VALUES (1, 1)");
    flink.run("UPDATE books SET n = n + 1");
    flink.run("DELETE FROM books WHERE n = 7");
    assertThat(execute(flink, "SELECT n FROM books")).containsExactly("+I[2]");
    flink.run("DELETE FROM books WHERE id = 1");
    flink.run("TRUNCATE TABLE books");
    flink.run("CREATE TABLE others (id INT, PRIMARY KEY (id) NOT ENFORCED)");
    flink.run("ALTER TABLE others ADD (more INT)");
    flink.run("DROP TABLE others");
    flink.run("DROP TABLE books");
  }

  private static List<String> execute(Flink flink, String query) throws Exception {
    List<String> rows = new ArrayList<>();
    try (var result = flink.tables().executeSql(query).collect()) {
      result.forEachRemaining(row -> rows.add(row.toString()));
    }
    return rows;
  }

  @ParameterizedTest
  @MethodSource("rights")
  void withoutOneOfTheseRightsItsStatementFails(String right) throws Exception {
    Flink flink = session(right);

    String failure =
        Flink.stackTrace(
            catchThrowable(
                () -> {
                  if (right.equals("SELECT")) {
                    execute(flink, NEEDING.get(right));
                  } else {
                    flink.run(NEEDING.get(right));
                  }
                }));

    assertThat(failure).contains("has no %s permission on".formatted(right));
  }
}
