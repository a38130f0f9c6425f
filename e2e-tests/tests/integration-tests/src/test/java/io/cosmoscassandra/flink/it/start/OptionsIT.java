package io.cosmoscassandra.flink.it.start;

import static org.assertj.core.api.Assertions.assertThat;

import io.cosmoscassandra.flink.it.kit.Flink;
import java.net.InetSocketAddress;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Mistakes in options are reported all at once, before any job starts. */
class OptionsIT {

  private static Flink.With valid() {
    return Flink.with(InetSocketAddress.createUnresolved("localhost", 9042), "ks", "books")
        .without("sink.delivery-guarantee");
  }

  private static Flink.With without(String option) {
    return valid().without(option);
  }

  static Stream<Arguments> contradictions() {
    return Stream.of(
        Arguments.of(
            without("hosts"),
            "Invalid options:\n"
                + "  - Option 'hosts' is required, unless 'secure-connect-bundle' is set."),
        Arguments.of(without("keyspace"), "Invalid options:\n  - Option 'keyspace' is required."),
        Arguments.of(
            valid().and("hosts", "localhost:port"),
            "Invalid options:\n"
                + "  - Option 'hosts' has the invalid entry 'localhost:port': the port must be"
                + " between 1 and 65535."),
        Arguments.of(
            valid().and("port", "70000"),
            "Invalid options:\n"
                + "  - Option 'port' must be between 1 and 65535, but is '70000'."),
        Arguments.of(
            valid().and("dialect", "scylla"),
            "Invalid options:\n"
                + "  - Option 'dialect' cannot be parsed: Could not parse value for enum class"
                + " io.cosmoscassandra.flink.options.DialectChoice. Expected one of: [[auto,"
                + " cassandra, cosmos]]"),
        Arguments.of(
            valid().and("username", "me"),
            "Invalid options:\n  - Option 'username' requires 'password'."),
        Arguments.of(
            valid().and("password", "secret"),
            "Invalid options:\n  - Option 'password' requires 'username'."),
        Arguments.of(
            valid().and("ssl.truststore.path", "/trust.jks"),
            "Invalid options:\n"
                + "  - Option 'ssl.enabled' is 'false', so 'ssl.truststore.path' would have no"
                + " effect. Set 'ssl.enabled' = 'true', or remove them."),
        Arguments.of(
            valid().and("ssl.enabled", "true").and("ssl.keystore.password", "secret"),
            "Invalid options:\n  - Option 'ssl.keystore.password' requires 'ssl.keystore.path'."),
        Arguments.of(
            valid().and("secure-connect-bundle", "/bundle.zip"),
            "Invalid options:\n"
                + "  - Option 'secure-connect-bundle' excludes 'hosts', which the bundle itself"
                + " contains."),
        Arguments.of(
            valid().and("consistency-level", "SOME"),
            "Invalid options:\n"
                + "  - Option 'consistency-level' must be one of ALL, ANY, EACH_QUORUM, LOCAL_ONE,"
                + " LOCAL_QUORUM, ONE, QUORUM, THREE, TWO, but is 'SOME'."),
        Arguments.of(
            valid().and("consistency-level", "SERIAL"),
            "Invalid options:\n"
                + "  - Option 'consistency-level' must be one of ALL, ANY, EACH_QUORUM, LOCAL_ONE,"
                + " LOCAL_QUORUM, ONE, QUORUM, THREE, TWO, but is 'SERIAL'."),
        Arguments.of(
            valid().and("connection.pool-size", "0"),
            "Invalid options:\n"
                + "  - Option 'connection.pool-size' must be greater than zero, but is '0'."),
        Arguments.of(
            valid().and("request.timeout", "soon"),
            "Invalid options:\n"
                + "  - Option 'request.timeout' cannot be parsed: text does not start with a"
                + " number, and is not a valid ISO-8601 duration format: soon"),
        Arguments.of(
            valid().and("sink.ttl", "0 s"),
            "Invalid options:\n"
                + "  - Option 'sink.ttl' must be between 1 s and 7300 d, but is '0 ms'."),
        Arguments.of(
            valid().and("sink.ttl", "8000 d"),
            "Invalid options:\n"
                + "  - Option 'sink.ttl' must be between 1 s and 7300 d, but is '8000 d'."),
        Arguments.of(
            valid().and("sink.delivery-guarantee", "sometimes"),
            "Invalid options:\n"
                + "  - Option 'sink.delivery-guarantee' cannot be parsed: Could not parse value for"
                + " enum class org.apache.flink.connector.base.DeliveryGuarantee. Expected one of:"
                + " [[exactly-once, at-least-once, none]]"),
        Arguments.of(
            valid().and("sink.on-row-error", "ignore"),
            "Invalid options:\n"
                + "  - Option 'sink.on-row-error' cannot be parsed: Could not parse value for enum"
                + " class io.cosmoscassandra.flink.options.RowErrorPolicy. Expected one of: [[fail,"
                + " skip]]"),
        Arguments.of(
            valid().and("sink.batch.max-rows", "0"),
            "Invalid options:\n"
                + "  - Option 'sink.batch.max-rows' must be between 1 and 65535, but is '0'."),
        Arguments.of(
            valid().and("dialect", "cosmos").and("sink.batch.grouping", "partition"),
            "Invalid options:\n"
                + "  - Option 'sink.batch.grouping' must be 'none' with dialect 'cosmos', where a"
                + " batch costs as much as its rows, but is 'partition'."),
        Arguments.of(
            valid().and("sink.rate-limit.rows-per-second", "-1"),
            "Invalid options:\n"
                + "  - Option 'sink.rate-limit.rows-per-second' must be greater than zero, but is"
                + " '-1.0'."),
        Arguments.of(
            valid().and("sink.retry.max-backoff", "1 ms"),
            "Invalid options:\n"
                + "  - Option 'sink.retry.max-backoff' must be at least"
                + " 'sink.retry.initial-backoff', which is '100 ms', but is '1 ms'."),
        Arguments.of(
            valid().and("sink.create-table.partition-key", "id"),
            "Invalid options:\n"
                + "  - Option 'sink.create-table.partition-key' requires 'sink.create-table' ="
                + " 'true'."),
        Arguments.of(
            valid().and("driver.basic.request.timeout", "1 hour ago"),
            "Invalid options:\n"
                + "  - Option 'driver.basic.request.timeout' must be a duration such as 5"
                + " seconds."),
        Arguments.of(
            without("hosts")
                .and("username", "me")
                .and("ssl.keystore.password", "secret")
                .and("consistency-level", "SOME")
                .and("request.timeout", "0 s")
                .and("sink.ttl", "0 s")
                .and("sink.batch.max-rows", "0")
                .and("sink.create-table.options", "comment = 'x'"),
            "Invalid options:\n"
                + "  - Option 'hosts' is required, unless 'secure-connect-bundle' is set.\n"
                + "  - Option 'username' requires 'password'.\n"
                + "  - Option 'ssl.enabled' is 'false', so 'ssl.keystore.password' would have no"
                + " effect. Set 'ssl.enabled' = 'true', or remove them.\n"
                + "  - Option 'ssl.keystore.password' requires 'ssl.keystore.path'.\n"
                + "  - Option 'request.timeout' must be greater than zero, but is '0 ms'.\n"
                + "  - Option 'consistency-level' must be one of ALL, ANY, EACH_QUORUM, LOCAL_ONE,"
                + " LOCAL_QUORUM, ONE, QUORUM, THREE, TWO, but is 'SOME'.\n"
                + "  - Option 'sink.ttl' must be between 1 s and 7300 d, but is '0 ms'.\n"
                + "  - Option 'sink.batch.max-rows' must be between 1 and 65535, but is '0'.\n"
                + "  - Option 'sink.create-table.options' requires 'sink.create-table' = 'true'."));
  }

