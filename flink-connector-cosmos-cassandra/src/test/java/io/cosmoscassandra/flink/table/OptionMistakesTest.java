package io.cosmoscassandra.flink.table;

import static io.cosmoscassandra.flink.table.DeclarationKit.MINIMUM;
import static io.cosmoscassandra.flink.table.DeclarationKit.sink;
import static io.cosmoscassandra.flink.table.DeclarationKit.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.flink.table.api.ValidationException;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.assertj.core.util.Throwables;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a {@code WITH} clause that can't work is told. */
class OptionMistakesTest {

  private static final String PASSWORD = "open-sesame";

  @Test
  void unknownOptionIsRefused() {
    assertThatThrownBy(() -> sink(with("sink.tll", "7 d")))
        .hasStackTraceContaining("Unsupported options found for 'cassandra'.")
        .hasStackTraceContaining("sink.tll");
  }

  @Test
  void missingOptionIsNamed() {
    Map<String, String> options = new HashMap<>(MINIMUM);
    options.remove("keyspace");

    assertThat(refusal(options)).isEqualTo("The options cannot work:\n  - keyspace: is required");
  }

  static Stream<Arguments> mistakes() {
    return Stream.of(
        mistake(
            "hosts: 'one two': this is not a host name; write h1[:port], h2[:port]",
            "hosts",
            "one two"),
        mistake("port: a port is a number between 1 and 65535, not 70000", "port", "70000"),
        mistake("keyspace: is required", "keyspace", " "),
        mistake("table: is required", "table", ""),
        mistake(
            "sink.ttl: PT0S is not between one second and 7300 days; leave the option out for rows"
                + " that do not expire",
            "sink.ttl",
            "0 s"),
        mistake(
            "sink.max-in-flight-requests: has to be at least 1, but is 0",
            "sink.max-in-flight-requests",
            "0"),
        mistake("sink.buffer.size: has to be at least 1, but is 0", "sink.buffer.size", "0"),
        mistake(
            "sink.batch.max-rows: has to be at least 1, but is -1", "sink.batch.max-rows", "-1"),
        mistake(
            "sink.rate-limit.rows-per-second: has to be more than 0, but is 0.0",
            "sink.rate-limit.rows-per-second",
            "0"),
        mistake(
            "sink.retry.timeout: has to be more than 0, but is PT0S", "sink.retry.timeout", "0 s"),
        mistake(
            "sink.retry.max-backoff: PT0.01S is shorter than 'sink.retry.initial-backoff' = PT0.1S",
            "sink.retry.max-backoff",
            "10 ms"),
        mistake(
            "sink.committer.chunk-size: has to be at most 1024 kb, but is 2097152 bytes",
            "sink.committer.chunk-size",
            "2 mb"),
        mistake(
            "sink.committer.consistency-level: 'one' is not one of [ALL, EACH_QUORUM, LOCAL_QUORUM,"
                + " QUORUM], with which staged rows are safe",
            "sink.committer.consistency-level",
            "one"),
        mistake(
            "sink.committer.table-prefix: 'a-b' has to be letters, digits and underscores, at most"
                + " 39",
            "sink.committer.table-prefix",
            "a-b"),
        mistake(
            "sink.create-table.options: means nothing without 'sink.create-table' = 'true'",
            "sink.create-table.options",
            "default_time_to_live = 7"),
        mistake(
            "sink.batch.grouping: 'partition' is not for dialect 'cosmos', where rows in a batch"
                + " cost as much as rows one by one; leave the option out or set 'none'",
            "dialect",
            "cosmos",
            "sink.batch.grouping",
            "partition"),
        mistake("username: needs 'password' too", "username", "bob"),
        mistake(
            "driver.basic.contact-points: use 'hosts' instead",
            "driver.basic.contact-points",
            "[\"two:9042\"]"));
  }

  private static Arguments mistake(String problem, String... keysAndValues) {
    Map<String, String> given = new TreeMap<>();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      given.put(keysAndValues[i], keysAndValues[i + 1]);
    }
    return Arguments.of(given, problem);
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void mistakeIsExplained(Map<String, String> given, String problem) {
    Map<String, String> options = new HashMap<>(MINIMUM);
    options.putAll(given);

    assertThat(refusal(options)).isEqualTo("The options cannot work:\n  - " + problem);
  }

  @Test
  void allMistakesAreToldAtOnce() {
    Map<String, String> options = with("sink.ttl", "0 s");
    options.put("port", "70000");
    options.put("sink.batch.max-rows", "0");

    assertThat(refusal(options))
        .contains("port: ")
        .contains("sink.ttl: ")
        .contains("sink.batch.max-rows: ");
  }

  @Test
  void valueOfTheWrongTypeIsExplained() {
    assertThat(refusal(with("sink.batch.max-rows", "many"))).contains("- sink.batch.max-rows: ");
    assertThat(refusal(with("sink.ttl", "long"))).contains("- sink.ttl: ");
    assertThat(refusal(with("sink.on-row-error", "ignore")))
        .contains("- sink.on-row-error: ")
        .contains("[fail, skip]");
  }

  @Test
  void refusalDoesNotShowThePassword() {
    Map<String, String> options = with("password", PASSWORD);
    options.put("port", "70000");

    assertThatThrownBy(() -> sink(options))
        .extracting(Throwables::getStackTrace, InstanceOfAssertFactories.STRING)
        .contains("port: ")
        .doesNotContain(PASSWORD);
  }

  /** The message of the deepest refusal, below Flink's own words. */
  private static String refusal(Map<String, String> options) {
    try {
      sink(options);
    } catch (ValidationException e) {
      Throwable cause = e;
      while (cause.getCause() != null) {
        cause = cause.getCause();
      }
      return cause.getMessage();
    }
    throw new AssertionError("Nothing was refused of " + options);
  }
}
