package io.cosmoscassandra.flink.it.commit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.datastax.oss.driver.api.core.cql.Row;
import io.cosmoscassandra.embedded.CassandraExtension;
import io.cosmoscassandra.flink.it.kit.Flink;
import java.util.List;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Exactly-once in SQL: bounded jobs, batch jobs, and settings that are rejected. */
@Tag("compatibility")
@Tag("servers")
class ExactlyOnceIT {

  @RegisterExtension static final CassandraExtension cassandra = CassandraExtension.singleNode();

  @RegisterExtension static final MiniClusterExtension cluster = Flink.cluster();

  private String keyspace;

  @BeforeEach
  void createTable() {
    keyspace = cassandra.createKeyspace();
    cassandra
        .session()
        .execute("CREATE TABLE " + keyspace + ".books (id int PRIMARY KEY, name text)");
  }

  private Flink withTable(Flink flink) throws Exception {
    flink.run(
        "CREATE TABLE books (id INT, name STRING, PRIMARY KEY (id) NOT ENFORCED)"
            + Flink.with(cassandra.contactPoint(), keyspace, "books")
                .and("sink.delivery-guarantee", "exactly-once"));
    return flink;
  }

  @Test
  void aBoundedStreamingJobCommitsItsLastRowsWithTheFinalCheckpoint() throws Exception {
    Flink flink = withTable(Flink.session());
    flink.set("execution.checkpointing.interval", "500 ms");

    flink.run("INSERT INTO books VALUES (1, 'Ulysses'), (2, 'Emma')");

    assertThat(books()).containsExactlyInAnyOrder("1 Ulysses", "2 Emma");
    assertThat(chunks()).isEmpty();
  }

  @Test
  void aBatchJobCommitsOnceAtItsEnd() throws Exception {
    Flink flink = withTable(Flink.batchSession());

    flink.run("INSERT INTO books VALUES (1, 'Ulysses'), (2, 'Emma')");

    assertThat(books()).containsExactlyInAnyOrder("1 Ulysses", "2 Emma");
    assertThat(chunks()).isEmpty();
  }

  @Test
  void endlessInputWithoutCheckpointsIsRefused() throws Exception {
    Flink flink = withTable(Flink.session());
    flink
        .tables()
        .executeSql(
            "CREATE TABLE endless (id INT NOT NULL, name STRING) WITH ('connector' = 'datagen')");

    assertThatThrownBy(() -> flink.run("INSERT INTO books SELECT id, name FROM endless"))
        .hasStackTraceContaining("execution.checkpointing.interval");
  }

  private List<String> books() {
    return cassandra.session().execute("SELECT * FROM " + keyspace + ".books").all().stream()
        .map((Row row) -> row.getInt("id") + " " + row.getString("name"))
        .toList();
  }

  private List<Row> chunks() {
    return cassandra.session().execute("SELECT * FROM " + keyspace + ".flink_sink_chunks").all();
  }
}
