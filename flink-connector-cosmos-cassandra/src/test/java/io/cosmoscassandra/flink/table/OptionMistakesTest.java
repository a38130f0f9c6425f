package io.cosmoscassandra.flink.table;

import static io.cosmoscassandra.flink.table.DeclaredSinks.MINIMUM;
import static io.cosmoscassandra.flink.table.DeclaredSinks.sink;
import static io.cosmoscassandra.flink.table.DeclaredSinks.with;
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

/** Messages about a {@code WITH} clause that cannot work. */
class OptionMistakesTest {

  private static final String PASSWORD = "open-sesame";

  static Stream<Arguments> misspelled() {
    return Stream.of(
        Arguments.of("host", "hosts"),
        Arguments.of("hostname", "hosts"),
        Arguments.of("contact-points", "hosts"),
        Arguments.of("contactPoints", "hosts"),
        Arguments.of("url", "hosts"),
        Arguments.of("endpoint", "hosts"),
        Arguments.of("Port", "port"),
        Arguments.of("table-name", "table"),
        Arguments.of("tablename", "table"),
        Arguments.of("keyspace-name", "keyspace"),
        Arguments.of("database", "keyspace"),
        Arguments.of("database-name", "keyspace"),
        Arguments.of("user", "username"),
        Arguments.of("user-name", "username"),
        Arguments.of("pwd", "password"),
        Arguments.of("local_datacenter", "local-datacenter"),
        Arguments.of("localDatacenter", "local-datacenter"),
        Arguments.of("datacenter", "local-datacenter"),
        Arguments.of("local-dc", "local-datacenter"),
        Arguments.of("ssl", "ssl.enabled"),
        Arguments.of("ssl.trust-store.path", "ssl.truststore.path"),
        Arguments.of("consistency", "consistency-level"),
        Arguments.of("consistency.level", "consistency-level"),
        Arguments.of(
            "max_inflight", "scan.max-in-flight-requests' or 'sink.max-in-flight-requests"),
        Arguments.of("sink.max-inflight-requests", "sink.max-in-flight-requests"),
        Arguments.of("ttl", "sink.ttl"),
        Arguments.of("sink.tll", "sink.ttl"),
        Arguments.of("sink.bufer.size", "sink.buffer.size"),
        Arguments.of("sink.batch-size", "sink.batch.max-rows"),
        Arguments.of("sink.buffer-flush.max-rows", "sink.batch.max-rows"),
        Arguments.of("sink.max-retries", "sink.retry.timeout"),
        Arguments.of("sink.semantic", "sink.delivery-guarantee"),
        Arguments.of("delivery-guarantee", "sink.delivery-guarantee"),
        Arguments.of("parallelism", "scan.parallelism' or 'sink.parallelism"));
  }

  @ParameterizedTest
  @MethodSource("misspelled")
  void misspelledOptionIsRecognized(String given, String meant) {
    assertThat(rejection(with(given, PASSWORD)))
        .isEqualTo(
            "Invalid options:\n  - Option '%s' does not exist. Did you mean '%s'?"
                .formatted(given, meant));
  }

  @Test
  void optionThatResemblesNoneIsAnsweredWithItsGroup() {
    assertThat(rejection(with("sink.retry.color", "red")))
        .isEqualTo(
            "Invalid options:\n  - Option 'sink.retry.color' does not exist. There are:"
                + " 'sink.retry.initial-backoff', 'sink.retry.max-backoff', 'sink.retry.timeout'.");
    assertThat(rejection(with("flavor", "sweet")))
        .startsWith(
            "Invalid options:\n  - Option 'flavor' does not exist. There are: 'connector',"
                + " 'consistency-level', 'dialect', 'hosts', ");
  }

  @Test
  void unknownOptionsAreReportedWithAllOtherProblems() {
    Map<String, String> options = new HashMap<>(MINIMUM);
    options.remove("hosts");
    options.put("host", "one:9042");
    options.put("sink.ttl", "0 s");

    assertThat(rejection(options))
        .isEqualTo(
            """
            Invalid options:
              - Option 'host' does not exist. Did you mean 'hosts'?
              - Option 'hosts' is required, unless 'secure-connect-bundle' is set.
              - Option 'sink.ttl' must be between 1 s and 7300 d, but is '0 ms'.\
            """);
  }

  @Test
  void missingOptionIsNamed() {
    Map<String, String> options = new HashMap<>(MINIMUM);
    options.remove("keyspace");

    assertThat(rejection(options))
        .isEqualTo("Invalid options:\n  - Option 'keyspace' is required.");
  }

