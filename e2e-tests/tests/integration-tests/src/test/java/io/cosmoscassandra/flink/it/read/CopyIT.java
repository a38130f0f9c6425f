package io.cosmoscassandra.flink.it.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.datastax.oss.driver.api.core.cql.Row;
import io.cosmoscassandra.embedded.CassandraExtension;
import io.cosmoscassandra.flink.it.kit.Flink;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A table is copied with the write times and times to live of its rows. */
class CopyIT {

  private static final int ROWS = 200;
  private static final int TTL = 500_000;

  /** What a busy machine may need between reading a row and writing it. */
  private static final int LAG = 600;

  /** Micros of a day in 2024, from which on rows were written. */
  private static final long WRITTEN = 1_710_000_000_000_000L;

  @RegisterExtension static final CassandraExtension cassandra = CassandraExtension.singleNode();

  @RegisterExtension static final MiniClusterExtension cluster = Flink.cluster();

  private final Flink flink = Flink.session();
  private String keyspace;

  /** A row of a table with what its columns have. */
  private record Written(String title, long writetime, Integer ttl) {}

  @BeforeEach
  void createTables() throws Exception {
    keyspace = cassandra.createKeyspace();
    for (String table : new String[] {"original", "copy"}) {
      cassandra
          .session()
          .execute(
              "CREATE TABLE %s.%s (id int PRIMARY KEY, title text)".formatted(keyspace, table));
      flink.run(
          "CREATE TABLE `"
              + table
              + "` (id INT, title STRING, writetime TIMESTAMP_LTZ(6) METADATA, ttl INT METADATA,"
              + " PRIMARY KEY (id) NOT ENFORCED)"
              + Flink.with(cassandra.contactPoint(), keyspace, table));
    }
    for (int id = 0; id < ROWS; id++) {
      cassandra
          .session()
          .execute(
              "INSERT INTO %s.original (id, title) VALUES (%d, 'Book %d') USING TIMESTAMP %d AND TTL %d"
                  .formatted(keyspace, id, id, WRITTEN + 7L * id, id % 3 == 0 ? 0 : TTL + id));
    }
  }

  private Map<Integer, Written> rows(String table) {
    Map<Integer, Written> rows = new TreeMap<>();
    for (Row row :
        cassandra
            .session()
            .execute(
                "SELECT id, title, writetime(title), ttl(title) FROM %s.%s"
                    .formatted(keyspace, table))) {
      rows.put(
          row.getInt(0), new Written(row.getString(1), row.getLong(2), row.get(3, Integer.class)));
    }
    return rows;
  }

  private void assertIsCopied(int count) {
    Map<Integer, Written> original = rows("original");
    Map<Integer, Written> copy = rows("copy");
    assertThat(original).hasSize(count);
    assertThat(copy.keySet()).isEqualTo(original.keySet());
    copy.forEach(
        (id, row) -> {
          Written written = original.get(id);
          assertThat(row.title()).isEqualTo(written.title());
          assertThat(row.writetime()).isEqualTo(written.writetime());
          if (written.ttl() == null) {
            assertThat(row.ttl()).as("time to live of row %d", id).isNull();
          } else {
            assertThat(row.ttl()).isCloseTo(written.ttl(), within(LAG));
          }
        });
  }

  @Test
  void theCopyHasTheWriteTimesAndTimesToLiveOfTheOriginal() throws Exception {
    flink.run("INSERT INTO `copy` SELECT * FROM original");

    assertIsCopied(ROWS);
  }

  @Test
  void aSecondRunChangesNothing() throws Exception {
    flink.run("INSERT INTO `copy` SELECT * FROM original");
    cassandra
        .session()
        .execute("UPDATE %s.copy SET title = 'changed since' WHERE id = 3".formatted(keyspace));
    Written changed = rows("copy").get(3);

    flink.run("INSERT INTO `copy` SELECT * FROM original");

    assertThat(rows("copy").get(3)).isEqualTo(changed);
    cassandra.session().execute("DELETE FROM %s.copy WHERE id = 3".formatted(keyspace));
    cassandra.session().execute("DELETE FROM %s.original WHERE id = 3".formatted(keyspace));
    assertIsCopied(ROWS - 1);
  }
}
