package io.cosmoscassandra.flink.table;

import static io.cosmoscassandra.flink.options.CassandraConnectorOptions.*;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ReadableConfig;
import org.junit.jupiter.api.Test;

/** Options that a table takes from Flink's configuration. */
class ConnectionDefaultsTest {

  private static final Map<String, String> FLINK =
      Map.of(
          "connector.cassandra.hosts", "one:9042",
          "connector.cassandra.password", "open-sesame",
          "connector.cassandra.request.timeout", "7 s",
          "connector.cassandra.sink.ttl", "1 d");

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
}
