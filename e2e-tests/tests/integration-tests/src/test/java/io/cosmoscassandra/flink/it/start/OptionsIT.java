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
            "The options cannot work:\n"
                + "  - hosts: is required, unless 'secure-connect-bundle' is given"),
        Arguments.of(without("keyspace"), "The options cannot work:\n  - keyspace: is required"),
        Arguments.of(
            valid().and("hosts", "localhost:port"),
            "The options cannot work:\n"
                + "  - hosts: 'localhost:port': a port is a number between 1 and 65535"),
        Arguments.of(
            valid().and("port", "70000"),
            "The options cannot work:\n"
                + "  - port: a port is a number between 1 and 65535, not 70000"),
        Arguments.of(
            valid().and("dialect", "scylla"),
            "The options cannot work:\n"
                + "  - dialect: Could not parse value for enum class"
                + " io.cosmoscassandra.flink.options.DialectChoice. Expected one of: [[auto,"
                + " cassandra, cosmos]]"),
        Arguments.of(
            valid().and("username", "me"),
            "The options cannot work:\n  - username: needs 'password' too"),
        Arguments.of(
            valid().and("password", "secret"),
            "The options cannot work:\n  - password: needs 'username' too"),
        Arguments.of(
            valid().and("ssl.truststore.path", "/trust.jks"),
            "The options cannot work:\n"
                + "  - ssl.enabled: is false, so 'ssl.truststore.path' would have no effect; set"
                + " 'ssl.enabled' = 'true', or leave them out"),
        Arguments.of(
            valid().and("ssl.enabled", "true").and("ssl.keystore.password", "secret"),
            "The options cannot work:\n  - ssl.keystore.password: needs 'ssl.keystore.path' too"),
        Arguments.of(
            valid().and("secure-connect-bundle", "/bundle.zip"),
            "The options cannot work:\n"
                + "  - secure-connect-bundle: excludes 'hosts'; the bundle itself says where and"
                + " how to connect"),
        Arguments.of(
            valid().and("consistency-level", "SOME"),
            "The options cannot work:\n"
                + "  - consistency-level: 'SOME' is not a level that writes can have on cassandra;"
                + " choose one of [ANY, ONE, TWO, THREE, QUORUM, ALL, LOCAL_ONE, LOCAL_QUORUM,"
                + " EACH_QUORUM]"),
        Arguments.of(
            valid().and("consistency-level", "SERIAL"),
            "The options cannot work:\n"
                + "  - consistency-level: 'SERIAL' is not a level that writes can have on"
                + " cassandra; choose one of [ANY, ONE, TWO, THREE, QUORUM, ALL, LOCAL_ONE,"
                + " LOCAL_QUORUM, EACH_QUORUM]"),
        Arguments.of(
            valid().and("connection.pool-size", "0"),
            "The options cannot work:\n  - connection.pool-size: must be 1 or more, not 0"),
        Arguments.of(
            valid().and("request.timeout", "soon"),
            "The options cannot work:\n"
                + "  - request.timeout: text does not start with a number, and is not a valid"
                + " ISO-8601 duration format: soon"),
        Arguments.of(
            valid().and("sink.ttl", "0 s"),
            "The options cannot work:\n"
                + "  - sink.ttl: PT0S is not between one second and 7300 days; leave the option out"
                + " for rows that do not expire"),
        Arguments.of(
            valid().and("sink.ttl", "8000 d"),
            "The options cannot work:\n"
                + "  - sink.ttl: PT192000H is not between one second and 7300 days; leave the"
                + " option out for rows that do not expire"),
        Arguments.of(
            valid().and("sink.delivery-guarantee", "sometimes"),
            "The options cannot work:\n"
                + "  - sink.delivery-guarantee: Could not parse value for enum class"
                + " org.apache.flink.connector.base.DeliveryGuarantee. Expected one of:"
                + " [[exactly-once, at-least-once, none]]"),
        Arguments.of(
            valid().and("sink.on-row-error", "ignore"),
            "The options cannot work:\n"
                + "  - sink.on-row-error: Could not parse value for enum class"
                + " io.cosmoscassandra.flink.options.RowErrorPolicy. Expected one of: [[fail,"
                + " skip]]"),
        Arguments.of(
            valid().and("sink.batch.max-rows", "0"),
            "The options cannot work:\n  - sink.batch.max-rows: has to be at least 1, but is 0"),
        Arguments.of(
            valid().and("dialect", "cosmos").and("sink.batch.grouping", "partition"),
            "The options cannot work:\n"
                + "  - sink.batch.grouping: 'partition' is not for dialect 'cosmos', where rows in"
                + " a batch cost as much as rows one by one; leave the option out or set 'none'"),
        Arguments.of(
            valid().and("sink.rate-limit.rows-per-second", "-1"),
            "The options cannot work:\n"
                + "  - sink.rate-limit.rows-per-second: has to be more than 0, but is -1.0"),
        Arguments.of(
            valid().and("sink.retry.max-backoff", "1 ms"),
            "The options cannot work:\n"
                + "  - sink.retry.max-backoff: PT0.001S is shorter than"
                + " 'sink.retry.initial-backoff' = PT0.1S"),
        Arguments.of(
            valid().and("sink.create-table.partition-key", "id"),
            "The options cannot work:\n"
                + "  - sink.create-table.partition-key: means nothing without 'sink.create-table' ="
                + " 'true'"),
        Arguments.of(
            valid().and("driver.basic.request.timeout", "1 hour ago"),
            "The options cannot work:\n"
                + "  - driver.basic.request.timeout: must be a duration, as in 5 seconds"),
        Arguments.of(
            without("hosts")
                .and("username", "me")
                .and("ssl.keystore.password", "secret")
                .and("consistency-level", "SOME")
                .and("request.timeout", "0 s")
                .and("sink.ttl", "0 s")
                .and("sink.batch.max-rows", "0")
                .and("sink.create-table.options", "comment = 'x'"),
            "The options cannot work:\n"
                + "  - hosts: is required, unless 'secure-connect-bundle' is given\n"
                + "  - username: needs 'password' too\n"
                + "  - ssl.keystore.password: needs 'ssl.keystore.path' too\n"
                + "  - ssl.enabled: is false, so 'ssl.keystore.password' would have no effect; set"
                + " 'ssl.enabled' = 'true', or leave them out\n"
                + "  - consistency-level: 'SOME' is not a level that writes can have on cassandra;"
                + " choose one of [ANY, ONE, TWO, THREE, QUORUM, ALL, LOCAL_ONE, LOCAL_QUORUM,"
                + " EACH_QUORUM]\n"
                + "  - request.timeout: must be longer than nothing, not PT0S\n"
                + "  - sink.ttl: PT0S is not between one second and 7300 days; leave the option out"
                + " for rows that do not expire\n"
                + "  - sink.batch.max-rows: has to be at least 1, but is 0\n"
                + "  - sink.create-table.options: means nothing without 'sink.create-table' ="
                + " 'true'"));
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
  void unknownOptionIsNamedBesideThoseThereAre() {
    Flink flink = Flink.session();
    flink
        .tables()
        .executeSql(
            "CREATE TABLE books (id INT, PRIMARY KEY (id) NOT ENFORCED)"
                + valid().and("sink.bufer.size", "1 mb"));

    Throwable failure = flink.failure("INSERT INTO books VALUES (1)");

    assertThat(Flink.reason(failure))
        .startsWith("Unsupported options found for 'cassandra'.")
        .contains("Unsupported options:\n\nsink.bufer.size\n")
        .contains("sink.buffer.size");
  }
}
