package io.cosmoscassandra.flink.it.lookup;

import static org.assertj.core.api.Assertions.assertThat;

import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import io.cosmoscassandra.embedded.CassandraExtension;
import io.cosmoscassandra.flink.it.kit.Flink;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.flink.api.common.typeinfo.TypeHint;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.table.api.Table;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.flink.types.Row;
import org.apache.flink.util.CloseableIterator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Keys go to the subtask that looks up their range of tokens, where Flink can shuffle by it. */
class LookupShuffleIT {

  private static final int KEYS = 200;
  private static final int LOOKUPS = 1_000;

  @RegisterExtension static final CassandraExtension cassandra = CassandraExtension.singleNode();

  @RegisterExtension static final MiniClusterExtension cluster = Flink.cluster();

  private final Flink flink = Flink.session();

  @Test
  void noKeyIsLookedUpByTwoSubtasks() throws Exception {
    String keyspace = cassandra.createKeyspace();
    cassandra
        .session()
        .execute("CREATE TABLE %s.names (id bigint PRIMARY KEY, name text)".formatted(keyspace));
    PreparedStatement insert =
        cassandra
            .session()
            .prepare("INSERT INTO %s.names (id, name) VALUES (?, ?)".formatted(keyspace));
    for (long id = 0; id < KEYS; id++) {
      cassandra.session().execute(insert.bind(id, "name " + id));
    }
    flink.run(
        "CREATE TABLE names (id BIGINT, name STRING) "
            + Flink.with(cassandra.contactPoint(), keyspace, "names"));
    flink.run(
        "CREATE TABLE clicks (n BIGINT, id AS CAST(MOD(n * 7919, "
            + KEYS
            + ") AS BIGINT), proc AS PROCTIME()) WITH ('connector' = 'datagen', 'fields.n.kind' ="
            + " 'sequence', 'fields.n.start' = '1', 'fields.n.end' = '"
            + LOOKUPS
            + "')");
    Table joined =
        flink
            .tables()
            .sqlQuery(
                "SELECT /*+ LOOKUP('table'='t', 'shuffle'='true') */ c.id, name FROM clicks AS c"
                    + " JOIN names FOR SYSTEM_TIME AS OF c.proc AS t ON c.id = t.id");

    Map<Long, Set<Integer>> subtasks = new HashMap<>();
    int rows = 0;
    try (CloseableIterator<Tuple2<Long, Integer>> found =
        flink
            .tables()
            .toDataStream(joined)
            .map(new WithSubtask())
            .returns(new TypeHint<Tuple2<Long, Integer>>() {})
            .executeAndCollect()) {
      while (found.hasNext()) {
        Tuple2<Long, Integer> row = found.next();
        subtasks.computeIfAbsent(row.f0, id -> new HashSet<>()).add(row.f1);
        rows++;
      }
    }

    assertThat(joined.explain()).contains("shuffle=[true]");
    assertThat(rows).isEqualTo(LOOKUPS);
    assertThat(subtasks).hasSize(KEYS).allSatisfy((id, of) -> assertThat(of).hasSize(1));
    assertThat(subtasks.values().stream().flatMap(Set::stream).distinct()).hasSizeGreaterThan(1);
  }

  /** Adds the subtask, which is that of the join, since it is chained to it. */
  private static final class WithSubtask extends RichMapFunction<Row, Tuple2<Long, Integer>> {
    private static final long serialVersionUID = 1L;

    @Override
    public Tuple2<Long, Integer> map(Row row) {
      return Tuple2.of(
          row.getFieldAs(0), getRuntimeContext().getTaskInfo().getIndexOfThisSubtask());
    }
  }
}
