package io.cosmoscassandra.flink.config;

import com.datastax.oss.driver.api.core.DefaultConsistencyLevel;
import io.cosmoscassandra.flink.client.ConsistencyChoice;
import io.cosmoscassandra.flink.client.dialect.Dialect;
import io.cosmoscassandra.flink.flow.Rates;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import javax.annotation.Nullable;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.util.TimeUtils;

/**
 * Reads options and checks their values. Problems are collected and reported together; until then
 * the default stands in for a value that cannot be used.
 */
final class OptionReader {

  private static final Duration SHORTEST_TTL = Duration.ofSeconds(1);
  private static final Duration LONGEST_TTL = Duration.ofDays(20 * 365);

  private final ReadableConfig options;

  /** A set, because several settings may read the same option. */
  private final Set<String> problems = new LinkedHashSet<>();

  OptionReader(ReadableConfig options) {
    this.options = options;
  }

  /** The value that the user set, unless it cannot be parsed. */
  <T> Optional<T> given(ConfigOption<T> option) {
    try {
      return options.getOptional(option);
    } catch (IllegalArgumentException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      problem("Option '%s' cannot be parsed: %s".formatted(option.key(), cause.getMessage()));
      return Optional.empty();
    }
  }

  /** The keys of those options that the user set. */
  List<String> givenAmong(Collection<ConfigOption<?>> candidates) {
    return candidates.stream()
        .filter(option -> given(option).isPresent())
        .map(ConfigOption::key)
        .toList();
  }

  /** The value that the user set, or the default of the option, which may be null. */
  <T> T read(ConfigOption<T> option) {
    return given(option).orElse(option.defaultValue());
  }

  /** Adds those of the options that the user set, as they were written. */
  void givenTexts(Collection<ConfigOption<?>> candidates, Map<String, String> into) {
    Map<String, String> all = options.toMap();
    candidates.forEach(
        option -> {
          if (all.containsKey(option.key())) {
            into.put(option.key(), all.get(option.key()));
          }
        });
  }

  /** The texts whose keys begin with a prefix, by the rest of their keys. */
  Map<String, String> withPrefix(String prefix) {
    Map<String, String> values = new HashMap<>();
    options
        .toMap()
        .forEach(
            (key, value) -> {
              if (key.startsWith(prefix)) {
                values.put(key.substring(prefix.length()), value);
              }
            });
    return values;
  }

  /** A text that must be given. */
  String required(ConfigOption<String> option) {
    Optional<String> value = given(option).filter(text -> !text.isBlank());
    if (value.isEmpty()) {
      problem("Option '%s' is required.".formatted(option.key()));
    }
    return value.orElse("");
  }

  /** A text that may be missing, but not blank. */
  @Nullable
  String textOrNull(ConfigOption<String> option) {
    String value = given(option).orElse(null);
    if (value != null && value.isBlank()) {
      problem(
          "Option '%s' must not be blank. Set a value, or remove the option."
              .formatted(option.key()));
    }
    return value;
  }

  <T> T positive(ConfigOption<T> option) {
    return positive(option, option.defaultValue());
  }

  /** A number, duration or size greater than zero. */
  <T> T positive(ConfigOption<T> option, @Nullable T defaultValue) {
    return checked(option, defaultValue, OptionReader::isPositive, "greater than zero");
  }

  <T extends Comparable<T>> T between(
      T least, T most, ConfigOption<T> option, @Nullable T defaultValue) {
    return checked(
        option,
        defaultValue,
        value -> value.compareTo(least) >= 0 && value.compareTo(most) <= 0,
        "between %s and %s".formatted(shown(least), shown(most)));
  }

  /** How long rows are kept: the server takes whole seconds, and 0 would mean forever. */
  Duration timeToLive(ConfigOption<Duration> option) {
    return between(SHORTEST_TTL, LONGEST_TTL, option, option.defaultValue());
  }

  /** One of several constants, in upper or lower case, if the user set it. */
  <E extends Enum<E>> Optional<E> oneOf(ConfigOption<String> option, Set<E> constants) {
    Map<String, E> byName =
        constants.stream().collect(Collectors.toMap(Enum::name, c -> c, (a, b) -> a, TreeMap::new));
    String requirement = "one of " + String.join(", ", byName.keySet());
    return Optional.ofNullable(
            checked(option, null, name -> byName.containsKey(constant(name)), requirement))
        .map(name -> byName.get(constant(name)));
  }

  /** A consistency level, if the user set it. */
  Optional<ConsistencyChoice> consistency(
      ConfigOption<String> option, Set<DefaultConsistencyLevel> levels) {
    return oneOf(option, levels).map(level -> new ConsistencyChoice(level, option.key()));
  }

  private static String constant(String name) {
    return name.strip().toUpperCase(Locale.ROOT);
  }

  /**
   * A value that meets a condition.
   *
   * @param requirement completes the sentence "the option must be"
   */
  <T> T checked(
      ConfigOption<T> option,
      @Nullable T defaultValue,
      Predicate<? super T> condition,
      String requirement) {
    Optional<T> value = given(option);
    if (value.isEmpty() || condition.test(value.get())) {
      return value.orElse(defaultValue);
    }
    problem(
        "Option '%s' must be %s, but is '%s'."
            .formatted(option.key(), requirement, shown(value.get())));
    return defaultValue;
  }

  /** The rate limits of a sink or a source. Only some servers have request units. */
  Rates rates(
      ConfigOption<Double> rowsPerSecond, ConfigOption<Double> unitsPerSecond, Dialect dialect) {
    Double units = positive(unitsPerSecond);
    if (units != null && !dialect.rationsRequests()) {
      problem(
          "Option '%s' cannot be used with dialect '%s', which has no request units. Use '%s'."
              .formatted(unitsPerSecond.key(), dialect.name(), rowsPerSecond.key()));
    }
    return new Rates(positive(rowsPerSecond), units, dialect.rationsRequests());
  }

  /** Notes that an option was set without another one that it needs. */
  void requires(ConfigOption<?> option, ConfigOption<?> missing) {
    problem("Option '%s' requires '%s'.".formatted(option.key(), missing.key()));
  }

  /** Notes a problem that concerns more than the value of one option. */
  void problem(String message) {
    problems.add(message);
  }

  /**
   * Ends reading.
   *
   * @throws InvalidOptionsException if there were problems
   */
  void reportProblems() {
    if (!problems.isEmpty()) {
      throw new InvalidOptionsException(problems);
    }
  }

  /** The value as a user would write it. */
  static String shown(Object value) {
    return value instanceof Duration duration
        ? TimeUtils.formatWithHighestUnit(duration)
        : value.toString();
  }

  private static boolean isPositive(Object value) {
    if (value instanceof Duration duration) {
      return !duration.isZero() && !duration.isNegative();
    }
    return value instanceof MemorySize size
        ? size.getBytes() > 0
        : ((Number) value).doubleValue() > 0;
  }
}
