package io.cosmoscassandra.flink.it.lookup;

import static org.assertj.core.api.Assertions.assertThat;

import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.data.CqlVector;
import io.cosmoscassandra.embedded.CassandraExtension;
import io.cosmoscassandra.flink.it.kit.Flink;
import io.cosmoscassandra.flink.it.kit.Seed;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.flink.types.Row;
import org.apache.flink.util.CloseableIterator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Rows whose vectors are nearest to those of a stream. {@code -Dvector.rows} sets the size of the
 * table.
 */
class VectorSearchIT {

  private static final int ROWS = Integer.getInteger("vector.rows", 2_000);
  private static final int DIMENSIONS = 8;
  private static final int QUERIES = 20;
  private static final int NEAREST = 10;
  private static final double RECALL = 0.95;

  @RegisterExtension static final CassandraExtension cassandra = CassandraExtension.singleNode();

  @RegisterExtension static final MiniClusterExtension cluster = Flink.cluster();

  private final Flink flink = Flink.session();
  private String keyspace;

  @BeforeEach
  void createKeyspace() {
    keyspace = cassandra.createKeyspace();
  }

  private void create(String table, String similarity) throws Exception {
    cassandra
        .session()
        .execute(
            "CREATE TABLE %s.%s (id int PRIMARY KEY, name text, v vector<float, %d>)"
                .formatted(keyspace, table, DIMENSIONS));
    if (similarity != null) {
      cassandra
          .session()
          .execute(
              "CREATE CUSTOM INDEX ON %s.%s (v) USING 'StorageAttachedIndex' WITH OPTIONS = {'similarity_function': '%s'}"
                  .formatted(keyspace, table, similarity));
    }
    flink.run(
        "CREATE TABLE "
            + table
            + " (id INT, name STRING, v ARRAY<FLOAT>, PRIMARY KEY (id) NOT ENFORCED) "
            + Flink.with(cassandra.contactPoint(), keyspace, table));
  }

  private void insert(String table, int id, float... vector) {
    PreparedStatement insert =
        cassandra
            .session()
            .prepare("INSERT INTO %s.%s (id, name, v) VALUES (?, ?, ?)".formatted(keyspace, table));
    cassandra.session().execute(insert.bind(id, "name " + id, vector(vector)));
  }

  private static CqlVector<Float> vector(float... values) {
    List<Float> list = new ArrayList<>();
    for (float value : values) {
      list.add(value);
    }
    return CqlVector.newInstance(list);
  }

  private static float[] axis(int i, float length) {
    float[] vector = new float[DIMENSIONS];
    vector[i] = length;
    return vector;
  }

  private static String sql(float... vector) {
    return IntStream.range(0, vector.length)
        .mapToObj(i -> "CAST(" + vector[i] + " AS FLOAT)")
        .collect(Collectors.joining(", ", "ARRAY[", "]"));
  }

  private void queries(float[]... vectors) throws Exception {
    String rows =
        IntStream.range(0, vectors.length)
            .mapToObj(i -> "(" + i + ", " + sql(vectors[i]) + ")")
            .collect(Collectors.joining(", "));
    flink.run("CREATE TEMPORARY VIEW queries AS SELECT * FROM (VALUES " + rows + ") AS v(n, q)");
  }

  private static String search(String table, String columns, int most) {
    return "SELECT "
        + columns
        + " FROM queries, LATERAL TABLE(VECTOR_SEARCH(TABLE "
        + table
        + ", DESCRIPTOR(v), queries.q, "
        + most
        + "))";
  }

  @Test
  void nearestRowsComeFirstWithTheScoreOfTheirIndex() throws Exception {
    queries(axis(0, 1));
    for (String similarity : List.of("cosine", "dot_product", "euclidean")) {
      create(similarity, similarity);
      insert(similarity, 1, axis(0, 1));
      insert(similarity, 2, axis(1, 1));
      insert(similarity, 3, axis(0, -1));
    }

    assertThat(flink.printed(search("cosine", "id, score", 3)))
        .containsExactly("+I[1, 1.0]", "+I[2, 0.5]", "+I[3, 0.0]");
    assertThat(flink.printed(search("dot_product", "id, score", 2)))
        .containsExactly("+I[1, 1.0]", "+I[2, 0.5]");
    assertThat(flink.printed(search("euclidean", "name, score", 1)))
        .containsExactly("+I[name 1, 1.0]");
  }

