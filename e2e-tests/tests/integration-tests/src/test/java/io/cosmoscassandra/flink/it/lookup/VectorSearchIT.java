package io.cosmoscassandra.flink.it.lookup;

import static org.assertj.core.api.Assertions.assertThat;

import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.data.CqlVector;
import com.datastax.oss.driver.api.core.servererrors.ReadFailureException;
import io.cosmoscassandra.embedded.Await;
import io.cosmoscassandra.embedded.CassandraExtension;
import io.cosmoscassandra.flink.it.kit.Flink;
import io.cosmoscassandra.flink.it.kit.Seed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.flink.types.Row;
import org.apache.flink.util.CloseableIterator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Rows whose vectors are nearest to those of a stream. {@code -Dvector.rows} sets the size of the
 * large table.
 */
@Tag("compatibility")
@EnabledIf(value = "flinkSearchesVectors", disabledReason = "Flink 2.2 is the first that does")
class VectorSearchIT {

  private static final int FEW_ROWS = 2_000;
  private static final int MANY_ROWS = Integer.getInteger("vector.rows", 100_000);
  private static final int ROWS_PER_ROW_IN_MEMORY = 100;
  private static final int INSERTS_IN_FLIGHT = 200;
  private static final Duration TIME_TO_BUILD_THE_INDEX = Duration.ofMinutes(15);
  private static final int DIMENSIONS = 8;
  private static final int QUERIES = 20;
  private static final int NEAREST = 10;
  private static final double RECALL = 0.95;

  @RegisterExtension static final CassandraExtension cassandra = CassandraExtension.singleNode();

  @RegisterExtension static final MiniClusterExtension cluster = Flink.cluster();

  private final Flink flink = Flink.session();
  private String keyspace;

