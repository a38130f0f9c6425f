package io.cosmoscassandra.flink.it.cosmos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.cosmoscassandra.embedded.CassandraExtension;
import io.cosmoscassandra.embedded.cosmos.Behaviour;
import io.cosmoscassandra.embedded.cosmos.CosmosStandIn;
import io.cosmoscassandra.flink.it.kit.Flink;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Features that Azure Cosmos DB lacks are reported together with an alternative. */
class CosmosRestrictionsIT {

  private static final String ROW = "(1, 'Emma')";

  @RegisterExtension static final CassandraExtension cassandra = CassandraExtension.singleNode();

  @RegisterExtension static final MiniClusterExtension cluster = Flink.cluster();

  private static CosmosStandIn account;
  private static String keyspace;

  @BeforeAll
  static void start() {
    keyspace = cassandra.createKeyspace();
    cassandra
        .session()
        .execute("CREATE TABLE %s.books (id int PRIMARY KEY, name text)".formatted(keyspace));
    cassandra
        .session()
        .execute("CREATE TABLE %s.names (name text PRIMARY KEY, id int)".formatted(keyspace));
    account =
        CosmosStandIn.inFrontOf(cassandra.contactPoint())
            .behaviour(
                Behaviour.USUAL
                    .withConflicts(0)
                    .withDdlDelay(Duration.ofMillis(100))
                    .withThroughput(4_000))
            .start();
  }

  @AfterAll
  static void stop() {
    account.close();
  }

  /**
   * Something that does not go.
   *
   * @param columns the declared columns
   * @param with what is said of the table beside where it is
   * @param insert what follows INSERT INTO t
   * @param messages what has to be said
   */
  record Violation(
      String name,
      String columns,
      UnaryOperator<Flink.With> with,
      String insert,
      List<String> messages) {

    @Override
    public String toString() {
      return name;
    }
  }

  private static Violation violation(
      String name,
      String columns,
      UnaryOperator<Flink.With> with,
      String insert,
      String... messages) {
    return new Violation(name, columns, with, insert, List.of(messages));
  }

  private static Violation ofOption(String name, String option, String value, String... messages) {
    return violation(
        name, "id INT, name STRING", with -> with.and(option, value), "VALUES " + ROW, messages);
  }

  private static UnaryOperator<Flink.With> exactlyOnce(UnaryOperator<Flink.With> more) {
    return with -> more.apply(with.and("sink.delivery-guarantee", "exactly-once"));
  }

