package io.cosmoscassandra.flink.it.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.cosmoscassandra.embedded.CassandraExtension;
import io.cosmoscassandra.flink.it.kit.CapturedLog;
import io.cosmoscassandra.flink.it.kit.Flink;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.logging.log4j.Level;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What a user can see of a catalog's password: nothing. */
class CatalogSecretsIT {

  private static final String PASSWORD = "quite-secret-7";

  @RegisterExtension
  static final CassandraExtension guarded =
      CassandraExtension.singleNode().withPasswordAuthentication();

  @RegisterExtension static final MiniClusterExtension cluster = Flink.cluster(new Configuration());

  private String keyspace;

  @BeforeEach
  void createTable() {
    keyspace = guarded.createKeyspace();
    guarded
        .session()
        .execute("CREATE TABLE %s.books (id int PRIMARY KEY, n int)".formatted(keyspace));
    guarded
        .session()
        .execute(
            "CREATE ROLE IF NOT EXISTS reader WITH PASSWORD = '%s' AND LOGIN = true"
                .formatted(PASSWORD));
    guarded.session().execute("GRANT SELECT ON KEYSPACE %s TO reader".formatted(keyspace));
  }

  private void assertShowsNoSecret(CatalogSession session) {
    session.run("USE CATALOG cass");
    List<String> shown =
        List.of(
            session.rows("SHOW CREATE TABLE books").toString(),
            session.rows("DESCRIBE EXTENDED books").toString(),
            session.rows("EXPLAIN SELECT * FROM books").toString(),
            session.flink().tables().explainSql("UPDATE books SET n = 1"),
            session
                .flink()
                .tables()
                .compilePlanSql("INSERT INTO books VALUES (1, 2)")
                .asJsonString(),
            session.failure("INSERT INTO books VALUES (1, 2)"),
            session.failure("DELETE FROM books WHERE id = 1"),
            session.failure("TRUNCATE TABLE books"),
            session.failure("DROP TABLE books"),
            session.failure("SELECT * FROM nothing"));

    assertThat(shown).noneMatch(text -> text.contains(PASSWORD));
    assertThat(session.rows("SELECT * FROM books")).isEmpty();
  }

  @AfterEach
  void closeSessions() {
    CatalogSession.closeAll();
  }

  @Test
  void tablesOfACatalogWithAPasswordDoNotShowIt() {
    try (CapturedLog log = CapturedLog.of(Level.INFO)) {
      assertShowsNoSecret(
          CatalogSession.with(
              guarded.contactPoint(),
              Map.of("default-database", keyspace, "username", "reader", "password", PASSWORD)));

      assertThat(log.messages()).noneMatch(line -> line.contains(PASSWORD));
    }
  }

  @Test
  void catalogReadsThePasswordFromAFile(@TempDir Path directory) throws Exception {
    Path file = Files.writeString(directory.resolve("password"), PASSWORD);
    CatalogSession session =
        CatalogSession.with(
            guarded.contactPoint(),
            Map.of(
                "default-database",
                keyspace,
                "username",
                "reader",
                "password-file",
                file.toString()));

    assertShowsNoSecret(session);

    assertThat(session.rows("SHOW CREATE CATALOG cass").toString())
        .contains(file.toString())
        .doesNotContain(PASSWORD);
  }

  @Test
  void catalogTakesThePasswordFromFlinksConfiguration() {
    Flink flink =
        Flink.batchPlannerSession()
            .set("connector.cassandra.hosts", Flink.address(guarded.contactPoint()))
            .set("connector.cassandra.username", "reader")
            .set("connector.cassandra.password", PASSWORD);
    CatalogSession session = CatalogSession.of(flink);

    session.run(
        "CREATE CATALOG cass WITH ('type' = 'cassandra', 'default-database' = '%s')"
            .formatted(keyspace));

    assertThat(session.rows("SHOW CREATE CATALOG cass").toString()).doesNotContain(PASSWORD);
    assertShowsNoSecret(session);
  }

  @Test
  void wrongPasswordIsAProblemOfTheCatalogAndNotShown() {
    CatalogSession session = CatalogSession.of(Flink.batchPlannerSession());

    Throwable failure =
        session
            .flink()
            .failure(
                CatalogSession.create(
                    "cass",
                    guarded.contactPoint(),
                    Map.of("username", "reader", "password", PASSWORD + "x")));

    // The first message is that of Flink, which repeats the statement.
    List<String> reasons = Flink.messages(failure).stream().skip(1).toList();
    assertThat(reasons)
        .anyMatch(reason -> reason.contains("'username'"))
        .noneMatch(reason -> reason.contains(PASSWORD));
  }
}