  @ParameterizedTest
  @MethodSource("contradictions")
  void optionsAreRefused(Flink.With with, String message) {
    Flink flink = Flink.session();
    flink.tables().executeSql("CREATE TABLE books (id INT, PRIMARY KEY (id) NOT ENFORCED)" + with);

    Throwable failure = flink.failure("INSERT INTO books VALUES (1)");

    assertThat(Flink.reason(failure)).isEqualTo(message);
  }

  @Test
  void unknownOptionsAreReportedWithAllOtherProblems() {
    Flink flink = Flink.session();
    flink
        .tables()
        .executeSql(
            "CREATE TABLE books (id INT, PRIMARY KEY (id) NOT ENFORCED)"
                + valid()
                    .and("sink.bufer.size", "1 mb")
                    .and("table-name", "books")
                    .and("sink.ttl", "0 s"));

    Throwable failure = flink.failure("INSERT INTO books VALUES (1)");

    assertThat(Flink.reason(failure))
        .isEqualTo(
            """
            Invalid options:
              - Option 'sink.bufer.size' does not exist. Did you mean 'sink.buffer.size'?
              - Option 'table-name' does not exist. Did you mean 'table'?
              - Option 'sink.ttl' must be between 1 s and 7300 d, but is '0 ms'.\
            """);
  }
}
