package io.cosmoscassandra.flink.it.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.cosmoscassandra.embedded.CassandraExtension;
import io.cosmoscassandra.flink.it.kit.Flink;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The rights that docs/operations.md grants are exactly those that the sink needs. */
class LeastPrivilegeIT {

  private static final Path DOCUMENT = Path.of("..", "..", "..", "docs", "operations.md");
  private static final Pattern BLOCK =
      Pattern.compile("^```cql\\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);

  private static final String PASSWORD = "choose one";

  @RegisterExtension
  static final CassandraExtension guarded =
      CassandraExtension.singleNode().withPasswordAuthentication();

  @RegisterExtension static final MiniClusterExtension cluster = Flink.cluster();

  private static final AtomicInteger ROLES = new AtomicInteger();

  /** The statements of each block of the document: for the target, to stage, to create. */
  private static List<List<String>> blocks;

  private static String keyspace;

  /** In batch mode a job is not started again when it fails. */
  private final Flink flink = Flink.batchSession();

  @BeforeAll
  static void createTables() throws Exception {
    blocks = documentedBlocks();
    assertThat(blocks).hasSize(3);
    keyspace = guarded.createKeyspace();
    execute("CREATE TABLE %s.orders (id int PRIMARY KEY)".formatted(keyspace));
    // As somebody who may do anything, so that the committer's tables are there.
    Flink flink = Flink.batchSession();
    flink.run(declaration("orders", "cassandra", "cassandra", "exactly-once", "true"));
    flink.run("INSERT INTO orders VALUES (0)");
  }

  @Test
  void rightToModifyTheTargetIsAllThatDirectWritesNeed() throws Exception {
    String role = role(blocks.get(0));

    insert(role, "at-least-once", 1);

    assertThat(rows()).contains(1);
  }

  @Test
  void rightsToTheCommittersTablesAreAllThatExactlyOnceNeedsBesides() throws Exception {
    String role = role(concat(blocks.get(0), blocks.get(1)));

    insert(role, "exactly-once", 2);

    assertThat(rows()).contains(2);
  }

  static Stream<String> rights() throws IOException {
    List<List<String>> documented = documentedBlocks();
    return concat(documented.get(0), documented.get(1)).stream()
        .filter(statement -> statement.startsWith("GRANT"));
  }

  @ParameterizedTest
  @MethodSource("rights")
  void withoutOneOfTheseRightsExactlyOnceDoesNotGoOn(String right) {
    List<String> others = new ArrayList<>(concat(blocks.get(0), blocks.get(1)));
    others.remove(right);
    String role = role(others);

    flink.tables().executeSql(declaration("orders", role, PASSWORD, "exactly-once", "false"));
    Throwable failure = flink.failure("INSERT INTO orders VALUES (3)");

    assertThat(Flink.stackTrace(failure))
        .contains(
            "User %s has no %s permission on"
                .formatted(role, right.substring("GRANT ".length(), right.indexOf(" ON "))));
    assertThat(rows()).doesNotContain(3);
  }

  @Test
  void whoMayCreateTablesOnceNeedsNoOtherRight() throws Exception {
    List<String> rights = new ArrayList<>(blocks.get(0));
    rights.removeIf(statement -> statement.startsWith("GRANT"));
    rights.addAll(blocks.get(2));
    String other = guarded.createKeyspace();
    String role = role(rights, other);
    flink.run(
        "CREATE TABLE orders (id INT, PRIMARY KEY (id) NOT ENFORCED)"
            + Flink.with(guarded.contactPoint(), other, "orders")
                .and("username", role)
                .and("password", PASSWORD)
                .and("sink.create-table", "true")
                .and("sink.delivery-guarantee", "exactly-once"));

    flink.run("INSERT INTO orders VALUES (1)");
    execute("REVOKE CREATE ON KEYSPACE %s FROM %s".formatted(other, role));
    flink.run("INSERT INTO orders VALUES (2)");

    assertThat(guarded.session().execute("SELECT id FROM %s.orders".formatted(other)).all())
        .hasSize(2);
  }

  private void insert(String role, String guarantee, int id) throws Exception {
    flink.run(declaration("orders", role, PASSWORD, guarantee, "false"));
    flink.run("INSERT INTO orders VALUES (%d)".formatted(id));
  }

  private static String declaration(
      String name, String user, String password, String guarantee, String createsTables) {
    return "CREATE TABLE %s (id INT, PRIMARY KEY (id) NOT ENFORCED)".formatted(name)
        + Flink.with(guarded.contactPoint(), keyspace, "orders")
            .and("username", user)
            .and("password", password)
            .and("sink.delivery-guarantee", guarantee)
            .and("sink.committer.create-tables", createsTables)
            .and("sink.retry.timeout", "1 s");
  }

  /** A new user with the rights that statements of the document grant. */
  private static String role(List<String> statements) {
    return role(statements, keyspace);
  }

  private static String role(List<String> statements, String keyspace) {
    String role = "flink" + ROLES.incrementAndGet();
    for (String statement : statements) {
      execute(
          statement
              .replace("ROLE flink ", "ROLE %s ".formatted(role))
              .replace("TO flink", "TO " + role)
              .replace("shop", keyspace));
    }
    return role;
  }

  private static List<Integer> rows() {
    return guarded.session().execute("SELECT id FROM %s.orders".formatted(keyspace)).all().stream()
        .map(row -> row.getInt(0))
        .toList();
  }

  private static void execute(String cql) {
    guarded.session().execute(cql);
  }

  private static List<String> concat(List<String> some, List<String> others) {
    return Stream.concat(some.stream(), others.stream()).toList();
  }

  private static List<List<String>> documentedBlocks() throws IOException {
    return BLOCK
        .matcher(Files.readString(DOCUMENT))
        .results()
        .map(block -> block.group(1).lines().map(line -> line.replace(";", "")).toList())
        .toList();
  }
}
