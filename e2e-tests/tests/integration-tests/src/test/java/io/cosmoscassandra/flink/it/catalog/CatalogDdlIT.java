package io.cosmoscassandra.flink.it.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import com.datastax.oss.driver.api.core.CqlIdentifier;
import com.datastax.oss.driver.api.core.metadata.schema.TableMetadata;
import io.cosmoscassandra.embedded.CassandraExtension;
import io.cosmoscassandra.flink.it.kit.Flink;
import java.util.Map;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Tables and databases that the catalog creates, alters and drops, and what it refuses. */
@Tag("compatibility")
class CatalogDdlIT {

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
    session.run("USE cass.`%s`".formatted(keyspace));
  }

  private TableMetadata live(String table) {
    return cassandra
        .session()
        .refreshSchema()
        .getKeyspace(CqlIdentifier.fromInternal(keyspace))
        .flatMap(found -> found.getTable(CqlIdentifier.fromInternal(table)))
        .orElseThrow();
  }

  private String cql(String table) {
    return live(table).describe(false);
  }

  @AfterEach
  void closeSessions() {
    CatalogSession.closeAll();
  }

  @Test
  void tableIsCreatedAsItsOptionsSay() {
    session.run(
        "CREATE TABLE readings (device STRING, `day` DATE, `time` TIMESTAMP(3), shop STRING, id"
            + " STRING, `value` DOUBLE, PRIMARY KEY (device, `day`, `time`) NOT ENFORCED) COMMENT"
            + " 'It''s hot' WITH ('partition-key' = 'device, day', 'clustering-order' = 'time"
            + " DESC', 'static-columns' = 'shop', 'cql-type.id' = 'uuid', 'default_time_to_live' ="
            + " '600', 'gc_grace_seconds' = '60', 'compaction' = '{''class'':"
            + " ''LeveledCompactionStrategy''}')");

    assertThat(cql("readings"))
        .contains("\"id\" uuid", "\"shop\" text static")
        .contains("PRIMARY KEY ((\"device\", \"day\"), \"time\")")
        .contains("CLUSTERING ORDER BY (\"time\" DESC)")
        .contains("default_time_to_live = 600", "gc_grace_seconds = 60")
        .contains("LeveledCompactionStrategy", "comment = 'It''s hot'");
  }

  @Test
  void partitionKeyIsThatOfDistributedBy() {
    session.run(
        "CREATE TABLE orders (customer STRING, shop STRING, id BIGINT, PRIMARY KEY (customer, shop,"
            + " id) NOT ENFORCED) DISTRIBUTED BY (customer, shop)");

    assertThat(cql("orders")).contains("PRIMARY KEY ((\"customer\", \"shop\"), \"id\")");
  }

  @Test
  void existingTableIsLeftAlone() {
    session.run("CREATE TABLE t (id INT, PRIMARY KEY (id) NOT ENFORCED)");

    session.run("CREATE TABLE IF NOT EXISTS t (other STRING, PRIMARY KEY (other) NOT ENFORCED)");

    assertThat(live("t").getColumns()).containsOnlyKeys(CqlIdentifier.fromInternal("id"));
    assertThat(session.failure("CREATE TABLE t (id INT, PRIMARY KEY (id) NOT ENFORCED)"))
        .contains("already exists");
  }

  @Test
  void whatCqlCannotKeepIsRefused() {
    String failure =
        session.failure(
            "CREATE TABLE t (id INT COMMENT 'the key', `ts` TIMESTAMP(3), up AS id + 1, w"
                + " TIMESTAMP_LTZ(3) METADATA FROM 'writetime' VIRTUAL, WATERMARK FOR `ts` AS `ts`"
                + " - INTERVAL '1' SECOND, PRIMARY KEY (id) NOT ENFORCED) WITH ('scan.page-size' ="
                + " '1 mb', 'partition-kye' = 'id', 'static-columns' = 'nothing', 'cql-type.ts' ="
                + " 'timestam')");

    assertThat(failure)
        .contains("A watermark for 'ts' cannot be kept")
        .contains("Column 'up' is computed or metadata")
        .contains("Column 'w' is computed or metadata")
        .contains("The comment of column 'id' cannot be kept")
        .contains("Option 'scan.page-size' cannot be kept with a table")
        .contains("Option 'partition-kye' does not exist. Did you mean 'partition-key'?")
        .contains("Option 'static-columns' names 'nothing'")
        .contains("Option 'cql-type.ts': there is no CQL type 'timestam'");
    assertThat(session.rows("SHOW TABLES")).isEmpty();
    assertThat(
            session.failure(
                "CREATE TABLE t (id INT, d STRING, PRIMARY KEY (id) NOT ENFORCED) PARTITIONED BY"
                    + " (d)"))
        .contains("Use DISTRIBUTED BY (d)");
    assertThat(session.failure("CREATE VIEW v AS SELECT 1")).contains("cannot keep");
    assertThat(session.failure("CREATE FUNCTION f AS 'java.lang.String'")).contains("cannot keep");
  }

  @Test
  void watermarkIsAddedInAnotherCatalog() {
    session.run(
        "CREATE TABLE events (id INT, `ts` TIMESTAMP(3), PRIMARY KEY (id) NOT ENFORCED) WITH"
            + " ('cql-type.id' = 'bigint')");
    session.run("INSERT INTO events VALUES (1, TIMESTAMP '2026-01-01 00:00:00')");

    session.run(
        "CREATE TABLE default_catalog.default_database.events (up AS id + 1, WATERMARK FOR `ts` AS"
            + " `ts` - INTERVAL '1' SECOND) "
            + Flink.with(cassandra.contactPoint(), keyspace, "events").toString()
            + " LIKE events (EXCLUDING OPTIONS)");

    assertThat(session.rows("SELECT up FROM default_catalog.default_database.events"))
        .containsExactly("+I[2]");
  }

  @Test
  void tableIsCreatedFromAQuery() {
    session.run(
        "CREATE TABLE totals WITH ('primary-key' = 'customer') AS SELECT * FROM (VALUES ('Ann', 3),"
            + " ('Bob', 4)) AS t (customer, total)");

    assertThat(session.rows("SELECT * FROM totals"))
        .containsExactlyInAnyOrder("+I[Ann, 3]", "+I[Bob, 4]");
  }

  @Test
  void tableIsAltered() {
    session.run("CREATE TABLE t (id INT, name STRING, PRIMARY KEY (id) NOT ENFORCED)");

    session.run("ALTER TABLE t ADD (price DOUBLE, tags ARRAY<STRING>)");
    session.run("ALTER TABLE t DROP name");
    session.run("ALTER TABLE t RENAME id TO number");
    session.run("ALTER TABLE t SET ('default_time_to_live' = '60', 'comment' = '7')");

    assertThat(cql("t"))
        .contains("\"number\" int", "\"price\" double", "\"tags\" frozen<list<text>>")
        .contains("default_time_to_live = 60", "comment = '7'")
        .doesNotContain("\"name\"");
  }

  @Test
  void changesThatCqlDoesNotKnowAreRefused() {
    session.run("CREATE TABLE t (id INT, name STRING, PRIMARY KEY (id) NOT ENFORCED)");

    assertThat(session.failure("ALTER TABLE t DROP id")).contains("primary key");
    assertThat(session.failure("ALTER TABLE t RENAME name TO title"))
        .contains("Cassandra renames columns of the primary key only");
    assertThat(session.failure("ALTER TABLE t MODIFY name INT")).contains("cannot be modified");
    assertThat(session.failure("ALTER TABLE t ADD x INT FIRST")).contains("without FIRST");
    assertThat(session.failure("ALTER TABLE t RESET ('default_time_to_live')"))
        .contains("cannot be reset");
    assertThat(session.failure("ALTER TABLE t SET ('sink.ttl' = '1 h')"))
        .contains("Option 'sink.ttl' cannot be kept with a table");
    assertThat(session.failure("ALTER TABLE t RENAME TO u")).contains("cannot be renamed");
    assertThat(live("t").getColumns()).hasSize(2);
  }

  @Test
  void tableIsDropped() {
    session.run("CREATE TABLE t (id INT, PRIMARY KEY (id) NOT ENFORCED)");

    session.run("DROP TABLE t");
    session.run("DROP TABLE IF EXISTS t");

    assertThat(session.rows("SHOW TABLES")).isEmpty();
    assertThat(session.failure("DROP TABLE t")).contains("does not exist");
  }

  @Test
  void databaseIsCreatedAndDropped() {
    String other = keyspace + "_other";

    session.run("CREATE DATABASE `%s` WITH ('replication-factor' = '1')".formatted(other));
    session.run(
        "CREATE DATABASE IF NOT EXISTS `%s` WITH ('replication-factor' = '1')".formatted(other));
    session.run("CREATE TABLE `%s`.t (id INT, PRIMARY KEY (id) NOT ENFORCED)".formatted(other));

    assertThat(session.failure("DROP DATABASE `%s`".formatted(other))).contains("not empty");
    session.run("ALTER DATABASE `%s` SET ('durable_writes' = 'false')".formatted(other));
    session.run("DROP DATABASE `%s` CASCADE".formatted(other));
    assertThat(session.rows("SHOW DATABASES")).doesNotContain("+I[%s]".formatted(other));
    assertThat(session.failure("CREATE DATABASE `%s`".formatted(other)))
        .contains("Say where the rows are kept");
  }
}
