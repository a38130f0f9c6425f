package io.cosmoscassandra.flink.client;

import com.datastax.oss.driver.api.core.config.DriverConfigLoader;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.flink.annotation.Internal;

/**
 * The driver's own options that a user set; their values may be secret.
 *
 * @param values by path below {@code datastax-java-driver}, as in {@code basic.request.timeout}
 */
@Internal
public record DriverOptions(Map<String, String> values) implements Serializable {

  private static final Pattern SECRET = Pattern.compile("pass|secret|credential|auth|\\bkey\\b");

  private static final Pattern PATH =
      Pattern.compile("(basic|advanced|profiles)(\\.[A-Za-z0-9_-]+)+");

  /** Options of the driver for which there is one of ours; set past it, they would half work. */
  private static final Map<String, String> REPLACED =
      new TreeMap<>(
          Map.of(
              "basic.contact-points", "hosts",
              "basic.load-balancing-policy.local-datacenter", "local-datacenter",
              "basic.cloud", "secure-connect-bundle",
              "advanced.auth-provider.username", "username",
              "advanced.auth-provider.password", "password"));

  public DriverOptions {
    values = Map.copyOf(values);
  }

  /** Whether this option, or one below it, is set. */
  boolean mentions(String path) {
    return values.keySet().stream().anyMatch(p -> p.equals(path) || p.startsWith(path + "."));
  }

  /** What is wrong with them, one sentence each. */
  List<String> problems() {
    List<String> problems = new ArrayList<>();
    new TreeMap<>(values)
        .forEach(
            (path, value) -> {
              if (!PATH.matcher(path).matches()) {
                problems.add(
                    "driver.%s: the driver's options start with 'basic.', 'advanced.' or 'profiles.'"
                        .formatted(path));
              } else if (isList(value) && !isReadable(value)) {
                problems.add("driver.%s: is not a list; write [\"a\", \"b\"]".formatted(path));
              }
              REPLACED.forEach(
                  (replaced, option) -> {
                    if (path.equals(replaced) || path.startsWith(replaced + ".")) {
                      problems.add("driver.%s: use '%s' instead".formatted(path, option));
                    }
                  });
            });
    return problems;
  }

  /** Whether a value is a list, written as {@code ["a", "b"]}. */
  static boolean isList(String value) {
    return value.startsWith("[");
  }

  private static boolean isReadable(String list) {
    try {
      // Only the driver brings a parser of its language.
      DriverConfigLoader.fromString("datastax-java-driver.basic.list = " + list);
      return true;
    } catch (RuntimeException e) {
      return false;
    }
  }

  static boolean isSecret(String path) {
    return SECRET.matcher(path.toLowerCase(Locale.ROOT)).find();
  }

  @Override
  public String toString() {
    return new TreeMap<>(values)
        .entrySet().stream()
            .map(e -> e.getKey() + "=" + (isSecret(e.getKey()) ? "******" : e.getValue()))
            .collect(Collectors.joining(", ", "{", "}"));
  }
}
