package io.cosmoscassandra.flink.it.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import io.cosmoscassandra.embedded.CassandraExtension;
import io.cosmoscassandra.embedded.proxy.ErrorCode;
import io.cosmoscassandra.embedded.proxy.FaultPolicy;
import io.cosmoscassandra.embedded.proxy.FaultProxy;
import io.cosmoscassandra.embedded.proxy.Opcode;
import io.cosmoscassandra.embedded.proxy.RequestFault;
import io.cosmoscassandra.flink.it.kit.Flink;
import io.cosmoscassandra.flink.it.kit.Seed;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Random UPDATE and DELETE statements leave the table as a model of it. {@code
 * -Dcatalog.statements} sets their number.
 */
class RandomStatementsIT {

  private static final int STATEMENTS = Integer.getInteger("catalog.statements", 30);
  private static final int GROUPS = 4;
  private static final int MEMBERS = 6;

  @RegisterExtension static final CassandraExtension cassandra = CassandraExtension.singleNode();

  @RegisterExtension static final MiniClusterExtension cluster = Flink.cluster();

  private final long seed = Seed.ofThisRun();
  private final Random random = new Random(seed);

  /** The rows that the table must have, by their keys. */
  private final Map<Key, Values> model = new TreeMap<>();

  private String keyspace;
  private PreparedStatement insert;

  record Key(int group, int member) implements Comparable<Key> {

    @Override
    public int compareTo(Key other) {
      return group == other.group
          ? Integer.compare(member, other.member)
          : Integer.compare(group, other.group);
    }
  }

  record Values(Integer number, String text) {}

  /** A condition, as SQL and as a rule of the model. */
  record Condition(String sql, Rule rule) {

    @FunctionalInterface
    interface Rule {
      boolean holds(Key key, Values values);
    }
  }

  @BeforeEach
  void createTable() {
    keyspace = cassandra.createKeyspace();
    cassandra
        .session()
        .execute(
            "CREATE TABLE %s.t (g int, m int, n int, s text, PRIMARY KEY (g, m))"
                .formatted(keyspace));
    insert =
        cassandra
            .session()
            .prepare("INSERT INTO %s.t (g, m, n, s) VALUES (?, ?, ?, ?)".formatted(keyspace));
    fill();
  }

  private void fill() {
    for (int group = 0; group < GROUPS; group++) {
      for (int member = 0; member < MEMBERS; member++) {
        Values values =
            new Values(
                random.nextInt(4) == 0 ? null : random.nextInt(10),
                random.nextInt(4) == 0 ? null : "s" + random.nextInt(3));
        model.put(new Key(group, member), values);
        cassandra.session().execute(insert.bind(group, member, values.number(), values.text()));
      }
    }
  }

  private Map<Key, Values> live() {
    return cassandra
        .session()
        .execute("SELECT g, m, n, s FROM %s.t".formatted(keyspace))
        .all()
        .stream()
        .collect(
            Collectors.toMap(
                row -> new Key(row.getInt(0), row.getInt(1)),
                row -> new Values(row.get(2, Integer.class), row.getString(3)),
                (a, b) -> a,
                TreeMap::new));
  }

  private Condition condition() {
    return switch (random.nextInt(4)) {
      case 0 -> keyCondition();
      case 1 -> and(keyCondition(), valueCondition());
      default -> valueCondition();
    };
  }

  private Condition keyCondition() {
    int group = random.nextInt(GROUPS);
    int member = random.nextInt(MEMBERS);
    int other = random.nextInt(MEMBERS);
    return switch (random.nextInt(5)) {
      case 0 -> new Condition("g = %d".formatted(group), (k, v) -> k.group() == group);
      case 1 ->
          new Condition(
              "g = %d AND m = %d".formatted(group, member),
              (k, v) -> k.group() == group && k.member() == member);
      case 2 ->
          new Condition(
              "g IN (%d, %d) AND m >= %d AND m < %d".formatted(group, 0, member, other),
              (k, v) ->
                  (k.group() == group || k.group() == 0)
                      && k.member() >= member
                      && k.member() < other);
      case 3 ->
          new Condition(
              "g = %d AND m IN (%d, %d)".formatted(group, member, other),
              (k, v) -> k.group() == group && (k.member() == member || k.member() == other));
      default -> new Condition("m > %d".formatted(member), (k, v) -> k.member() > member);
    };
  }

