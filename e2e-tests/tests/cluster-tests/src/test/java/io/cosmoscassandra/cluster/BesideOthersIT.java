package io.cosmoscassandra.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.cosmoscassandra.embedded.CassandraExtension;
import io.cosmoscassandra.embedded.flink.FlinkCluster;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * In one lib with Flink's connector to Kafka, and with an older driver for Cassandra, Netty, Guava
 * and Jackson under their own names.
 */
class BesideOthersIT {

  private static final Duration PATIENCE = Duration.ofMinutes(3);

  @RegisterExtension static final CassandraExtension cassandra = CassandraExtension.singleNode();

  @Test
  void runsBesideWhatOthersHavePutIntoLib() {
    String keyspace = cassandra.createKeyspace();
    FlinkCluster.Builder builder = Clusters.forTest(getClass()).taskManagers(1);
    assertThat(Jars.ofOthers()).hasSize(10);
    Jars.ofOthers().forEach(builder::lib);
    try (FlinkCluster flink = builder.lib(Jars.sqlConnector()).start()) {
      String printed = flink.sqlClient().run(tables(keyspace) + EXPLAIN, PATIENCE);
      assertThat(printed).contains("default_database, clicks").contains("default_database.books");
      String insert = "INSERT INTO books VALUES (1, 'Ulysses'), (2, 'Emma');";
      Submission.of(flink, tables(keyspace) + insert).awaitEnd(PATIENCE);
    }
    assertThat(cassandra.session().execute("SELECT id FROM %s.books".formatted(keyspace)).all())
        .extracting(row -> row.getInt("id"))
        .containsExactlyInAnyOrder(1, 2);
  }

  private static final String EXPLAIN =
      "EXPLAIN PLAN FOR INSERT INTO books SELECT id, name FROM clicks;";

  private static String tables(String keyspace) {
    InetSocketAddress node = cassandra.contactPoint();
    return """
    SET 'execution.checkpointing.interval' = '500 ms';
    CREATE TABLE clicks (id INT, name STRING) WITH (
      'connector' = 'kafka',
      'topic' = 'clicks',
      'properties.bootstrap.servers' = 'localhost:9092',
      'scan.startup.mode' = 'earliest-offset',
      'format' = 'json'
    );
    CREATE TABLE books (id INT, name STRING, PRIMARY KEY (id) NOT ENFORCED) WITH (
      'connector' = 'cassandra',
      'hosts' = '%s:%d',
      'keyspace' = '%s',
      'table' = 'books',
      'sink.create-table' = 'true'
    );
    """
        .formatted(node.getHostString(), node.getPort(), keyspace);
  }
}
