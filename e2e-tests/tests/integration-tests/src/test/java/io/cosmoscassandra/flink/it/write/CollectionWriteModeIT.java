package io.cosmoscassandra.flink.it.write;

import static org.assertj.core.api.Assertions.assertThat;

import com.datastax.oss.driver.api.core.cql.Row;
import io.cosmoscassandra.embedded.CassandraExtension;
import io.cosmoscassandra.flink.it.kit.Flink;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Collections that are written element by element. */
@Tag("compatibility")
class CollectionWriteModeIT {

  @RegisterExtension static final CassandraExtension cassandra = CassandraExtension.singleNode();

  @RegisterExtension static final MiniClusterExtension cluster = Flink.cluster();

  private final Flink flink = Flink.session();
  private String keyspace;

  @BeforeEach
  void createTable() {
    keyspace = cassandra.createKeyspace();
    cassandra
        .session()
        .execute(
            "CREATE TABLE %s.t (id int PRIMARY KEY, name text, tags set<text>, counts map<text, int>, log list<int>)"
                .formatted(keyspace));
  }

  private void declare(String table, Map<String, String> options) throws Exception {
    Flink.With with = Flink.with(cassandra.contactPoint(), keyspace, "t");
    options.forEach(with::and);
    flink.run(
        "CREATE TABLE %s (id INT, name STRING, tags ARRAY<STRING>, counts MAP<STRING, INT>, log ARRAY<INT>, PRIMARY KEY (id) NOT ENFORCED)"
                .formatted(table)
            + with);
  }

  private Row row() {
    return cassandra.session().execute("SELECT * FROM %s.t".formatted(keyspace)).one();
  }

  @ParameterizedTest
  @ValueSource(strings = {"at-least-once", "exactly-once"})
  void elementsAreAddedAndRemoved(String guarantee) throws Exception {
    Map<String, String> adding =
        Map.of(
            "sink.delivery-guarantee", guarantee,
            "sink.columns.tags.write-mode", "add",
            "sink.columns.counts.write-mode", "add");
    declare("adding", adding);
    declare(
        "removing",
        Map.of(
            "sink.delivery-guarantee", guarantee,
            "sink.columns.tags.write-mode", "remove",
            "sink.columns.counts.write-mode", "remove"));

    // Both rows are of one epoch: none of them replaces the other.
    flink.run(
        "INSERT INTO adding (id, name, tags, counts) VALUES (1, 'a', ARRAY['x', 'y'], MAP['p', 1]),"
            + " (1, 'b', ARRAY['z'], MAP['q', 2]), (1, 'c', CAST(NULL AS ARRAY<STRING>),"
            + " MAP['p', 3])");
    assertThat(row().getString("name")).isIn("a", "b", "c");
    assertThat(row().getSet("tags", String.class)).isEqualTo(Set.of("x", "y", "z"));
    assertThat(row().getMap("counts", String.class, Integer.class)).containsKeys("p", "q");

    flink.run("INSERT INTO removing (id, tags, counts) VALUES (1, ARRAY['y'], MAP['p', 0])");
    assertThat(row().getSet("tags", String.class)).isEqualTo(Set.of("x", "z"));
    assertThat(row().getMap("counts", String.class, Integer.class)).isEqualTo(Map.of("q", 2));
    assertThat(row().getString("name")).isNotNull();
  }

  @Test
  void listsGrowAtBothEnds() throws Exception {
    declare("appending", Map.of("sink.columns.log.write-mode", "append"));
    declare("prepending", Map.of("sink.columns.log.write-mode", "prepend", "sink.ttl", "1 h"));

    flink.run("INSERT INTO appending (id, log) VALUES (1, ARRAY[3, 4])");
    flink.run("INSERT INTO prepending (id, log) VALUES (1, ARRAY[1, 2])");
    flink.run("INSERT INTO appending (id, log) VALUES (1, ARRAY[5])");

    assertThat(row().getList("log", Integer.class)).containsExactlyInAnyOrder(1, 2, 3, 4, 5);
    assertThat(row().getList("log", Integer.class)).endsWith(3, 4, 5);
  }

  @Test
  void whatCannotBeDoneIsRefused() throws Exception {
    declare(
        "bad",
        Map.of(
            "sink.columns.name.write-mode", "add",
            "sink.columns.tags.write-mode", "append",
            "sink.columns.nothing.write-mode", "add"));
    declare(
        "exact",
        Map.of("sink.delivery-guarantee", "exactly-once", "sink.columns.log.write-mode", "append"));

    String all = "(id, name, tags, counts, log) SELECT id, name, tags, counts, log FROM bad";
    assertThat(Flink.stackTrace(flink.failure("INSERT INTO bad " + all)))
        .contains("'sink.columns.name.write-mode' = 'add' requires a set or a map")
        .contains("'sink.columns.tags.write-mode' = 'append' requires a list")
        .contains("'sink.columns.nothing.write-mode' names a column that is not written");
    assertThat(
            Flink.stackTrace(flink.failure("INSERT INTO exact (id, log) SELECT id, log FROM bad")))
        .contains("cannot be used exactly once");
    declare("misspelt", Map.of("sink.columns.tags.write-mod", "add"));
    assertThat(Flink.stackTrace(flink.failure("INSERT INTO misspelt SELECT * FROM bad")))
        .contains("Option 'sink.columns.tags.write-mod' does not exist")
        .contains("sink.columns.<column>.write-mode");
  }

  @Test
  void aNullLeavesTheCollectionAsItIs() throws Exception {
    declare("adding", Map.of("sink.columns.tags.write-mode", "add"));

    flink.run("INSERT INTO adding (id, tags) VALUES (1, ARRAY['x'])");
    flink.run("INSERT INTO adding (id, tags) VALUES (1, CAST(NULL AS ARRAY<STRING>))");

    assertThat(row().getSet("tags", String.class)).isEqualTo(Set.of("x"));
    assertThat(List.of(row().isNull("log"))).containsExactly(true);
  }
}
