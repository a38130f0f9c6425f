package io.cosmoscassandra.flink.it.types;

import static org.assertj.core.api.Assertions.assertThat;

import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import com.datastax.oss.driver.api.core.type.DataType;
import com.datastax.oss.driver.api.core.type.DataTypes;
import com.datastax.oss.driver.api.core.type.codec.TypeCodec;
import com.datastax.oss.driver.api.core.type.codec.registry.CodecRegistry;
import io.cosmoscassandra.embedded.CassandraExtension;
import io.cosmoscassandra.embedded.CassandraVersion;
import io.cosmoscassandra.flink.codec.TypePair;
import io.cosmoscassandra.flink.codec.TypePairs;
import io.cosmoscassandra.flink.it.kit.Flink;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.flink.table.types.logical.BigIntType;
import org.apache.flink.table.types.logical.DecimalType;
import org.apache.flink.table.types.logical.IntType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.SmallIntType;
import org.apache.flink.table.types.logical.TinyIntType;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Random rows of every pair of types go through the sink, and the plain driver reads them back. The
 * seed is part of every failure, and is set with {@code -Dtest.seed}.
 */
@Tag("servers")
class TypesIT {

  private static final long SEED = Long.getLong("test.seed", System.nanoTime());
  private static final int ROWS = 1_000;
  private static final int KEYS_THAT_ARE_COUNTED = 10;

  @RegisterExtension static final CassandraExtension cassandra = CassandraExtension.singleNode();

  @RegisterExtension static final MiniClusterExtension cluster = Flink.cluster();

  private static String keyspace;

  /** All pairs of types side by side, in columns {@code c0}, {@code c1} and so on. */
  private static RandomTable values;

  private static List<Row> rows;

  @BeforeAll
  static void writeValues() throws Exception {
    System.out.println("TypesIT: seed " + SEED);
    keyspace = cassandra.createKeyspace();
    cassandra
        .session()
        .execute(
            "CREATE TYPE %s.address (street text, zip int, phones frozen<set<text>>, moved timestamp)"
                .formatted(keyspace));
    values = new RandomTable(keyspace, "random_values", columns(), SEED);
    values.create(cassandra.session(), "PRIMARY KEY (id)");
    values.write(cassandra.contactPoint(), ROWS);
    rows = read(values);
  }

  /** Not frozen, a user-defined type is stored field by field. */
  private static List<TypePair> columns() {
    List<TypePair> pairs = new ArrayList<>(TypePairs.all(TypePairs.address(keyspace)));
    for (TypePair pair : List.copyOf(pairs)) {
      if (pair.cqlType().equals(TypePairs.address(keyspace))) {
        pairs.add(
            new TypePair(pair.flinkType(), TypePairs.address(keyspace).copy(/* frozen= */ false)));
      }
    }
    boolean vectors = CassandraVersion.tested().isAtLeast(CassandraVersion.V5_0);
    return pairs.stream().filter(pair -> vectors || !isVector(pair.cqlType())).toList();
  }

  private static boolean isVector(DataType type) {
    return type.asCql(true, true).contains("vector<");
  }

  static Stream<RandomTable.Column> valueColumns() {
    return values.columns().stream();
  }

  @ParameterizedTest
  @MethodSource("valueColumns")
  void driverReadsWhatTheSinkWrote(RandomTable.Column column) {
    assertThat(rows).hasSize(ROWS);
    rows.forEach(row -> values.check(row, column));
  }

  @Test
  void rowsThatAreReadAndWrittenAgainAreTheSame() throws Exception {
    RandomTable copy = new RandomTable(keyspace, "copies", columns(), SEED);
    copy.create(cassandra.session(), "PRIMARY KEY (id)");
    Flink flink = Flink.session();
    flink.tables().createTemporaryTable("original", values.declaration(cassandra.contactPoint()));
    flink.tables().createTemporaryTable("copy", copy.declaration(cassandra.contactPoint()));

    flink.run("INSERT INTO copy SELECT * FROM original");

    List<Row> found = read(copy);
    assertThat(found).hasSize(ROWS);
    found.forEach(row -> copy.columns().forEach(column -> copy.check(row, column)));
  }

