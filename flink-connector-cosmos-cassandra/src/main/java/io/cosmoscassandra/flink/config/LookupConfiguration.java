package io.cosmoscassandra.flink.config;

import static io.cosmoscassandra.flink.options.CassandraConnectorOptions.LOOKUP_ASYNC;
import static io.cosmoscassandra.flink.options.CassandraConnectorOptions.LOOKUP_CACHE;
import static io.cosmoscassandra.flink.options.CassandraConnectorOptions.LOOKUP_CONSISTENCY_LEVEL;
import static io.cosmoscassandra.flink.options.CassandraConnectorOptions.LOOKUP_FULL_CACHE_PERIODIC_RELOAD_INTERVAL;
import static io.cosmoscassandra.flink.options.CassandraConnectorOptions.LOOKUP_FULL_CACHE_PERIODIC_RELOAD_SCHEDULE_MODE;
import static io.cosmoscassandra.flink.options.CassandraConnectorOptions.LOOKUP_FULL_CACHE_RELOAD_STRATEGY;
import static io.cosmoscassandra.flink.options.CassandraConnectorOptions.LOOKUP_FULL_CACHE_TIMED_RELOAD_INTERVAL_IN_DAYS;
import static io.cosmoscassandra.flink.options.CassandraConnectorOptions.LOOKUP_FULL_CACHE_TIMED_RELOAD_ISO_TIME;
import static io.cosmoscassandra.flink.options.CassandraConnectorOptions.LOOKUP_MAX_IN_FLIGHT_REQUESTS;
import static io.cosmoscassandra.flink.options.CassandraConnectorOptions.LOOKUP_PARTIAL_CACHE_CACHE_MISSING_KEY;
import static io.cosmoscassandra.flink.options.CassandraConnectorOptions.LOOKUP_PARTIAL_CACHE_EXPIRE_AFTER_ACCESS;
import static io.cosmoscassandra.flink.options.CassandraConnectorOptions.LOOKUP_PARTIAL_CACHE_EXPIRE_AFTER_WRITE;
import static io.cosmoscassandra.flink.options.CassandraConnectorOptions.LOOKUP_PARTIAL_CACHE_MAX_ROWS;
import static io.cosmoscassandra.flink.options.CassandraConnectorOptions.LOOKUP_RATE_LIMIT_REQUEST_UNITS_PER_SECOND;
import static io.cosmoscassandra.flink.options.CassandraConnectorOptions.LOOKUP_RATE_LIMIT_ROWS_PER_SECOND;
import static io.cosmoscassandra.flink.options.CassandraConnectorOptions.LOOKUP_RETRY_TIMEOUT;

import io.cosmoscassandra.flink.client.ConnectionSettings;
import io.cosmoscassandra.flink.client.failure.RetrySettings;
import io.cosmoscassandra.flink.read.page.ReadSettings;
import java.time.LocalTime;
import java.time.OffsetTime;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.flink.annotation.Internal;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.table.connector.source.lookup.LookupOptions.LookupCacheType;
import org.apache.flink.table.connector.source.lookup.LookupOptions.ReloadStrategy;

/**
 * The settings that the options of lookups stand for.
 *
 * @param reading how rows are read
 * @param async whether many lookups are in flight
 * @param cache what task managers keep of the rows
 */
@Internal
public record LookupConfiguration(ReadSettings reading, boolean async, LookupCache cache) {

  private static final List<ConfigOption<?>> PARTIAL_CACHE =
      List.of(
          LOOKUP_PARTIAL_CACHE_MAX_ROWS,
          LOOKUP_PARTIAL_CACHE_EXPIRE_AFTER_WRITE,
          LOOKUP_PARTIAL_CACHE_EXPIRE_AFTER_ACCESS,
          LOOKUP_PARTIAL_CACHE_CACHE_MISSING_KEY);

  private static final List<ConfigOption<?>> FULL_CACHE =
      List.of(
          LOOKUP_FULL_CACHE_RELOAD_STRATEGY,
          LOOKUP_FULL_CACHE_PERIODIC_RELOAD_INTERVAL,
          LOOKUP_FULL_CACHE_PERIODIC_RELOAD_SCHEDULE_MODE,
          LOOKUP_FULL_CACHE_TIMED_RELOAD_ISO_TIME,
          LOOKUP_FULL_CACHE_TIMED_RELOAD_INTERVAL_IN_DAYS);

  /** The options of lookups, beside those of reading. */
  public static final RoleOptions OPTIONS =
      new RoleOptions(
          Set.of(LOOKUP_ASYNC, LOOKUP_CACHE, LOOKUP_CONSISTENCY_LEVEL),
          Set.copyOf(
              Stream.of(
                      List.of(
                          LOOKUP_MAX_IN_FLIGHT_REQUESTS,
                          LOOKUP_RETRY_TIMEOUT,
                          LOOKUP_RATE_LIMIT_ROWS_PER_SECOND,
                          LOOKUP_RATE_LIMIT_REQUEST_UNITS_PER_SECOND),
                      PARTIAL_CACHE,
                      FULL_CACHE)
                  .flatMap(List::stream)
                  .toList()));

