package io.cosmoscassandra.flink.it.lookup;

import static org.assertj.core.api.Assertions.assertThat;

import io.cosmoscassandra.embedded.CassandraExtension;
import io.cosmoscassandra.embedded.proxy.FaultPolicy;
import io.cosmoscassandra.embedded.proxy.FaultProxy;
import io.cosmoscassandra.embedded.proxy.Opcode;
import io.cosmoscassandra.embedded.proxy.RequestFault;
import io.cosmoscassandra.flink.it.kit.Flink;
import io.cosmoscassandra.flink.it.kit.RandomKeys;
import io.cosmoscassandra.flink.it.kit.Seed;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.flink.types.Row;
import org.apache.flink.util.CloseableIterator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Random joins with random tables find the same rows as Flink's own join finds in a copy of the
 * table, while the database is overloaded and loses responses. {@code -Dlookup.joins} sets their
 * number.
 */
class RandomJoinIT {

  private static final int JOINS = Integer.getInteger("lookup.joins", 10);
  private static final int JOINS_PER_TABLE = 10;
  private static final int ROWS = 30;
  private static final double OVERLOADED = 0.2;
  private static final double LOST = 0.05;

  @RegisterExtension static final CassandraExtension cassandra = CassandraExtension.singleNode();

  @RegisterExtension static final MiniClusterExtension cluster = Flink.cluster(largeNetwork());

  private final Flink flink = Flink.batchSession();
  private int views;

  /** The joins of Flink's own exchange rows between their inputs, ten of them in a job. */
  private static Configuration largeNetwork() {
    Configuration configuration = new Configuration();
    configuration.set(TaskManagerOptions.NETWORK_MEMORY_MIN, MemorySize.ofMebiBytes(256));
    configuration.set(TaskManagerOptions.NETWORK_MEMORY_MAX, MemorySize.ofMebiBytes(256));
    return configuration;
  }

  @Test
  void joinsFindTheRowsThatFlinkFinds() throws Exception {
    long seed = Seed.ofThisRun();
    String keyspace = cassandra.createKeyspace();
    flink.set("parallelism.default", "1").set("table.exec.resource.default-parallelism", "1");
    int found = 0;
    try (FaultProxy proxy = FaultProxy.inFrontOf(cassandra.node());
        Flink.KeptSession scans = flink.keepSession(cassandra.contactPoint(), Map.of());
        Flink.KeptSession lookups =
            flink.keepSession(proxy.contactPoint(), Map.of("request.timeout", "500 ms"))) {
      proxy.setPolicy(faults(seed), Opcode.EXECUTE);
      for (int i = 0; i < Math.max(1, JOINS / JOINS_PER_TABLE); i++) {
        Random random = new Random(seed + i);
        RandomKeys table = new RandomKeys("table_" + i, random);
        declare(table, keyspace, proxy, random);
        List<RandomJoin> joins =
            IntStream.range(0, JOINS_PER_TABLE)
                .mapToObj(join -> new RandomJoin(table, ROWS, random))
                .toList();

        List<String> streams = joins.stream().map(join -> view(join.stream())).toList();

        Map<Integer, List<String>> expected =
            rows(j -> joins.get(j).with(streams.get(j), "copy_of_" + table.name()));
        Map<Integer, List<String>> actual =
            rows(j -> joins.get(j).lookup(streams.get(j), table.name()));
        for (int j = 0; j < JOINS_PER_TABLE; j++) {
          assertThat(actual.get(j))
              .as("seed %d, %s, %s", seed, table, joins.get(j))
              .isEqualTo(expected.get(j));
          found += expected.getOrDefault(j, List.of()).size();
        }
      }
    }
    System.out.printf(
        "RandomJoinIT: seed %d, %d joins, %d rows found, 0 differences%n", seed, JOINS, found);
    assertThat(found).isPositive();
  }

  private static FaultPolicy faults(long seed) {
    return FaultPolicy.randomly(OVERLOADED, seed, RequestFault.overloaded("as the test wants it"))
        .orElse(FaultPolicy.randomly(LOST, seed + 1, RequestFault.dropResponse()));
  }

  private void declare(RandomKeys table, String keyspace, FaultProxy proxy, Random random)
      throws Exception {
    table.cql(keyspace).forEach(statement -> cassandra.session().execute(statement));
    flink.run(
        "CREATE TABLE "
            + table.name()
            + table.declaration()
            + Flink.with(proxy.contactPoint(), keyspace, table.name())
                .and("request.timeout", "500 ms")
                .and("lookup.async", Boolean.toString(random.nextInt(4) > 0)));
    flink.run(
        "CREATE TABLE scan_of_"
            + table.name()
            + table.declaration()
            + Flink.with(cassandra.contactPoint(), keyspace, table.name()));
    // Flink never moves a condition below a LIMIT.
    flink.run(
        "CREATE TEMPORARY VIEW copy_of_%1$s AS SELECT * FROM scan_of_%1$s LIMIT 1000000"
            .formatted(table.name()));
  }

  /**
   * A view of the rows that does not show literals to the planner, which fails on some of BYTES.
   */
  private String view(String query) {
    String name = "stream_" + views++;
    flink
        .tables()
        .createTemporaryView(name, flink.tables().toDataStream(flink.tables().sqlQuery(query)));
    return name;
  }

  /** The rows that the query of each join finds. */
  private Map<Integer, List<String>> rows(IntFunction<String> queries) throws Exception {
    List<DataStream<Tuple2<Integer, String>>> streams =
        IntStream.range(0, JOINS_PER_TABLE).mapToObj(q -> stream(q, queries.apply(q))).toList();
    @SuppressWarnings({"unchecked", "rawtypes"})
    DataStream<Tuple2<Integer, String>>[] others =
        streams.subList(1, streams.size()).toArray(DataStream[]::new);
    Map<Integer, List<String>> rows = new TreeMap<>();
    try (CloseableIterator<Tuple2<Integer, String>> found =
        streams.get(0).union(others).executeAndCollect()) {
      found.forEachRemaining(
          row -> rows.computeIfAbsent(row.f0, q -> new ArrayList<>()).add(row.f1));
    }
    rows.values().forEach(found -> found.sort(null));
    return rows;
  }

  /** As texts, since the rows of two joins differ in what may be null. */
  private DataStream<Tuple2<Integer, String>> stream(int number, String query) {
    DataStream<Row> rows = flink.tables().toDataStream(flink.tables().sqlQuery(query));
    return rows.map(row -> Tuple2.of(number, row.toString()))
        .returns(Types.TUPLE(Types.INT, Types.STRING))
        .setParallelism(rows.getParallelism());
  }
}
