package io.cosmoscassandra.flink.it.kit;

import io.cosmoscassandra.embedded.CassandraVersion;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A table with a random primary key and random rows of few different values, so that conditions
 * meet some of them. Its content follows from the seed.
 */
public final class RandomKeys {

  private static final int ROWS = 60;

  /** The types that a key may have. */
  private static final List<Kind> KINDS =
      List.of(
          new Kind("TINYINT", "tinyint", whole("TINYINT", -128, -1, 0, 1, 2, 127)),
          new Kind("SMALLINT", "smallint", whole("SMALLINT", -32_768, -1, 0, 1, 2, 32_767)),
          new Kind("INT", "int", whole("INT", Integer.MIN_VALUE, -1, 0, 1, 2, Integer.MAX_VALUE)),
          new Kind("BIGINT", "bigint", whole("BIGINT", Long.MIN_VALUE + 1, -1, 0, 1, 2)),
          new Kind("INT", "bigint", whole("INT", -1, 0, 1, 2, 3)),
          new Kind("BOOLEAN", "boolean", same("TRUE", "FALSE")),
          // The last two are in another order by their bytes than by the units of UTF-16.
          new Kind(
              "STRING", "text", quoted("a", "A", "ab", "b", "é", "it's", "\uFB00", "\uD83D\uDE00")),
          new Kind("STRING", "ascii", quoted("a", "A", "ab", "a b", "b", "0")),
          new Kind("VARCHAR(3)", "text", quoted("a", "ab", "abc", "b")),
          new Kind(
              "STRING",
              "uuid",
              uuids(
                  "00000000-0000-4000-8000-000000000001",
                  "f0000000-0000-4000-8000-000000000002",
                  "10000000-0000-1000-8000-000000000003")),
          new Kind(
              "STRING",
              "timeuuid",
              uuids(
                  "00000001-0000-1000-8000-000000000001",
                  "f0000000-0000-1000-8000-000000000001",
                  "00000000-0001-1000-8000-000000000001")),
          new Kind("STRING", "inet", quoted("10.0.0.1", "9.0.0.1", "127.0.0.1")),
          new Kind("BYTES", "blob", bytes("00", "01", "7f", "80", "ff00", "ff")),
          new Kind("DATE", "date", literals("DATE '%s'", "1969-12-31", "1970-01-01", "2024-02-29")),
          new Kind(
              "TIMESTAMP(3)",
              "timestamp",
              timestamps(
                  "1969-12-31 23:59:59.999", "1970-01-01 00:00:00", "2024-02-29 12:00:00.5")),
          new Kind("TIME", "time", literals("TIME '%s'", "00:00:00", "12:30:00", "23:59:59")),
          new Kind("DECIMAL(5, 2)", "decimal", plain("0.00", "1.00", "1.50", "-1.00")),
          new Kind("DOUBLE", "double", cast("DOUBLE", "0.0", "-1.5", "1.5", "2.0")),
          new Kind("FLOAT", "float", cast("FLOAT", "0.0", "-1.5", "1.5", "2.0")));

  private final String name;
  private final List<Column> columns = new ArrayList<>();
  private final int partition;
  private final int clustering;
  private final boolean[] descending;
  private final List<List<Integer>> rows;
  private final boolean filters;
  private final List<String> indexes = new ArrayList<>();

  public RandomKeys(String name, Random random) {
    this.name = name;
    this.partition = 1 + random.nextInt(2);
    this.clustering = random.nextInt(4);
    this.descending = new boolean[clustering];
    for (int i = 0; i < clustering; i++) {
      descending[i] = random.nextBoolean();
    }
    int more = 1 + random.nextInt(2);
    for (int i = 0; i < partition + clustering + more; i++) {
      columns.add(new Column("c" + i, KINDS.get(random.nextInt(KINDS.size()))));
    }
    this.rows = randomRows(random);
    this.filters = random.nextBoolean();
    for (int i = partition == 1 ? 1 : 0; i < columns.size(); i++) {
      addIndex(columns.get(i), random);
    }
  }

  /**
   * A pair of types with some values.
   *
   * @param flink the type in Flink
   * @param cql the type in Cassandra
   */
  public record Kind(String flink, String cql, List<Literal> values) {}