  /** There may be as many pages at once as requests in flight. */
  private static final MemorySize PAGE_SIZE = MemorySize.parse("256 kb");

  /** Reads the options of lookups together with others; the caller reports the problems. */
  static LookupConfiguration read(
      OptionReader reader, ConnectionSettings connection, ReadSettings scan) {
    return new LookupConfiguration(
        readReading(reader, connection, scan), reader.read(LOOKUP_ASYNC), readCache(reader));
  }

  private static ReadSettings readReading(
      OptionReader reader, ConnectionSettings connection, ReadSettings scan) {
    return new ReadSettings(
        reader
            .consistency(LOOKUP_CONSISTENCY_LEVEL, SourceConfiguration.READABLE)
            .orElse(scan.consistency()),
        PAGE_SIZE.getBytes(),
        scan.bufferBytes(),
        scan.splitBytes(),
        scan.allowFiltering(),
        reader.positive(LOOKUP_MAX_IN_FLIGHT_REQUESTS),
        new RetrySettings(
            reader.positive(LOOKUP_RETRY_TIMEOUT),
            scan.retry().initialBackoff(),
            scan.retry().maxBackoff()),
        reader.rates(
            LOOKUP_RATE_LIMIT_ROWS_PER_SECOND,
            LOOKUP_RATE_LIMIT_REQUEST_UNITS_PER_SECOND,
            connection.dialect()));
  }

  private static LookupCache readCache(OptionReader reader) {
    LookupCacheType type = reader.read(LOOKUP_CACHE);
    if (type == LookupCacheType.PARTIAL) {
      checkPartialCache(reader);
    } else {
      rejectUnlessSet(PARTIAL_CACHE, LookupCacheType.PARTIAL, reader);
    }
    if (type == LookupCacheType.FULL) {
      checkFullCache(reader);
    } else {
      rejectUnlessSet(FULL_CACHE, LookupCacheType.FULL, reader);
    }
    Map<String, String> options = new HashMap<>();
    reader.givenTexts(PARTIAL_CACHE, options);
    reader.givenTexts(FULL_CACHE, options);
    return new LookupCache(type, options);
  }

  private static void rejectUnlessSet(
      List<ConfigOption<?>> options, LookupCacheType type, OptionReader reader) {
    reader
        .givenAmong(options)
        .forEach(
            key ->
                reader.problem(
                    "Option '%s' requires '%s' = '%s'.".formatted(key, LOOKUP_CACHE.key(), type)));
  }

  private static void checkPartialCache(OptionReader reader) {
    boolean bounded =
        Stream.of(
                reader.positive(LOOKUP_PARTIAL_CACHE_MAX_ROWS),
                reader.positive(LOOKUP_PARTIAL_CACHE_EXPIRE_AFTER_WRITE),
                reader.positive(LOOKUP_PARTIAL_CACHE_EXPIRE_AFTER_ACCESS))
            .anyMatch(bound -> bound != null);
    if (!bounded) {
      reader.problem(
          "A cache without a bound would grow for ever. Set option '%s', '%s' or '%s'."
              .formatted(
                  LOOKUP_PARTIAL_CACHE_MAX_ROWS.key(),
                  LOOKUP_PARTIAL_CACHE_EXPIRE_AFTER_WRITE.key(),
                  LOOKUP_PARTIAL_CACHE_EXPIRE_AFTER_ACCESS.key()));
    }
  }

  private static void checkFullCache(OptionReader reader) {
    switch (reader.read(LOOKUP_FULL_CACHE_RELOAD_STRATEGY)) {
      case PERIODIC -> {
        if (reader.positive(LOOKUP_FULL_CACHE_PERIODIC_RELOAD_INTERVAL) == null) {
          requires(ReloadStrategy.PERIODIC, LOOKUP_FULL_CACHE_PERIODIC_RELOAD_INTERVAL, reader);
        }
      }
      case TIMED -> {
        String time =
            reader.checked(
                LOOKUP_FULL_CACHE_TIMED_RELOAD_ISO_TIME,
                null,
                LookupConfiguration::isTimeOfDay,
                "a time of day such as '03:00' or '03:00Z'");
        if (time == null) {
          requires(ReloadStrategy.TIMED, LOOKUP_FULL_CACHE_TIMED_RELOAD_ISO_TIME, reader);
        }
        Integer unused = reader.positive(LOOKUP_FULL_CACHE_TIMED_RELOAD_INTERVAL_IN_DAYS);
      }
    }
  }

  private static void requires(
      ReloadStrategy strategy, ConfigOption<?> missing, OptionReader reader) {
    reader.problem(
        "Option '%s' = '%s' requires '%s'."
            .formatted(LOOKUP_FULL_CACHE_RELOAD_STRATEGY.key(), strategy, missing.key()));
  }

  private static boolean isTimeOfDay(String text) {
    Predicate<String> local = time -> LocalTime.parse(time) != null;
    Predicate<String> withOffset = time -> OffsetTime.parse(time) != null;
    return parses(local, text) || parses(withOffset, text);
  }

  private static boolean parses(Predicate<String> parser, String text) {
    try {
      return parser.test(text);
    } catch (DateTimeParseException e) {
      return false;
    }
  }
}