  @Test
  void everyTypeThatHasAnOrderCanBeAKey() throws Exception {
    List<TypePair> pairs = keyTypes(Wanted.ALL);
    RandomTable keys = new RandomTable(keyspace, "random_keys", pairs, SEED).withoutNulls();
    keys.create(
        cassandra.session(),
        "PRIMARY KEY ((id, %s), %s)".formatted(keys.names(0, 10), keys.names(10, pairs.size())));

    keys.write(cassandra.contactPoint(), ROWS);

    List<Row> found = read(keys);
    assertThat(found).hasSize(ROWS);
    found.forEach(row -> keys.columns().forEach(column -> keys.check(row, column)));
  }

  /**
   * A key that only reads right, but is stored with other bytes than the server's, is not found.
   */
  @Test
  void keysAreFoundByTheirLiterals() throws Exception {
    List<TypePair> pairs = keyTypes(Wanted.THOSE_WITH_LITERALS);
    RandomTable keys = new RandomTable(keyspace, "literal_keys", pairs, SEED).withoutNulls();
    keys.create(
        cassandra.session(),
        "PRIMARY KEY ((id, %s), %s)".formatted(keys.names(0, 20), keys.names(20, pairs.size())));

    keys.write(cassandra.contactPoint(), ROWS);

    for (int id = 0; id < ROWS; id++) {
      int row = id;
      String key =
          keys.columns().stream()
              .map(column -> column.name() + " = " + literal(keys.expected(row, column), column))
              .collect(Collectors.joining(" AND "));
      assertThat(
              cassandra
                  .session()
                  .execute(
                      "SELECT id FROM %s WHERE id = %d AND %s".formatted(keys.name(), id, key)))
          .as("seed %d, row with %s", SEED, key)
          .hasSize(1);
    }
  }

  /** In pages that a server reads without a warning. */
  private static List<Row> read(RandomTable table) {
    return cassandra
        .session()
        .execute(SimpleStatement.newInstance("SELECT * FROM " + table.name()).setPageSize(40))
        .all();
  }

  private static String literal(Object value, RandomTable.Column column) {
    TypeCodec<Object> codec = CodecRegistry.DEFAULT.codecFor(column.pair().cqlType());
    return codec.format(value);
  }

  @Test
  void incrementsAddUp() throws Exception {
    List<TypePair> pairs =
        Stream.<LogicalType>of(
                new BigIntType(),
                new IntType(),
                new SmallIntType(),
                new TinyIntType(),
                new DecimalType(15, 0),
                new DecimalType(38, 0))
            .map(type -> new TypePair(type, DataTypes.COUNTER))
            .toList();
    RandomTable counters = new RandomTable(keyspace, "counters", pairs, SEED);
    counters.create(cassandra.session(), "PRIMARY KEY (id)");

    counters.increment(cassandra.contactPoint(), ROWS, KEYS_THAT_ARE_COUNTED);

    Map<Integer, Row> sums =
        read(counters).stream().collect(Collectors.toMap(row -> row.getInt("id"), row -> row));
    assertThat(sums).hasSize(KEYS_THAT_ARE_COUNTED);
    for (RandomTable.Column column : counters.columns()) {
      sums.forEach(
          (id, row) ->
              assertThat(row.getLong(column.name()))
                  .as("seed %d, counter %s of row %d", SEED, column, id)
                  .isEqualTo(sum(counters, column, id)));
    }
  }

  /** Overflows as the server's addition does. */
  private static long sum(RandomTable counters, RandomTable.Column column, int id) {
    return IntStream.range(0, ROWS)
        .filter(row -> row % KEYS_THAT_ARE_COUNTED == id)
        .mapToObj(row -> counters.expected(row, column))
        .mapToLong(increment -> increment == null ? 0 : (Long) increment)
        .sum();
  }

  /** Which of the types for a key. */
  private enum Wanted {
    ALL,

    /** Without dates, times and vectors, of which the driver writes literals no server reads. */
    THOSE_WITH_LITERALS
  }

  private static List<TypePair> keyTypes(Wanted wanted) {
    return columns().stream()
        .filter(pair -> isFrozen(pair.cqlType()))
        .filter(pair -> !pair.cqlType().asCql(true, true).contains("duration"))
        .filter(pair -> !pair.cqlType().asCql(true, true).contains("1536"))
        .filter(
            pair ->
                wanted == Wanted.ALL
                    || !pair.cqlType()
                        .asCql(true, true)
                        .matches(".*(date|time\\b|timestamp|vector|address).*"))
        .toList();
  }

  private static boolean isFrozen(DataType type) {
    return !type.asCql(true, true).matches("(list|set|map)<.*|.*\\.address");
  }
}
