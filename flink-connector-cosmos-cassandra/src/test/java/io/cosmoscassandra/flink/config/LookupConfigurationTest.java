package io.cosmoscassandra.flink.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.datastax.oss.driver.api.core.DefaultConsistencyLevel;
import io.cosmoscassandra.flink.client.ConsistencyChoice;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.table.connector.source.lookup.LookupOptions;
import org.junit.jupiter.api.Test;

/** Options of lookups, and those that do not go together. */
class LookupConfigurationTest {

  @Test
  void lookupsAreAsynchronousAndNotCachedByDefault() {
    LookupConfiguration lookup = read(Map.of());

    assertThat(lookup.async()).isTrue();
    assertThat(lookup.cache().type()).isEqualTo(LookupOptions.LookupCacheType.NONE);
    assertThat(lookup.reading().maxInFlightRequests()).isEqualTo(256);
    assertThat(lookup.reading().retry().timeout()).isEqualTo(Duration.ofMinutes(2));
  }

  @Test
  void levelOfScansIsThatOfLookupsUnlessThereIsAnother() {
    assertThat(read(Map.of("scan.consistency-level", "one")).reading().consistency())
        .isEqualTo(new ConsistencyChoice(DefaultConsistencyLevel.ONE, "scan.consistency-level"));
    assertThat(
            read(Map.of("scan.consistency-level", "one", "lookup.consistency-level", "two"))
                .reading()
                .consistency())
        .isEqualTo(new ConsistencyChoice(DefaultConsistencyLevel.TWO, "lookup.consistency-level"));
  }

  @Test
  void optionsOfACacheReachFlink() {
    Configuration cache =
        read(Map.of("lookup.cache", "partial", "lookup.partial-cache.max-rows", "7"))
            .cache()
            .configuration();

    assertThat(cache.get(LookupOptions.CACHE_TYPE))
        .isEqualTo(LookupOptions.LookupCacheType.PARTIAL);
    assertThat(cache.get(LookupOptions.PARTIAL_CACHE_MAX_ROWS)).isEqualTo(7);
  }

  @Test
  void partialCacheHasABound() {
    assertRejected(Map.of("lookup.cache", "PARTIAL"), "'lookup.partial-cache.max-rows'");
    assertRejected(
        Map.of("lookup.cache", "PARTIAL", "lookup.partial-cache.max-rows", "0"),
        "greater than zero");
  }

  @Test
  void optionsOfACacheRequireThatCache() {
    assertRejected(
        Map.of("lookup.partial-cache.max-rows", "7"), "requires 'lookup.cache' = 'PARTIAL'");
    assertRejected(
        Map.of("lookup.full-cache.periodic-reload.interval", "7 min"),
        "requires 'lookup.cache' = 'FULL'");
  }

  @Test
  void fullCacheIsReloadedAtSomeTime() {
    assertRejected(
        Map.of("lookup.cache", "FULL"),
        "'PERIODIC' requires 'lookup.full-cache.periodic-reload.interval'");
    assertRejected(
        Map.of("lookup.cache", "FULL", "lookup.full-cache.reload-strategy", "TIMED"),
        "'TIMED' requires 'lookup.full-cache.timed-reload.iso-time'");
    assertRejected(
        Map.of(
            "lookup.cache",
            "FULL",
            "lookup.full-cache.reload-strategy",
            "TIMED",
            "lookup.full-cache.timed-reload.iso-time",
            "three"),
        "must be a time of day");
    assertThat(
            read(Map.of(
                    "lookup.cache",
                    "FULL",
                    "lookup.full-cache.reload-strategy",
                    "TIMED",
                    "lookup.full-cache.timed-reload.iso-time",
                    "03:00Z"))
                .cache()
                .type())
        .isEqualTo(LookupOptions.LookupCacheType.FULL);
  }

  private static void assertRejected(Map<String, String> options, String message) {
    assertThatThrownBy(() -> read(options))
        .isInstanceOf(InvalidOptionsException.class)
        .hasMessageContaining(message);
  }

  private static LookupConfiguration read(Map<String, String> options) {
    Map<String, String> all = new HashMap<>(options);
    all.put("hosts", "one");
    all.put("keyspace", "shop");
    all.put("table", "orders");
    return SourceConfiguration.of(Configuration.fromMap(all)).lookup();
  }
}