  private Condition valueCondition() {
    int number = random.nextInt(12);
    String text = "s" + random.nextInt(3);
    return switch (random.nextInt(4)) {
      case 0 -> new Condition("n IS NULL", (k, v) -> v.number() == null);
      case 1 ->
          new Condition(
              "n > %d".formatted(number), (k, v) -> v.number() != null && v.number() > number);
      case 2 -> new Condition("s = '%s'".formatted(text), (k, v) -> Objects.equals(v.text(), text));
      default ->
          new Condition(
              "n = %d OR m = 1".formatted(number),
              (k, v) -> (v.number() != null && v.number() == number) || k.member() == 1);
    };
  }

  private static Condition and(Condition one, Condition other) {
    return new Condition(
        "(%s) AND (%s)".formatted(one.sql(), other.sql()),
        (k, v) -> one.rule().holds(k, v) && other.rule().holds(k, v));
  }

  /** Draws a statement, and does to the model what it must do to the table. */
  private String statement() {
    Condition condition = condition();
    List<Key> hit =
        model.entrySet().stream()
            .filter(row -> condition.rule().holds(row.getKey(), row.getValue()))
            .map(Map.Entry::getKey)
            .toList();
    if (random.nextInt(3) == 0) {
      hit.forEach(model::remove);
      return "DELETE FROM t WHERE " + condition.sql();
    }
    if (random.nextBoolean()) {
      hit.forEach(
          key ->
              model.computeIfPresent(
                  key, (k, v) -> new Values(v.number() == null ? null : v.number() + 1, v.text())));
      return "UPDATE t SET n = n + 1 WHERE " + condition.sql();
    }
    String text = random.nextBoolean() ? null : "s" + random.nextInt(3);
    hit.forEach(key -> model.computeIfPresent(key, (k, v) -> new Values(k.member(), text)));
    return "UPDATE t SET s = %s, n = m WHERE %s"
        .formatted(text == null ? "CAST(NULL AS STRING)" : "'" + text + "'", condition.sql());
  }

  @Test
  void tableIsAsTheModelAfterEachStatement() {
    CatalogSession session =
        CatalogSession.with(cassandra.contactPoint(), Map.of("default-database", keyspace));
    session.run("USE CATALOG cass");
    session.flink().set("table.exec.resource.default-parallelism", "1");
    for (int i = 0; i < STATEMENTS; i++) {
      if (model.size() < GROUPS) {
        fill();
      }
      String statement = statement();

      session.run(statement);

      assertThat(live()).as("seed %d, statement %d: %s", seed, i, statement).isEqualTo(model);
    }
    session.close();
    System.out.printf(
        "RandomStatementsIT: seed %d, %d statements, 0 differences%n", seed, STATEMENTS);
  }

  @Test
  void jobThatIsStartedAgainChangesNoRowTwice() {
    try (FaultProxy proxy = FaultProxy.inFrontOf(cassandra.node())) {
      CatalogSession session =
          CatalogSession.with(
              proxy.contactPoint(),
              Map.of(
                  "default-database", keyspace,
                  "table.sink.batch.grouping", "none",
                  "table.sink.max-in-flight-requests", "1"));
      session.run("USE CATALOG cass");
      session
          .flink()
          .set("restart-strategy.type", "fixed-delay")
          .set("restart-strategy.fixed-delay.attempts", "3")
          .set("restart-strategy.fixed-delay.delay", "10 ms");
      model.replaceAll(
          (key, values) ->
              new Values(values.number() == null ? null : values.number() + 1, values.text()));
      // Twice, after some rows were written, the job fails.
      proxy.setPolicy(
          FaultPolicy.always(RequestFault.answer(ErrorCode.INVALID, "this row is not for me"))
              .times(2)
              .after(5)
              .when(r -> r.opcode() == Opcode.EXECUTE && r.mentions("INSERT INTO " + keyspace)));

      session.run("UPDATE t SET n = n + 1");

      assertThat(live()).as("seed %d", seed).isEqualTo(model);
      session.close();
    }
  }
}
