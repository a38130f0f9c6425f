package io.cosmoscassandra.flink.client;

import com.datastax.oss.driver.api.core.config.DriverConfigLoader;
import com.datastax.oss.driver.api.core.config.DriverExecutionProfile;
import com.datastax.oss.driver.api.core.config.DriverOption;
import com.datastax.oss.driver.api.core.config.TypedDriverOption;
import com.datastax.oss.driver.api.core.type.reflect.GenericType;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/**
 * Tells whether a user's value for an option of the driver is one it can read. The driver itself
 * reads most options when it first needs them, and some mistakes make it wait for ever.
 */
final class DriverOptionCheck {

  private static final Pattern PATH =
      Pattern.compile("(basic|advanced|profiles)(\\.[A-Za-z0-9_-]+)+");
  private static final Pattern PROFILE = Pattern.compile("^profiles\\.[A-Za-z0-9_-]+\\.");

  /** Options of the driver for which there is one of ours; set past it, they would half work. */
  private static final Map<String, String> REPLACED =
      new TreeMap<>(
          Map.of(
              "basic.contact-points", "hosts",
              "basic.load-balancing-policy.local-datacenter", "local-datacenter",
              "basic.cloud", "secure-connect-bundle",
              "advanced.auth-provider.username", "username",
              "advanced.auth-provider.password", "password"));

  /** Reads an option as the driver would. */
  private interface Reader {
    Object read(DriverExecutionProfile profile, DriverOption option);
  }

  /** How values of a type are read, and what to call them. */
  private record Kind(String name, Reader reader) {}

  private static final Map<GenericType<?>, Kind> KINDS =
      Map.of(
          GenericType.INTEGER,
          new Kind("a whole number", DriverExecutionProfile::getInt),
          GenericType.LONG,
          new Kind("a size, as in 256 MiB", DriverExecutionProfile::getBytes),
          GenericType.BOOLEAN,
          new Kind("true or false", DriverExecutionProfile::getBoolean),
          GenericType.DURATION,
          new Kind("a duration, as in 5 seconds", DriverExecutionProfile::getDuration),
          GenericType.STRING,
          new Kind("a text", DriverExecutionProfile::getString),
          GenericType.listOf(String.class),
          new Kind("a list, as in [\"a\", \"b\"]", DriverExecutionProfile::getStringList),
          GenericType.listOf(Duration.class),
          new Kind("a list of durations", DriverExecutionProfile::getDurationList),
          GenericType.listOf(Double.class),
          new Kind("a list of numbers", DriverExecutionProfile::getDoubleList));

  private DriverOptionCheck() {}

  /** What is wrong with an option, in one sentence that does not tell its value. */
  static Optional<String> problemWith(String path, String value) {
    if (!PATH.matcher(path).matches()) {
      return problem(path, "the driver's options start with 'basic.', 'advanced.' or 'profiles.'");
    }
    for (Map.Entry<String, String> replaced : REPLACED.entrySet()) {
      if (path.equals(replaced.getKey()) || path.startsWith(replaced.getKey() + ".")) {
        return problem(path, "use '%s' instead".formatted(replaced.getValue()));
      }
    }
    return expectationMissed(PROFILE.matcher(path).replaceFirst(""), value)
        .map(expected -> "driver.%s: must be %s".formatted(path, expected));
  }

  private static Optional<String> problem(String path, String what) {
    return Optional.of("driver.%s: %s".formatted(path, what));
  }

  /** What it should have been, if it cannot be read. */
  private static Optional<String> expectationMissed(String path, String value) {
    DriverExecutionProfile profile;
    try {
      profile =
          DriverConfigLoader.fromString(DriverConfiguration.line(path, value))
              .getInitialConfig()
              .getDefaultProfile();
    } catch (RuntimeException e) {
      return Optional.of("a list, as in [\"a\", \"b\"]");
    }
    return knownOption(path)
        .flatMap(
            option -> {
              Kind kind = KINDS.get(option.getExpectedType());
              if (kind == null) {
                return Optional.empty();
              }
              try {
                Object unused = kind.reader().read(profile, option.getRawOption());
                return Optional.empty();
              } catch (RuntimeException e) {
                return Optional.of(kind.name());
              }
            });
  }

  private static Optional<TypedDriverOption<?>> knownOption(String path) {
    return StreamSupport.stream(TypedDriverOption.builtInValues().spliterator(), false)
        .<TypedDriverOption<?>>map(option -> option)
        .filter(option -> option.getRawOption().getPath().equals(path))
        .findFirst();
  }
}
