package io.cosmoscassandra.flink.client;

import static io.cosmoscassandra.flink.options.CassandraConnectorOptions.*;

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
 * Checks that the driver can read a user's value for one of its options. The driver itself reads
 * most options only when it first needs them, and some mistakes make it hang.
 */
final class DriverOptionCheck {

  private static final Pattern PATH =
      Pattern.compile("(basic|advanced|profiles)(\\.[A-Za-z0-9_-]+)+");
  private static final Pattern PROFILE = Pattern.compile("^profiles\\.[A-Za-z0-9_-]+\\.");

  /** Options of the driver that the connector sets from its own, which must be used instead. */
  private static final Map<String, String> REPLACED =
      new TreeMap<>(
          Map.of(
              "basic.contact-points", HOSTS.key(),
              "basic.load-balancing-policy.local-datacenter", LOCAL_DATACENTER.key(),
              "basic.cloud", SECURE_CONNECT_BUNDLE.key(),
              "advanced.auth-provider.username", USERNAME.key(),
              "advanced.auth-provider.password", PASSWORD.key()));

  /** Reads an option as the driver would. */
  private interface Reader {
    Object read(DriverExecutionProfile profile, DriverOption option);
  }

  /** A type of values: its name in messages, and how its values are read. */
  private record Kind(String name, Reader reader) {}

  private static final Map<GenericType<?>, Kind> KINDS =
      Map.of(
          GenericType.INTEGER,
          new Kind("a whole number", DriverExecutionProfile::getInt),
          GenericType.LONG,
          new Kind("a size such as 256 MiB", DriverExecutionProfile::getBytes),
          GenericType.BOOLEAN,
          new Kind("true or false", DriverExecutionProfile::getBoolean),
          GenericType.DURATION,
          new Kind("a duration such as 5 seconds", DriverExecutionProfile::getDuration),
          GenericType.STRING,
          new Kind("a text", DriverExecutionProfile::getString),
          GenericType.listOf(String.class),
          new Kind("a list such as [\"a\", \"b\"]", DriverExecutionProfile::getStringList),
          GenericType.listOf(Duration.class),
          new Kind("a list of durations", DriverExecutionProfile::getDurationList),
          GenericType.listOf(Double.class),
          new Kind("a list of numbers", DriverExecutionProfile::getDoubleList));

  private DriverOptionCheck() {}

  /** The problem with an option, in a message that does not contain its value. */
  static Optional<String> problemWith(String path, String value) {
    if (!PATH.matcher(path).matches()) {
      return Optional.of(
          "Option '%s' does not exist: options of the driver start with 'basic.', 'advanced.' or 'profiles.'."
              .formatted(DRIVER_PREFIX + path));
    }
    for (Map.Entry<String, String> replaced : REPLACED.entrySet()) {
      if (path.equals(replaced.getKey()) || path.startsWith(replaced.getKey() + ".")) {
        return Optional.of(
            "Option '%s' cannot be used. Use '%s' instead."
                .formatted(DRIVER_PREFIX + path, replaced.getValue()));
      }
    }
    return missedExpectation(withoutProfile(path), value)
        .map(expected -> "Option '%s' must be %s.".formatted(DRIVER_PREFIX + path, expected));
  }

  /** The path of an option in the default profile. */
  static String withoutProfile(String path) {
    return PROFILE.matcher(path).replaceFirst("");
  }

  /** The kind of value that the driver expects, if it cannot read this one. */
  private static Optional<String> missedExpectation(String path, String value) {
    DriverExecutionProfile profile;
    try {
      profile =
          DriverConfigLoader.fromString(DriverConfiguration.line(path, value))
              .getInitialConfig()
              .getDefaultProfile();
    } catch (RuntimeException e) {
      return Optional.of("a list such as [\"a\", \"b\"]");
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