  /** A value as SQL and as CQL write it. */
  public record Literal(String sql, String cql) {}

  /** A column of the table. */
  public record Column(String name, Kind kind) {}

  private List<List<Integer>> randomRows(Random random) {
    List<List<Integer>> all = new ArrayList<>();
    Set<List<Integer>> keys = new LinkedHashSet<>();
    for (int row = 0; row < ROWS; row++) {
      List<Integer> values =
          columns.stream().map(c -> random.nextInt(c.kind().values().size())).toList();
      if (keys.add(values.subList(0, partition + clustering))) {
        all.add(nullsAmong(values, random));
      }
    }
    return all;
  }

  private void addIndex(Column column, Random random) {
    boolean attachable =
        !column.kind().cql().equals("blob")
            && CassandraVersion.tested().isAtLeast(CassandraVersion.V5_0);
    switch (random.nextInt(4)) {
      case 0 -> indexes.add("CREATE INDEX ON %s (" + column.name() + ")");
      case 1 -> {
        if (attachable) {
          indexes.add("CREATE INDEX ON %s (" + column.name() + ") USING 'sai'");
        }
      }
      default -> {}
    }
  }

  /** Columns outside of the key may be null. */
  private List<Integer> nullsAmong(List<Integer> values, Random random) {
    return IntStream.range(0, values.size())
        .mapToObj(
            i -> i >= keyLength() && random.nextInt(4) == 0 ? Integer.valueOf(-1) : values.get(i))
        .toList();
  }

  private int keyLength() {
    return partition + clustering;
  }

  /** The number of columns, from the first on, that make up the partition key. */
  public int partitionLength() {
    return partition;
  }

  public String name() {
    return name;
  }

  public List<Column> columns() {
    return columns;
  }

  /** Whether the server may evaluate conditions that no index supports. */
  public boolean filters() {
    return filters;
  }

  public int size() {
    return rows.size();
  }

  /** The statements that create and fill the table in Cassandra. */
  public List<String> cql(String keyspace) {
    String table = keyspace + "." + name;
    String definitions =
        columns.stream()
            .map(c -> c.name() + " " + c.kind().cql())
            .collect(Collectors.joining(", "));
    String order =
        IntStream.range(0, clustering)
            .mapToObj(i -> "c" + (partition + i) + (descending[i] ? " DESC" : " ASC"))
            .collect(Collectors.joining(", "));
    List<String> statements = new ArrayList<>();
    statements.add(
        "CREATE TABLE %s (%s, PRIMARY KEY ((%s)%s))%s"
            .formatted(
                table,
                definitions,
                names(0, partition),
                clustering == 0 ? "" : ", " + names(partition, keyLength()),
                clustering == 0 ? "" : " WITH CLUSTERING ORDER BY (" + order + ")"));
    indexes.forEach(index -> statements.add(index.formatted(table)));
    for (List<Integer> row : rows) {
      String values =
          IntStream.range(0, columns.size())
              .mapToObj(i -> literal(i, row.get(i)))
              .collect(Collectors.joining(", "));
      statements.add(
          "INSERT INTO %s (%s) VALUES (%s)".formatted(table, names(0, columns.size()), values));
    }
    return statements;
  }

  private String literal(int column, int value) {
    return value < 0 ? "null" : columns.get(column).kind().values().get(value).cql();
  }

  private String names(int from, int to) {
    return columns.subList(from, to).stream().map(Column::name).collect(Collectors.joining(", "));
  }

  /** The columns of the table as Flink declares them. */
  public String declaration() {
    String key = names(0, keyLength());
    return columns.stream()
        .map(c -> c.name() + " " + c.kind().flink())
        .collect(Collectors.joining(", ", "(", ", PRIMARY KEY (" + key + ") NOT ENFORCED)"));
  }

