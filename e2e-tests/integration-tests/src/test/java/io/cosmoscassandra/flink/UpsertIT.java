package io.cosmoscassandra.flink;

import static org.assertj.core.api.Assertions.assertThat;

import com.datastax.oss.driver.api.core.cql.Row;
import io.cosmoscassandra.embedded.CassandraExtension;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What rows of each kind do to the table. */
@Tag("compatibility")
class UpsertIT {

  @RegisterExtension static final CassandraExtension cassandra = CassandraExtension.singleNode();

  @RegisterExtension static final MiniClusterExtension cluster = Flink.cluster();

  private String keyspace;

  @BeforeEach
  void createKeyspace() {
    keyspace = cassandra.createKeyspace();
  }

  @Test
  void rowsOfAnInsertAreInTheTable() throws Exception {
    cassandra
        .session()
        .execute("CREATE TABLE " + keyspace + ".books (id int PRIMARY KEY, name text)");
    Flink flink = Flink.session();
    flink.run(
        "CREATE TABLE books (id INT, name STRING, PRIMARY KEY (id) NOT ENFORCED)"
            + Flink.with(cassandra.contactPoint(), keyspace, "books")
                .and("sink.delivery-guarantee", "at-least-once"));

    flink.run("INSERT INTO books VALUES (1, 'Ulysses'), (2, 'Emma')");

    assertThat(cassandra.session().execute("SELECT * FROM " + keyspace + ".books"))
        .extracting((Row row) -> row.getInt("id") + " " + row.getString("name"))
        .containsExactlyInAnyOrder("1 Ulysses", "2 Emma");
  }
}