  static Stream<Arguments> mistakes() {
    return Stream.of(
        mistake(
            "Option 'hosts' has the invalid entry 'one two': it must have the form 'host[:port]'.",
            "hosts",
            "one two"),
        mistake("Option 'port' must be between 1 and 65535, but is '70000'.", "port", "70000"),
        mistake("Option 'keyspace' is required.", "keyspace", " "),
        mistake("Option 'table' is required.", "table", ""),
        mistake(
            "Option 'sink.ttl' must be between 1 s and 7300 d, but is '0 ms'.", "sink.ttl", "0 s"),
        mistake(
            "Option 'sink.max-in-flight-requests' must be greater than zero, but is '0'.",
            "sink.max-in-flight-requests",
            "0"),
        mistake(
            "Option 'sink.buffer.size' must be greater than zero, but is '0 bytes'.",
            "sink.buffer.size",
            "0"),
        mistake(
            "Option 'sink.batch.max-rows' must be between 1 and 65535, but is '-1'.",
            "sink.batch.max-rows",
            "-1"),
        mistake(
            "Option 'sink.rate-limit.rows-per-second' must be greater than zero, but is '0.0'.",
            "sink.rate-limit.rows-per-second",
            "0"),
        mistake(
            "Option 'sink.retry.timeout' must be greater than zero, but is '0 ms'.",
            "sink.retry.timeout",
            "0 s"),
        mistake(
            "Option 'sink.retry.max-backoff' must be at least 'sink.retry.initial-backoff', which"
                + " is '100 ms', but is '10 ms'.",
            "sink.retry.max-backoff",
            "10 ms"),
        mistake(
            "Option 'sink.committer.chunk-size' must be between 1 bytes and 1 mb, but is '2 mb'.",
            "sink.committer.chunk-size",
            "2 mb"),
        mistake(
            "Option 'sink.committer.consistency-level' must be one of ALL, EACH_QUORUM,"
                + " LOCAL_QUORUM, QUORUM, but is 'one'.",
            "sink.committer.consistency-level",
            "one"),
        mistake(
            "Option 'sink.committer.table-prefix' must be 1 to 39 letters, digits or underscores,"
                + " but is 'a-b'.",
            "sink.committer.table-prefix",
            "a-b"),
        mistake(
            "Option 'sink.create-table.options' requires 'sink.create-table' = 'true'.",
            "sink.create-table.options",
            "default_time_to_live = 7"),
        mistake(
            "Option 'sink.batch.grouping' must be 'none' with dialect 'cosmos', where a batch costs"
                + " as much as its rows, but is 'partition'.",
            "dialect",
            "cosmos",
            "sink.batch.grouping",
            "partition"),
        mistake("Option 'username' requires 'password'.", "username", "bob"),
        mistake(
            "Option 'sink.rate-limit.request-units-per-second' cannot be used with dialect"
                + " 'cassandra', which has no request units. Use"
                + " 'sink.rate-limit.rows-per-second'.",
            "sink.rate-limit.request-units-per-second",
            "400"),
        mistake(
            "Option 'driver.basic.contact-points' cannot be used. Use 'hosts' instead.",
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

    assertThat(rejection(options)).isEqualTo("Invalid options:\n  - " + problem);
  }

  @Test
  void allMistakesAreReportedAtOnce() {
    Map<String, String> options = with("sink.ttl", "0 s");
    options.put("port", "70000");
    options.put("sink.batch.max-rows", "0");

    assertThat(rejection(options))
        .contains("Option 'port' ")
        .contains("Option 'sink.ttl' ")
        .contains("Option 'sink.batch.max-rows' ");
  }

  @Test
  void valueOfTheWrongTypeIsExplained() {
    assertThat(rejection(with("sink.batch.max-rows", "many")))
        .contains("- Option 'sink.batch.max-rows' cannot be parsed: ");
    assertThat(rejection(with("sink.ttl", "long")))
        .contains("- Option 'sink.ttl' cannot be parsed: ");
    assertThat(rejection(with("sink.on-row-error", "ignore")))
        .contains("- Option 'sink.on-row-error' cannot be parsed: ")
        .contains("[fail, skip]");
  }

  @Test
  void rejectionDoesNotShowThePassword() {
    Map<String, String> options = with("password", PASSWORD);
    options.put("port", "70000");

    assertThatThrownBy(() -> sink(options))
        .extracting(Throwables::getStackTrace, InstanceOfAssertFactories.STRING)
        .contains("Option 'port' ")
        .doesNotContain(PASSWORD);
  }

  /** The message of the deepest cause, below Flink's own messages. */
  private static String rejection(Map<String, String> options) {
    try {
      sink(options);
    } catch (ValidationException e) {
      Throwable cause = e;
      while (cause.getCause() != null) {
        cause = cause.getCause();
      }
      return cause.getMessage();
    }
    throw new AssertionError("Nothing was rejected of " + options);
  }
}