  /** A condition; most often one that restricts the key from its beginning. */
  public String condition(Random random) {
    List<String> parts = new ArrayList<>();
    int restricted = random.nextInt(columns.size() + 1);
    for (int i = 0; i < restricted; i++) {
      int column = random.nextInt(5) == 0 ? random.nextInt(columns.size()) : i;
      parts.add(
          random.nextInt(6) == 0 && column + 1 < columns.size()
              ? afterRow(columns.get(column), columns.get(column + 1), random)
              : atom(columns.get(column), random));
    }
    if (parts.isEmpty() || random.nextInt(10) == 0) {
      Column first = columns.get(random.nextInt(columns.size()));
      String one = atom(first, random);
      Column second = columns.get(random.nextInt(columns.size()));
      String other = atom(second, random);
      // Flink makes an IN of it.
      boolean findsNoBytes = first.equals(second) && isBytes(first);
      parts.add(
          random.nextBoolean() && !findsNoBytes
              ? "(%s OR %s)".formatted(one, other)
              : "NOT " + one);
    }
    Collections.shuffle(parts, random);
    return String.join(" AND ", parts);
  }

  /** The rows after or before one with two values. */
  private static String afterRow(Column first, Column second, Random random) {
    String value = value(first, random);
    String sign = random.nextBoolean() ? ">" : "<";
    return "(%1$s %2$s %3$s OR (%1$s = %3$s AND %4$s %2$s %5$s))"
        .formatted(first.name(), sign, value, second.name(), value(second, random));
  }

  /** A condition on one column. */
  public static String atom(Column column, Random random) {
    String name = column.name();
    // Flink's own IN, which OR becomes as well, never finds bytes, and Cassandra does.
    int kinds = isBytes(column) ? 7 : 9;
    return switch (random.nextInt(kinds)) {
      case 0, 1, 2 -> name + " = " + value(column, random);
      case 3 -> name + (random.nextBoolean() ? " > " : " >= ") + value(column, random);
      case 4 -> value(column, random) + (random.nextBoolean() ? " > " : " >= ") + name;
      case 5 -> name + " BETWEEN " + value(column, random) + " AND " + value(column, random);
      case 6 -> name + (random.nextBoolean() ? " IS NOT NULL" : " <> " + value(column, random));
      case 7 -> name + " IN (" + value(column, random) + ", " + value(column, random) + ")";
      default ->
          "(%s = %s OR %s = %s)"
              .formatted(name, value(column, random), name, value(column, random));
    };
  }

  private static boolean isBytes(Column column) {
    return column.kind().flink().equals("BYTES");
  }

  /** A value of a column as SQL writes it. */
  public static String value(Column column, Random random) {
    List<Literal> values = column.kind().values();
    return values.get(random.nextInt(values.size())).sql();
  }

  @Override
  public String toString() {
    return name + declaration() + ", indexes " + indexes + (filters ? ", filtering" : "");
  }

  private static List<Literal> whole(String type, long... values) {
    return IntStream.range(0, values.length)
        .mapToObj(
            i -> new Literal("CAST(" + values[i] + " AS " + type + ")", Long.toString(values[i])))
        .toList();
  }

  private static List<Literal> same(String... values) {
    return List.of(values).stream().map(v -> new Literal(v, v)).toList();
  }

  private static List<Literal> plain(String... values) {
    return same(values);
  }

  private static List<Literal> cast(String type, String... values) {
    return List.of(values).stream()
        .map(v -> new Literal("CAST(" + v + " AS " + type + ")", v))
        .toList();
  }

  private static List<Literal> quoted(String... values) {
    return literals("'%s'", values);
  }

  private static List<Literal> uuids(String... values) {
    return List.of(values).stream().map(v -> new Literal("'" + v + "'", v)).toList();
  }

  private static List<Literal> bytes(String... values) {
    return List.of(values).stream().map(v -> new Literal("X'" + v + "'", "0x" + v)).toList();
  }

  private static List<Literal> literals(String sql, String... values) {
    return List.of(values).stream()
        .map(v -> v.replace("'", "''"))
        .map(v -> new Literal(sql.formatted(v), "'" + v + "'"))
        .toList();
  }

  private static List<Literal> timestamps(String... values) {
    return List.of(values).stream()
        .map(v -> new Literal("CAST(TIMESTAMP '" + v + "' AS TIMESTAMP(3))", "'" + v + "+0000'"))
        .toList();
  }
}