  static boolean flinkSearchesVectors() {
    try {
      Class<?> unused =
          Class.forName("org.apache.flink.table.connector.source.VectorSearchTableSource");
      return true;
    } catch (ClassNotFoundException e) {
      return false;
    }
  }

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
      createIndex(table, similarity);
    }
    flink.run(
        "CREATE TABLE "
            + table
            + " (id INT, name STRING, v ARRAY<FLOAT>, PRIMARY KEY (id) NOT ENFORCED) "
            + Flink.with(cassandra.contactPoint(), keyspace, table));
  }

  private void createIndex(String table, String similarity) {
    cassandra
        .session()
        .execute(
            "CREATE CUSTOM INDEX ON %s.%s (v) USING 'StorageAttachedIndex' WITH OPTIONS = {'similarity_function': '%s'}"
                .formatted(keyspace, table, similarity));
  }

  private void insert(String table, int id, float... vector) {
    cassandra.session().execute(prepareInsert(table).bind(id, "name " + id, vector(vector)));
  }

  private PreparedStatement prepareInsert(String table) {
    return cassandra
        .session()
        .prepare("INSERT INTO %s.%s (id, name, v) VALUES (?, ?, ?)".formatted(keyspace, table));
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

    assertThat(flink.printedRows(search("cosine", "id, score", 3)))
        .containsExactly("+I[1, 1.0]", "+I[2, 0.5]", "+I[3, 0.0]");
    assertThat(flink.printedRows(search("dot_product", "id, score", 2)))
        .containsExactly("+I[1, 1.0]", "+I[2, 0.5]");
    assertThat(flink.printedRows(search("euclidean", "name, score", 1)))
        .containsExactly("+I[name 1, 1.0]");
  }

  @Test
  void foundRowsAreAlmostAlwaysTheNearest() throws Exception {
    assertThat(recall(FEW_ROWS)).isGreaterThanOrEqualTo(RECALL);
  }

  @Test
  @Tag("long")
  void foundRowsOfManyAreAlmostAlwaysTheNearest() throws Exception {
    assertThat(recall(MANY_ROWS)).isGreaterThanOrEqualTo(RECALL);
  }

  /**
   * The share of the nearest rows that are found. Most rows are on disk when the index is built,
   * and the others are written one by one: Cassandra 5.0.9 fails writes of indexed vectors when
   * more are in flight than it has processors.
   */
  private double recall(int size) throws Exception {
    Random random = new Random(Seed.ofThisRun());
    create("vectors", null);
    Map<Integer, float[]> all = new HashMap<>();
    for (int id = 0; id < size; id++) {
      all.put(id, randomVector(random));
    }
    int onDisk = size - size / ROWS_PER_ROW_IN_MEMORY;
    insertAll("vectors", all, onDisk);
    cassandra.node().flush(keyspace);
    createIndex("vectors", "euclidean");
    Await.until(
        () -> canBeSearched("vectors"),
        TIME_TO_BUILD_THE_INDEX,
        () -> "the index of the vectors was not built");
    for (int id = onDisk; id < size; id++) {
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
    System.out.printf("VectorSearchIT: %d rows, recall %.3f%n", size, recall);
    return recall;
  }

  private boolean canBeSearched(String table) {
    try {
      cassandra
          .session()
          .execute(
              "SELECT id FROM %s.%s ORDER BY v ANN OF [0, 0, 0, 0, 0, 0, 0, 0] LIMIT 1"
                  .formatted(keyspace, table));
      return true;
    } catch (ReadFailureException e) {
      return false;
    }
  }

  private void insertAll(String table, Map<Integer, float[]> vectors, int size) {
    PreparedStatement insert = prepareInsert(table);
    List<CompletableFuture<?>> inFlight = new ArrayList<>();
    for (int id = 0; id < size; id++) {
      inFlight.add(
          cassandra
              .session()
              .executeAsync(insert.bind(id, "name " + id, vector(vectors.get(id))))
              .toCompletableFuture());
      if (inFlight.size() == INSERTS_IN_FLIGHT || id == size - 1) {
        inFlight.forEach(CompletableFuture::join);
        inFlight.clear();
      }
    }
  }

  private static float[] randomVector(Random random) {
    float[] vector = new float[DIMENSIONS];
    for (int i = 0; i < DIMENSIONS; i++) {
      vector[i] = (float) random.nextGaussian();
    }
    return vector;
  }

  private static List<Integer> nearest(Map<Integer, float[]> all, float[] to) {
    return all.entrySet().stream()
        .map(row -> new Neighbor(row.getKey(), distance(row.getValue(), to)))
        .sorted(Comparator.comparingDouble(Neighbor::distance))
        .limit(NEAREST)
        .map(Neighbor::id)
        .toList();
  }

  private record Neighbor(int id, double distance) {}

  private static double distance(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      double difference = a[i] - b[i];
      sum += difference * difference;
    }
    return sum;
  }

  @Test
  void searchCanBeRestrictedToAPartition() throws Exception {
    create("vectors", "cosine");
    insert("vectors", 1, axis(0, 1));
    insert("vectors", 2, axis(1, 1));
    queries(axis(0, 1));

    assertThat(
            flink.printedRows(
                "SELECT s.name FROM queries, LATERAL (SELECT * FROM TABLE(VECTOR_SEARCH((SELECT"
                    + " name, v FROM vectors WHERE id = 2), DESCRIPTOR(v), queries.q, 5))) AS s"))
        .containsExactly("+I[name 2]");
  }

  @Test
  void conditionsOnColumnsWithIndexesAreEvaluatedWhileTheServerSearches() throws Exception {
    createProducts();

    assertThat(found("color = 'red'")).containsExactly("north 1", "south 6");
    assertThat(found("price >= 20 AND price < 40")).containsExactly("north 2", "north 3");
    assertThat(found("color = 'blue' AND price > 20"))
        .containsExactly("north 3", "south 5", "south 4");
    assertThat(found("shop = 'south' AND color = 'blue'")).containsExactly("south 5", "south 4");
    assertThat(found("shop IN ('north', 'south') AND price <= 20"))
        .containsExactly("north 1", "north 2");
    assertThat(found("color = 'green'")).isEmpty();
  }

  /** Vectors are the nearer to the query the smaller the number is. */
  private void createProducts() throws Exception {
    String table = keyspace + ".products";
    cassandra
        .session()
        .execute(
            "CREATE TABLE %s (shop text, n int, color text, price int, note text, v vector<float, %d>, PRIMARY KEY (shop, n))"
                .formatted(table, DIMENSIONS));
    for (String column : List.of("v", "color", "price")) {
      cassandra
          .session()
          .execute(
              "CREATE CUSTOM INDEX ON %s (%s) USING 'StorageAttachedIndex'"
                  .formatted(table, column));
    }
    PreparedStatement insert =
        cassandra
            .session()
            .prepare(
                "INSERT INTO %s (shop, n, color, price, note, v) VALUES (?, ?, ?, ?, 'none', ?)"
                    .formatted(table));
    for (int n = 1; n <= 6; n++) {
      String shop = n <= 3 ? "north" : "south";
      String color = n == 1 || n == 6 ? "red" : "blue";
      float[] vector = axis(0, 1);
      vector[1] = n == 5 ? 0.35f : n / 10f;
      cassandra.session().execute(insert.bind(shop, n, color, n * 10, vector(vector)));
    }
    flink.run(
        "CREATE TABLE products (shop STRING, n INT, color STRING, price INT, note STRING, v"
            + " ARRAY<FLOAT>, PRIMARY KEY (shop, n) NOT ENFORCED) "
            + Flink.with(cassandra.contactPoint(), keyspace, "products"));
    queries(axis(0, 1));
  }

  /** The places of the products that a search finds, the nearest first. */
  private List<String> found(String condition) throws Exception {
    return flink.rows(productSearch(condition)).stream()
        .map(row -> Integer.parseInt(row.getFieldAs(0).toString()))
        .map(n -> (n <= 3 ? "north " : "south ") + n)
        .toList();
  }

  private static String productSearch(String condition) {
    return "SELECT s.n FROM queries, LATERAL (SELECT * FROM TABLE(VECTOR_SEARCH((SELECT n, v FROM"
        + " products WHERE "
        + condition
        + "), DESCRIPTOR(v), queries.q, 5))) AS s";
  }

  @Test
  void conditionsThatTheServerDoesNotEvaluateWhileItSearchesAreRejected() throws Exception {
    createProducts();

    for (String condition :
        List.of("note = 'none'", "color > 'a'", "price IN (10, 30)", "shop = 'north' AND n > 1")) {
      String column = condition.replaceAll("^shop.*AND ", "").replaceAll(" .*", "");
      assertThat(Flink.stackTrace(flink.failure(productSearch(condition))))
          .contains("cannot be searched with this condition on column '" + column + "'");
    }
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

    assertThat(flink.printedRows(search("vectors", "n, id", 5))).containsExactly("+I[2, 1]");
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
