package io.cosmoscassandra.flink.table;

import static io.cosmoscassandra.flink.options.CassandraConnectorOptions.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ReadableConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Options that a table takes from Flink's configuration. */
class ConnectionDefaultsTest {

  private static final Map<String, String> FLINK =
      Map.of(
          "connector.cassandra.hosts", "one:9042",
          "connector.cassandra.password", "open-sesame",
          "connector.cassandra.request.timeout", "7 s",
          "connector.cassandra.sink.ttl", "1 d");

  private static final Map<String, String> LOGIN =
      Map.of(
          "connector.cassandra.hosts", "one:9042",
          "connector.cassandra.username", "admin",
          "connector.cassandra.password", "open-sesame");

  private static ReadableConfig options(Map<String, String> table, Map<String, String> flink) {
    return ConnectionDefaults.added(Configuration.fromMap(table), Configuration.fromMap(flink));
  }

  @Test
  void tableWithoutHostsConnectsAsTheConfigurationSays() {
    ReadableConfig options = options(Map.of("table", "books"), FLINK);

    assertThat(options.get(TABLE)).isEqualTo("books");
    assertThat(options.get(HOSTS)).isEqualTo("one:9042");
    assertThat(options.get(PASSWORD)).isEqualTo("open-sesame");
    assertThat(options.get(REQUEST_TIMEOUT)).isEqualTo(Duration.ofSeconds(7));
  }

  @Test
  void whatTheTableSaysWins() {
    assertThat(options(Map.of("password", "its own"), FLINK).get(PASSWORD)).isEqualTo("its own");
  }

  @Test
  void tableWithHostsTakesNothing() {
    assertThat(options(Map.of("hosts", "two:9042"), FLINK).toMap())
        .isEqualTo(Map.of("hosts", "two:9042"));
    assertThat(options(Map.of("secure-connect-bundle", "a.zip"), FLINK).toMap())
        .isEqualTo(Map.of("secure-connect-bundle", "a.zip"));
  }

  @Test
  void onlyTheConnectionCanBeTakenFromThere() {
    assertThat(options(Map.of(), FLINK).getOptional(SINK_TTL)).isEmpty();
  }

  @Test
  void keysWithoutThePrefixAreNotMeantForTheConnector() {
    Map<String, String> flink = new HashMap<>(FLINK);
    flink.put("hosts", "others:1");
    flink.put("password", "not ours");
    flink.put("username", "somebody");
    ReadableConfig options = options(Map.of(), flink);

    assertThat(options.get(HOSTS)).isEqualTo("one:9042");
    assertThat(options.get(PASSWORD)).isEqualTo("open-sesame");
    assertThat(options.getOptional(USERNAME)).isEmpty();
  }

  /** Options of a table that would send the configured password elsewhere, or in the clear. */
  static Stream<Arguments> weakening() {
    return Stream.of(
        Arguments.of("port", "1"),
        Arguments.of("dialect", "cassandra"),
        Arguments.of("ssl.enabled", "false"),
        Arguments.of("ssl.hostname-verification", "false"),
        Arguments.of("ssl.truststore.path", "mine.p12"),
        Arguments.of("driver.advanced.address-translator.class", "org.example.Elsewhere"));
  }

  @ParameterizedTest
  @MethodSource("weakening")
  void configuredPasswordGoesOnlyWhereTheConfigurationSays(String key, String value) {
    Map<String, String> table = table();
    table.put(key, value);

    assertThatThrownBy(() -> sink(table, LOGIN))
        .hasStackTraceContaining(
            "Option '%s' cannot be set in a table that logs in with 'connector.cassandra.password'"
                    .formatted(key)
                + " of Flink's configuration: it decides where that password is sent. Remove it,"
                + " or set 'password' in the table.");
  }

  @Test
  void tableWithAPasswordOfItsOwnMaySetAnything() {
    Map<String, String> table = table();
    table.put("username", "me");
    table.put("password", "its own");
    table.put("port", "1");

    assertThatCode(() -> sink(table, LOGIN)).doesNotThrowAnyException();
  }

  @Test
  void tableWithAPasswordFileOfItsOwnTakesNoConfiguredPassword() {
    Map<String, String> table = table();
    table.put("username", "me");
    table.put("password-file", "/run/secrets/mine");
    table.put("port", "1");

    assertThatCode(() -> sink(table, LOGIN)).doesNotThrowAnyException();
  }

  @Test
  void configuredPasswordFileGoesOnlyWhereTheConfigurationSays() {
    Map<String, String> table = table();
    table.put("port", "1");

    assertThatThrownBy(
            () ->
                sink(
                    table,
                    Map.of(
                        "connector.cassandra.hosts", "one",
                        "connector.cassandra.username", "ann",
                        "connector.cassandra.password-file", "/run/secrets/hers")))
        .hasStackTraceContaining(
            "Option 'port' cannot be set in a table that logs in with"
                + " 'connector.cassandra.password-file' of Flink's configuration");
  }

  @Test
  void tableMaySetAnythingIfNoPasswordIsConfigured() {
    Map<String, String> table = table();
    table.put("port", "1");

    assertThatCode(() -> sink(table, Map.of("connector.cassandra.hosts", "one")))
        .doesNotThrowAnyException();
  }

  @Test
  void tableMayTuneTheConfiguredConnection() {
    Map<String, String> table = table();
    table.put("request.timeout", "9 s");
    table.put("local-datacenter", "west");

    assertThatCode(() -> sink(table, LOGIN)).doesNotThrowAnyException();
  }

  private static Map<String, String> table() {
    return new HashMap<>(Map.of("connector", "cassandra", "keyspace", "shop", "table", "orders"));
  }

  private static void sink(Map<String, String> table, Map<String, String> flink) {
    DeclaredSinks.sink(table, Configuration.fromMap(flink));
  }
}
