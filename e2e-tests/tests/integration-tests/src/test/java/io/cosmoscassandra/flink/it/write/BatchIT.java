package io.cosmoscassandra.flink.it.write;

import static org.assertj.core.api.Assertions.assertThat;

import io.cosmoscassandra.embedded.CassandraExtension;
import io.cosmoscassandra.flink.it.kit.Flink;
import io.cosmoscassandra.flink.it.kit.OperatorMetrics;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Number of rows that share a request, and Cassandra's warnings about it. */
class BatchIT {

  private static final int ROWS = 2_000;
  private static final int BYTES_OF_TEXT = 900;
  private static final int BYTES_THAT_ARE_WARNED_OF = 5 * 1_024;

  private static final OperatorMetrics metrics = OperatorMetrics.ofWriters();

  @RegisterExtension static final CassandraExtension cassandra = CassandraExtension.singleNode();

  @RegisterExtension
  static final MiniClusterExtension cluster =
      Flink.cluster(metrics.reportedBy(new Configuration()));

  private final Flink flink = Flink.session();
  private String keyspace;

  @BeforeEach
  void createTables() throws Exception {
    keyspace = cassandra.createKeyspace();
    cassandra
        .session()
        .execute(
            "CREATE TABLE %s.events (device int, id int, data text, PRIMARY KEY (device, id))"
                .formatted(keyspace));
    flink.set("table.exec.resource.default-parallelism", "1");
    flink.run(
        """
        CREATE TABLE source (id INT) WITH ('connector' = 'datagen',
          'fields.id.kind' = 'sequence', 'fields.id.start' = '1', 'fields.id.end' = '%d')
        """
            .formatted(ROWS));
  }

  @Test
  void runsOfOnePartitionShareLargeRequestsWithoutAWarning() throws Exception {
    JobID job = insert("id / 500", sink());

    assertThat(metrics.counted(job, "cassandra.requests"))
        .isLessThan(ROWS * (long) BYTES_OF_TEXT / BYTES_THAT_ARE_WARNED_OF);
    assertThat(warnings()).isEmpty();
  }

  @Test
  void rowsOfSeveralPartitionsShareRequestsThatAreNotWarnedOf() throws Exception {
    JobID job = insert("id", sink());

    assertThat(metrics.counted(job, "cassandra.requests")).isLessThan(ROWS);
    assertThat(warnings()).isEmpty();
  }

  @Test
  void whoWantsLargeRequestsOfSeveralPartitionsIsWarned() throws Exception {
    insert("id", sink().and("sink.batch.max-size", "20 kb"));

    assertThat(warnings()).isNotEmpty();
  }

  private Flink.With sink() {
    return Flink.with(cassandra.contactPoint(), keyspace, "events");
  }

  private JobID insert(String device, Flink.With with) throws Exception {
    flink.run(
        """
        CREATE TABLE events (device INT, id INT, data STRING,
          PRIMARY KEY (device, id) NOT ENFORCED)
        """
            + with);
    JobID job =
        flink
            .run(
                "INSERT INTO events SELECT %s, id, REPEAT('x', %d) FROM source"
                    .formatted(device, BYTES_OF_TEXT))
            .getJobClient()
            .orElseThrow()
            .getJobID();
    assertThat(
            cassandra
                .session()
                .execute("SELECT COUNT(*) FROM %s.events".formatted(keyspace))
                .one()
                .getLong(0))
        .isEqualTo(ROWS);
    return job;
  }

  private List<String> warnings() throws IOException {
    return Files.readAllLines(cassandra.node().log()).stream()
        .filter(line -> line.contains("Batch for [" + keyspace))
        .toList();
  }
}