  @Test
  void foundRowsAreAlmostAlwaysTheNearest() throws Exception {
    Random random = new Random(Seed.ofThisRun());
    create("vectors", "euclidean");
    Map<Integer, float[]> all = new HashMap<>();
    for (int id = 0; id < ROWS; id++) {
      all.put(id, randomVector(random));
      insert("vectors", id, all.get(id));
    }
    float[][] queries = new float[QUERIES][];
    Arrays.setAll(queries, i -> randomVector(random));
    queries(queries);

    Map<Integer, List<Integer>> found = new HashMap<>();
    try (CloseableIterator<Row> rows =
        flink.tables().executeSql(search("vectors", "n, id", NEAREST)).collect()) {
      rows.forEachRemaining(
          row ->
              found
                  .computeIfAbsent(row.getFieldAs(0), n -> new ArrayList<>())
                  .add(row.getFieldAs(1)));
    }
    int right = 0;
    for (int n = 0; n < QUERIES; n++) {
      List<Integer> nearest = nearest(all, queries[n]);
      right += (int) found.get(n).stream().filter(nearest::contains).count();
    }
    double recall = (double) right / (QUERIES * NEAREST);
    System.out.printf("VectorSearchIT: %d rows, recall %.3f%n", ROWS, recall);
    assertThat(recall).isGreaterThanOrEqualTo(RECALL);
  }

  private static float[] randomVector(Random random) {
    float[] vector = new float[DIMENSIONS];
    for (int i = 0; i < DIMENSIONS; i++) {
      vector[i] = (float) random.nextGaussian();
    }
    return vector;
  }

  private static List<Integer> nearest(Map<Integer, float[]> all, float[] to) {
    return all.keySet().stream()
        .sorted(Comparator.comparingDouble(id -> distance(all.get(id), to)))
        .limit(NEAREST)
        .toList();
  }

  private static double distance(float[] a, float[] b) {
    return IntStream.range(0, a.length).mapToDouble(i -> (a[i] - b[i]) * (a[i] - b[i])).sum();
  }

  @Test
  void searchCanBeRestrictedToAPartition() throws Exception {
    create("vectors", "cosine");
    insert("vectors", 1, axis(0, 1));
    insert("vectors", 2, axis(1, 1));
    queries(axis(0, 1));

    assertThat(
            flink.printed(
                "SELECT s.name FROM queries, LATERAL (SELECT * FROM TABLE(VECTOR_SEARCH((SELECT"
                    + " name, v FROM vectors WHERE id = 2), DESCRIPTOR(v), queries.q, 5))) AS s"))
        .containsExactly("+I[name 2]");
  }

  @Test
  void noVectorFindsNothing() throws Exception {
    create("vectors", "cosine");
    insert("vectors", 1, axis(0, 1));
    flink.run(
        "CREATE TEMPORARY VIEW queries AS SELECT * FROM (VALUES (1, CAST(NULL AS ARRAY<FLOAT>)),"
            + " (2, "
            + sql(axis(0, 1))
            + ")) AS v(n, q)");

    assertThat(flink.printed(search("vectors", "n, id", 5))).containsExactly("+I[2, 1]");
  }

  @Test
  void vectorsWithoutAnIndexAreRejected() throws Exception {
    create("vectors", null);
    queries(axis(0, 1));

    assertThat(Flink.stackTrace(flink.failure(search("vectors", "id", 5))))
        .contains("Column 'v' of table " + keyspace + ".vectors cannot be searched")
        .contains("StorageAttachedIndex");
  }

  @Test
  void vectorsOfAnotherLengthAreRejected() throws Exception {
    create("vectors", "cosine");
    queries(new float[] {1, 0});

    assertThat(Flink.stackTrace(flink.failure(search("vectors", "id", 5))))
        .contains("an ARRAY of 2 elements does not fit");
  }

  @Test
  void moreRowsThanTheServerFindsAreRejected() throws Exception {
    create("vectors", "cosine");
    queries(axis(0, 1));

    assertThat(Flink.stackTrace(flink.failure(search("vectors", "id", 1_001))))
        .contains("asks for 1001 rows")
        .contains("Cassandra finds 1000 at most");
  }
}
