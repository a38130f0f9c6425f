package io.cosmoscassandra.cluster.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.datastax.oss.driver.api.core.CqlSession;
import io.cosmoscassandra.cluster.Clusters;
import io.cosmoscassandra.cluster.Jars;
import io.cosmoscassandra.embedded.CassandraNode;
import io.cosmoscassandra.embedded.flink.FlinkCluster;
import io.cosmoscassandra.embedded.flink.FlinkRest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Runs the statements of the documentation as they stand there, but for the address. */
class DocumentedSqlIT {

  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final Path ROOT = Path.of(System.getProperty("root"));

  /** A script goes on when a job has ended, and prints the rows of a query as it finds them. */
  private static final String SETTINGS =
      """
      SET 'table.dml-sync' = 'true';
      SET 'sql-client.execution.result-mode' = 'tableau';
      """;

  /** What the documents take for granted. */
  private static final List<String> IN_PLACE =
      List.of(
          "CREATE KEYSPACE books_ks WITH replication = {'class': 'SimpleStrategy',"
              + " 'replication_factor': 1}",
          "CREATE KEYSPACE shop WITH replication = {'class': 'SimpleStrategy',"
              + " 'replication_factor': 1}",
          "CREATE TABLE shop.orders (customer text, order_id bigint, amount decimal, note text,"
              + " PRIMARY KEY (customer, order_id))",
          "CREATE TABLE shop.sessions (id text PRIMARY KEY, content text)");

  @Test
  void statementsOfTheDocumentationRun() {
    List<Block> blocks = Block.ofAllDocuments(ROOT);
    assertThat(blocks).hasSizeGreaterThanOrEqualTo(7);
    try (CassandraNode cassandra = CassandraNode.builder().start();
        CqlSession session = cassandra.connect();
        FlinkCluster flink =
            Clusters.forTest(getClass())
                .lib(Jars.sqlConnector())
                .set("execution.checkpointing.interval", "500 ms")
                .taskManagers(1)
                .start()) {
      IN_PLACE.forEach(session::execute);
      String hosts = "127.0.0.1:" + cassandra.contactPoint().getPort();
      scripts(blocks, hosts).forEach((document, script) -> flink.sqlClient().run(script, PATIENCE));

      int jobs =
          blocks.stream()
              .filter(block -> !block.isForCosmos() && !block.isCql())
              .mapToInt(Block::jobs)
              .sum();
      assertThat(flink.rest().jobs()).hasSize(jobs).allMatch(DocumentedSqlIT::finished);
      tablesHoldWhatTheDocumentsWrite(session);
      blocks.stream()
          .filter(Block::isCql)
          .forEach(block -> assertThat(session.execute(block.text()).all()).isNotEmpty());
    }
  }

  /**
   * One for each document, since later statements may need the earlier. A page that inserts before
   * it declares a table uses the table of the connector's first page.
   */
  private static Map<Path, String> scripts(List<Block> blocks, String hosts) {
    Path firstPage = ROOT.resolve("docs/sql-connector.md");
    String declaration =
        blocks.stream()
            .filter(block -> block.document().equals(firstPage) && block.declaresTable())
            .findFirst()
            .orElseThrow()
            .runnable(hosts);
    Map<Path, String> scripts = new LinkedHashMap<>();
    for (Block block : blocks) {
      if (block.isCql()) {
        continue;
      }
      if (!scripts.containsKey(block.document()) && !block.declaresTable()) {
        scripts.put(block.document(), declaration);
      }
      scripts.merge(block.document(), SETTINGS + block.runnable(hosts), String::concat);
    }
    return scripts;
  }

  private static boolean finished(FlinkRest.Job job) {
    return job.state().equals("FINISHED");
  }

  private static void tablesHoldWhatTheDocumentsWrite(CqlSession session) {
    assertThat(session.execute("SELECT * FROM books_ks.books").all()).hasSize(2);
    assertThat(session.execute("SELECT * FROM shop.orders").all()).hasSize(1);
    assertThat(session.execute("SELECT device FROM shop.readings").all()).hasSize(1);
    assertThat(session.execute("SELECT ttl(content) FROM shop.sessions").one().getInt(0))
        .isBetween(3_000, 3_600);
    assertThat(session.execute("SELECT ttl(page) FROM shop.visits").one().getInt(0))
        .isBetween(80_000, 86_400);
  }
}
