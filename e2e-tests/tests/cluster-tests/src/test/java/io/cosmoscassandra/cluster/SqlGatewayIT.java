package io.cosmoscassandra.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cosmoscassandra.embedded.CassandraExtension;
import io.cosmoscassandra.embedded.flink.FlinkCluster;
import io.cosmoscassandra.embedded.flink.GatewaySession;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * A catalog in the real SQL gateway, used over its REST interface and kept in a catalog store on
 * disk. The password is in a file, as the documentation advises.
 */
class SqlGatewayIT {

  private static final Map<String, String> BATCH =
      Map.of("execution.runtime-mode", "batch", "table.dml-sync", "true");

  private static final String ROLE = "librarian";
  private static final String PASSWORD = "hush-b4e1";

  @RegisterExtension
  static final CassandraExtension cassandra =
      CassandraExtension.singleNode().withPasswordAuthentication();

  @TempDir private Path folder;
  private String keyspace;

  @BeforeEach
  void createTable() throws IOException {
    keyspace = cassandra.createKeyspace();
    cassandra
        .session()
        .execute(
            "CREATE TABLE %s.books (id text PRIMARY KEY, title text, price double)"
                .formatted(keyspace));
    cassandra
        .session()
        .execute(
            "CREATE ROLE IF NOT EXISTS %s WITH PASSWORD = '%s' AND LOGIN = true"
                .formatted(ROLE, PASSWORD));
    for (String right : List.of("SELECT", "MODIFY")) {
      cassandra.session().execute("GRANT %s ON KEYSPACE %s TO %s".formatted(right, keyspace, ROLE));
    }
    Files.writeString(passwordFile(), PASSWORD);
    Files.createDirectories(store());
  }

  private Path passwordFile() {
    return folder.resolve("cassandra.txt");
  }

  private Path store() {
    return folder.resolve("catalogs");
  }

  @Test
  void catalogIsUsedAndComesBackAfterARestart() throws IOException {
    useCatalogAndRestart(System.getProperty("flink.version"));
  }

  @Tag("long")
  @Test
  void catalogIsUsedAndComesBackAfterARestartOnTheOldestVersion() throws IOException {
    useCatalogAndRestart("1.20.3");
  }

  private void useCatalogAndRestart(String version) throws IOException {
    try (FlinkCluster flink =
        Clusters.forTest(getClass(), version)
            .taskManagers(1)
            .lib(Jars.sqlConnector())
            // No process is killed here, and a query whose job restarts is lost.
            .set("heartbeat.timeout", "1 min")
            .set("table.catalog-store.kind", "file")
            .set("table.catalog-store.file.path", store().toUri().toString())
            .start()) {
      try (GatewaySession session = flink.openGatewaySession(BATCH)) {
        session.run(createCatalog());
        useTables(session);
        describe(session);
        showsNoPassword(session);
      }
      flink.restartGateway();
      try (GatewaySession session = flink.openGatewaySession(BATCH)) {
        assertThat(session.run("SHOW CATALOGS")).contains(List.of("cass"));
        assertThat(session.run("SELECT title, price FROM cass.`%s`.books".formatted(keyspace)))
            .containsExactly(List.of("Faust", "9.5"));
        showsNoPassword(session);
      }
      assertThat(everythingIn(store())).contains("password-file");
      assertThat(everythingIn(store()) + everythingIn(flink.logs())).doesNotContain(PASSWORD);
    }
  }

  private String createCatalog() {
    InetSocketAddress node = cassandra.contactPoint();
    return """
    CREATE CATALOG cass WITH (
      'type' = 'cassandra', 'hosts' = '%s:%d', 'default-database' = '%s',
      'username' = '%s', 'password-file' = '%s',
      'table.sink.delivery-guarantee' = 'at-least-once'
    )
    """
        .formatted(node.getHostString(), node.getPort(), keyspace, ROLE, passwordFile());
  }

  private static void useTables(GatewaySession session) {
    session.run("USE CATALOG cass");
    assertThat(session.run("SHOW TABLES")).containsExactly(List.of("books"));
    session.run(
        "INSERT INTO books (id, title, price) VALUES ('b1', 'Faust', 7.5), ('b2', 'Woyzeck', 3)");
    assertThat(session.run("SELECT id, title, price FROM books"))
        .containsExactlyInAnyOrder(List.of("b1", "Faust", "7.5"), List.of("b2", "Woyzeck", "3.0"));
    session.run("UPDATE books SET price = 9.5 WHERE id = 'b1'");
    session.run("DELETE FROM books WHERE id = 'b2'");
    assertThat(session.run("SELECT id, price FROM books")).containsExactly(List.of("b1", "9.5"));
  }

  private void describe(GatewaySession session) {
    session.run("DESCRIBE EXTENDED books");
    assertThat(session.run("SHOW CREATE TABLE books").toString())
        .contains("`books`")
        .doesNotContain("password", "hosts");
    assertThat(session.run("SHOW CREATE CATALOG cass").toString())
        .contains("password-file", passwordFile().toString());
    session.run("EXPLAIN SELECT * FROM books");
    // All of Flink's configuration, which is why no password should be in it.
    assertThat(session.configuration()).contains(store().toString());
    assertThatThrownBy(() -> session.run("SELECT * FROM boks"))
        .isInstanceOf(GatewaySession.StatementFailure.class)
        .hasMessageContaining("boks");
  }

  private static void showsNoPassword(GatewaySession session) {
    assertThat(session.answers()).isNotEmpty().doesNotContain(PASSWORD);
  }

  private static String everythingIn(Path directory) throws IOException {
    StringBuilder all = new StringBuilder();
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        all.append(Files.readString(file));
      }
    }
    return all.toString();
  }
}
