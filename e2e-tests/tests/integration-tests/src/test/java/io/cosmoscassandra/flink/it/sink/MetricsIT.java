package io.cosmoscassandra.flink.it.sink;

import static org.assertj.core.api.Assertions.assertThat;

import io.cosmoscassandra.embedded.CassandraExtension;
import io.cosmoscassandra.flink.it.kit.Flink;
import io.cosmoscassandra.flink.it.kit.OperatorMetrics;
import java.util.List;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Metrics of the sink in Flink. */
class MetricsIT {

  private static final int ROWS = 1_000;
  private static final int BYTES_OF_A_ROW = 2 * (4 + 4); // a length and a value for each column

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
        .execute("CREATE TABLE %s.numbers (id int PRIMARY KEY, n tinyint)".formatted(keyspace));
    flink.run(
        """
        CREATE TABLE source (id INT) WITH ('connector' = 'datagen',
          'fields.id.kind' = 'sequence', 'fields.id.start' = '1', 'fields.id.end' = '%d')
        """
            .formatted(ROWS));
  }

  @Test
  void writtenRowsAndTheirRequestsAreCounted() throws Exception {
    JobID job = insert("INT", "id, 1", "fail");

    assertThat(metrics.counted(job, "numRecordsSend")).isEqualTo(ROWS);
    assertThat(metrics.counted(job, "numBytesSend")).isEqualTo(ROWS * (long) (BYTES_OF_A_ROW - 3));
    assertThat(metrics.counted(job, "numRecordsSendErrors")).isZero();
    assertThat(metrics.counted(job, "cassandra.requests")).isBetween(ROWS / 50L, (long) ROWS);
    assertThat(metrics.counted(job, "cassandra.retries")).isZero();
    assertThat(metrics.counted(job, "cassandra.throttles")).isZero();
    assertThat(metrics.counted(job, "cassandra.skippedRows")).isZero();
  }

  @Test
  void latencyOfRequestsIsMeasured() throws Exception {
    JobID job = insert("INT", "id, 1", "fail");

    List<Histogram> latencies = metrics.of(job, "cassandra.requestLatencyMillis", Histogram.class);
    assertThat(latencies).hasSize(2);
    assertThat(latencies.stream().mapToLong(Histogram::getCount).sum())
        .isEqualTo(metrics.counted(job, "cassandra.requests"));
    assertThat(latencies)
        .filteredOn(latency -> latency.getCount() > 0)
        .allSatisfy(latency -> assertThat(latency.getStatistics().getMax()).isBetween(0L, 60_000L));
    assertThat(metrics.of(job, "currentSendTime", Gauge.class))
        .allSatisfy(
            gauge -> assertThat(((Number) gauge.getValue()).longValue()).isBetween(0L, 60_000L));
  }

  @Test
  void nothingIsUnderWayAtTheEnd() throws Exception {
    JobID job = insert("INT", "id, 1", "fail");

    for (String name : List.of("cassandra.requestsInFlight", "cassandra.rowsUnderWay")) {
      assertThat(metrics.of(job, name, Gauge.class))
          .as(name)
          .hasSize(2)
          .allSatisfy(gauge -> assertThat(((Number) gauge.getValue()).longValue()).isZero());
    }
    assertThat(metrics.of(job, "cassandra.congestionWindow", Gauge.class))
        .hasSize(2)
        .allSatisfy(gauge -> assertThat(((Number) gauge.getValue()).longValue()).isPositive());
  }

  @Test
  void skippedRowsAreCounted() throws Exception {
    JobID job = insert("INT", "id, CASE WHEN MOD(id, 10) = 0 THEN 300 ELSE 1 END", "skip");

    assertThat(metrics.counted(job, "cassandra.skippedRows")).isEqualTo(ROWS / 10);
    assertThat(metrics.counted(job, "numRecordsSendErrors")).isEqualTo(ROWS / 10);
    assertThat(metrics.counted(job, "numRecordsSend")).isEqualTo(ROWS - ROWS / 10);
  }

  private JobID insert(String type, String values, String onRowError) throws Exception {
    flink.run(
        "CREATE TABLE numbers (id INT, n %s, PRIMARY KEY (id) NOT ENFORCED)".formatted(type)
            + Flink.with(cassandra.contactPoint(), keyspace, "numbers")
                .and("sink.on-row-error", onRowError));
    return flink
        .run("INSERT INTO numbers SELECT %s FROM source".formatted(values))
        .getJobClient()
        .orElseThrow()
        .getJobID();
  }
}
