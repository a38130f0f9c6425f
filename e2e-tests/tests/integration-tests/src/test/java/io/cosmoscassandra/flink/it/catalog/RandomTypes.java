package io.cosmoscassandra.flink.it.catalog;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A table of CQL with random columns of all types, two deep. It follows from the seed. */
final class RandomTypes {

  /** Types that may be in a key, in a set or the key of a map. */
  private static final List<String> ORDERED =
      List.of(
          "ascii",
          "bigint",
          "blob",
          "boolean",
          "date",
          "decimal",
          "double",
          "float",
          "inet",
          "int",
          "smallint",
          "text",
          "time",
          "timestamp",
          "timeuuid",
          "tinyint",
          "uuid",
          "varint");

  private static final int DEPTH = 2;

  private final Random random;
  private final List<String> userDefined;

  /**
   * Draws tables.
   *
   * @param userDefined the names of user-defined types, as CQL writes them
   */
  RandomTypes(Random random, List<String> userDefined) {
    this.random = random;
    this.userDefined = userDefined;
  }

  /** The statement that creates a table. */
  String table(String name) {
    return random.nextInt(8) == 0 ? counters(name) : rows(name);
  }

  private String counters(String name) {
    return "CREATE TABLE %s (k %s, c %s, n1 counter, n2 counter, PRIMARY KEY (k, c))"
        .formatted(name, scalar(), scalar());
  }

  private String rows(String name) {
    int partition = 1 + random.nextInt(2);
    int clustering = random.nextInt(3);
    List<String> columns = new ArrayList<>();
    for (int i = 0; i < partition + clustering; i++) {
      columns.add("\"Key %d\" %s".formatted(i, random.nextInt(3) > 0 ? scalar() : frozen(DEPTH)));
    }
    if (clustering > 0 && random.nextBoolean()) {
      columns.add("shared %s static".formatted(any(DEPTH)));
    }
    int others = 1 + random.nextInt(4);
    for (int i = 0; i < others; i++) {
      columns.add("v%d %s".formatted(i, any(DEPTH)));
    }
    String order =
        clustering == 0
            ? ""
            : IntStream.range(partition, partition + clustering)
                .mapToObj(i -> key(i) + (random.nextBoolean() ? " DESC" : " ASC"))
                .collect(Collectors.joining(", ", " WITH CLUSTERING ORDER BY (", ")"));
    return "CREATE TABLE %s (%s, PRIMARY KEY ((%s)%s))%s"
        .formatted(
            name,
            String.join(", ", columns),
            keys(0, partition),
            clustering == 0 ? "" : ", " + keys(partition, partition + clustering),
            order);
  }

  private static String key(int index) {
    return "\"Key %d\"".formatted(index);
  }

  private static String keys(int from, int to) {
    return IntStream.range(from, to).mapToObj(RandomTypes::key).collect(Collectors.joining(", "));
  }

  private String scalar() {
    return ORDERED.get(random.nextInt(ORDERED.size()));
  }

  /** A type of a column outside of the key: only the outermost collection need not be frozen. */
  private String any(int depth) {
    return switch (random.nextInt(10)) {
      case 0 -> "duration";
      case 1 -> "list<%s>".formatted(frozen(depth - 1));
      case 2 -> "set<%s>".formatted(frozen(depth - 1));
      case 3 -> "map<%s, %s>".formatted(frozen(depth - 1), frozen(depth - 1));
      case 4 -> "vector<%s, %d>".formatted(scalar(), 1 + random.nextInt(4));
      case 5 -> userDefined.get(random.nextInt(userDefined.size()));
      default -> frozen(depth);
    };
  }

  private String frozen(int depth) {
    if (depth == 0) {
      return scalar();
    }
    return switch (random.nextInt(8)) {
      case 0 -> "frozen<list<%s>>".formatted(frozen(depth - 1));
      case 1 -> "frozen<set<%s>>".formatted(frozen(depth - 1));
      case 2 -> "frozen<map<%s, %s>>".formatted(frozen(depth - 1), frozen(depth - 1));
      case 3 -> "frozen<tuple<%s, %s>>".formatted(frozen(depth - 1), frozen(depth - 1));
      case 4 -> "frozen<%s>".formatted(userDefined.get(random.nextInt(userDefined.size())));
      default -> scalar();
    };
  }
}
