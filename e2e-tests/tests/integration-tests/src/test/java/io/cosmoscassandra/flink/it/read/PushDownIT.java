package io.cosmoscassandra.flink.it.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.cosmoscassandra.embedded.CassandraExtension;
import io.cosmoscassandra.flink.it.kit.Flink;
import io.cosmoscassandra.flink.it.kit.RandomKeys;
import io.cosmoscassandra.flink.it.kit.Seed;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.flink.types.Row;
import org.apache.flink.util.CloseableIterator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Random conditions on random tables find the same rows as Flink's own filter finds among all rows
 * that the source reads. {@code -Dpushdown.tables} sets the number of tables, {@code
 * -Dpushdown.conditions} that of the conditions on each.
 */
@Tag("servers")
class PushDownIT {

  private static final int TABLES = Integer.getInteger("pushdown.tables", 2);
  private static final int CONDITIONS = Integer.getInteger("pushdown.conditions", 30);
  private static final int QUERIES_PER_JOB = 10;

  @RegisterExtension static final CassandraExtension cassandra = CassandraExtension.singleNode();

  @RegisterExtension static final MiniClusterExtension cluster = Flink.cluster();

  private final Flink flink = Flink.batchSession();

  @Test
  void conditionsFindTheRowsThatFlinkFinds() throws Exception {
    long seed = Seed.ofThisRun();
    String keyspace = cassandra.createKeyspace();
    flink.set("parallelism.default", "1").set("table.exec.resource.default-parallelism", "1");
    int found = 0;
    try (Flink.KeptSession shared = flink.keepSession(cassandra.contactPoint(), Map.of())) {
      for (int i = 0; i < TABLES; i++) {
        found += compare(i, keyspace, seed);
      }
    }
    System.out.printf(
        "PushDownIT: seed %d, %d tables, %d conditions, %d rows found, 0 differences%n",
        seed, TABLES, TABLES * CONDITIONS, found);
    assertThat(found).isPositive();
  }

  /** Compares what the conditions of one table find, and returns the number of rows. */
  private int compare(int number, String keyspace, long seed) throws Exception {
    Random random = new Random(seed + number);
    RandomKeys table = new RandomKeys("table_" + number, random);
    table.cql(keyspace).forEach(statement -> cassandra.session().execute(statement));
    declare(table, keyspace);
    List<Row> all = flink.rows("SELECT * FROM " + table.name());
    assertThat(all).as("seed %d, %s", seed, table).hasSize(table.size());

    List<String> conditions =
        IntStream.range(0, CONDITIONS).mapToObj(c -> table.condition(random)).toList();
    assertThat(flink.tables().explainSql(sql(0, "all_" + table.name(), conditions.get(0))))
        .doesNotContain("filter=[");
    Map<Integer, List<String>> expected = rows("all_" + table.name(), conditions);
    Map<Integer, List<String>> actual = rows(table.name(), conditions);
    int found = 0;
    for (int c = 0; c < CONDITIONS; c++) {
      assertThat(actual.get(c))
          .as("seed %d, %s, WHERE %s", seed, table, conditions.get(c))
          .isEqualTo(expected.get(c));
      found += expected.getOrDefault(c, List.of()).size();
    }
    return found;
  }

  private void declare(RandomKeys table, String keyspace) {
    flink
        .tables()
        .executeSql(
            "CREATE TABLE "
                + table.name()
                + table.declaration()
                + Flink.with(cassandra.contactPoint(), keyspace, table.name())
                    .and("scan.allow-filtering", Boolean.toString(table.filters())));
    // Flink never moves a condition below a LIMIT.
    flink
        .tables()
        .executeSql(
            "CREATE TEMPORARY VIEW all_%1$s AS SELECT * FROM %1$s LIMIT 1000000"
                .formatted(table.name()));
  }

  /** The rows that each condition finds. */
  private Map<Integer, List<String>> rows(String table, List<String> conditions) throws Exception {
    Map<Integer, List<String>> rows = new TreeMap<>();
    for (int from = 0; from < conditions.size(); from += QUERIES_PER_JOB) {
      int to = Math.min(from + QUERIES_PER_JOB, conditions.size());
      List<DataStream<Row>> queries =
          IntStream.range(from, to).mapToObj(c -> query(c, table, conditions.get(c))).toList();
      @SuppressWarnings({"unchecked", "rawtypes"})
      DataStream<Row>[] others = queries.subList(1, queries.size()).toArray(DataStream[]::new);
      try (CloseableIterator<Row> found = queries.get(0).union(others).executeAndCollect(table)) {
        found.forEachRemaining(
            row ->
                rows.computeIfAbsent(row.getFieldAs(0), c -> new ArrayList<>())
                    .add(row.toString()));
      }
    }
    rows.values().forEach(found -> found.sort(null));
    return rows;
  }

  private DataStream<Row> query(int number, String table, String condition) {
    return flink.tables().toDataStream(flink.tables().sqlQuery(sql(number, table, condition)));
  }

  private static String sql(int number, String table, String condition) {
    return "SELECT %d AS q, * FROM %s WHERE %s".formatted(number, table, condition);
  }
}