  static Stream<Violation> violations() {
    String oneWriteTime = "Exactly-once with dialect 'cosmos' excludes";
    return Stream.of(
        ofOption(
            "batches",
            "sink.batch.grouping",
            "partition",
            "Option 'sink.batch.grouping' must be 'none' with dialect 'cosmos'"),
        ofOption(
            "level of all regions",
            "consistency-level",
            "EACH_QUORUM",
            "Option 'consistency-level' must be one of ALL, LOCAL_ONE,",
            "but is 'EACH_QUORUM'."),
        ofOption(
            "no TLS",
            "ssl.enabled",
            "false",
            "Option 'ssl.enabled' is 'false', so 'ssl.truststore.path', 'ssl.truststore.password'"
                + " would have no effect"),
        violation(
            "no TLS, without a truststore",
            "id INT, name STRING",
            with ->
                with.and("ssl.enabled", "false")
                    // A server that hangs up may only be starting, and is tried again.
                    .and("sink.retry.timeout", "2 s")
                    .without("ssl.truststore.path")
                    .without("ssl.truststore.password"),
            "VALUES " + ROW,
            "If the server requires TLS, set 'ssl.enabled' = 'true'"),
        ofOption(
            "wrong key",
            "password",
            "wrong",
            "Login of user 'books' rejected by ",
            "Check 'username' and 'password'."),
        ofOption(
            "other account",
            "username",
            "others",
            "Login of user 'others' rejected by ",
            "Check 'username' and 'password'."),
        ofOption(
            "name that is not in the certificate",
            "hosts",
            "127.0.0.1",
            "The TLS handshake with 127.0.0.1:",
            "The certificate was issued for another name: use that name in 'hosts'"),
        ofOption(
            "newer protocol",
            "driver.advanced.protocol.version",
            "V5",
            "None of the protocol versions tried is supported by",
            "'driver.advanced.protocol.version'"),
        ofOption(
            "region that does not exist",
            "local-datacenter",
            "West Atlantis",
            "Option 'local-datacenter': there is no datacenter 'West Atlantis', only"),
        violation(
            "row over 2 MB",
            "id INT, name STRING",
            with -> with,
            "SELECT 1, REPEAT('x', 2100000)",
            "books: a row takes 2,100,012 bytes, and 2,097,152 are the most that the database"
                + " takes."),
        violation(
            "partition key over 2 KB",
            "name STRING, id INT",
            with -> with.and("table", "names"),
            "SELECT REPEAT('x', 2049), 1",
            "names: the partition key takes 2,049 bytes, and 2,048 are the most that the database"
                + " stores."),
        violation(
            "tombstones that are kept",
            "id INT, name STRING",
            with ->
                with.and("table", "created1")
                    .and("sink.create-table", "true")
                    .and("sink.create-table.options", "gc_grace_seconds = 10"),
            "VALUES " + ROW,
            "The server refuses to create table %s.created1: gc_grace_seconds value must be zero.",
            "Correct 'sink.create-table.options'"),
        violation(
            "throughput below the least",
            "id INT, name STRING",
            with ->
                with.and("table", "created2")
                    .and("sink.create-table", "true")
                    .and("sink.create-table.options", "cosmosdb_provisioned_throughput=100"),
            "VALUES " + ROW,
            "cosmosdb_provisioned_throughput must be a number of at least 400",
            "Correct 'sink.create-table.options'"),
        violation(
            "property that is missing",
            "id INT, name STRING",
            with ->
                with.and("table", "created3")
                    .and("sink.create-table", "true")
                    .and("sink.create-table.options", "cosmosdb_speed=1"),
            "VALUES " + ROW,
            "Unknown property 'cosmosdb_speed'",
            "Correct 'sink.create-table.options'"),
        violation(
            "throughput of the committer's tables below the least",
            "id INT, name STRING",
            exactlyOnce(
                with ->
                    with.and("sink.committer.table-prefix", "cheap")
                        .and(
                            "sink.committer.create-tables.options",
                            "cosmosdb_provisioned_throughput=100")),
            "VALUES " + ROW,
            "cosmosdb_provisioned_throughput must be a number of at least 400",
            "Correct 'sink.committer.create-tables.options'"),
        violation(
            "quorum of an account that is not Strong",
            "id INT, name STRING",
            exactlyOnce(
                with ->
                    with.and("sink.committer.consistency-level", "LOCAL_QUORUM")
                        .and("sink.retry.timeout", "1 s")),
            "VALUES " + ROW,
            "Consistency level LOCAL_QUORUM is not allowed",
            "they must support 'sink.committer.consistency-level': Azure Cosmos DB allows"
                + " LOCAL_ONE"),
        violation(
            "some columns exactly once",
            "id INT, name STRING",
            exactlyOnce(with -> with),
            "(id) VALUES (1)",
            oneWriteTime + " an INSERT with a list of columns: "),
        violation(
            "nulls that leave columns as they are, exactly once",
            "id INT, name STRING",
            exactlyOnce(with -> with.and("sink.ignore-null-value", "true")),
            "VALUES " + ROW,
            oneWriteTime + " option 'sink.ignore-null-value': "),
        violation(
            "own write times exactly once",
            "id INT, name STRING, written TIMESTAMP_LTZ(6) METADATA FROM 'writetime'",
            exactlyOnce(with -> with),
            "VALUES (1, 'Emma', CURRENT_TIMESTAMP)",
            oneWriteTime + " metadata column 'writetime': "));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("violations")
  void isToldWithWhatToDoInstead(Violation violation) throws Exception {
    Flink flink = Flink.session();
    flink.set("restart-strategy.type", "none");
    flink.set("execution.checkpointing.interval", "500 ms");
    Flink.With with =
        violation
            .with()
            .apply(
                Cosmos.with(account, keyspace, "books")
                    .and("sink.delivery-guarantee", "at-least-once"));
    String key = violation.columns().startsWith("name") ? "name" : "id";

    Throwable failure =
        catchThrowable(
            () -> {
              flink.run(
                  "CREATE TABLE t (%s, PRIMARY KEY (%s) NOT ENFORCED)%s"
                      .formatted(violation.columns(), key, with));
              flink.run("INSERT INTO t " + violation.insert());
            });

    for (String message : violation.messages()) {
      assertThat(failure).hasStackTraceContaining(message.formatted(keyspace));
    }
  }
}
