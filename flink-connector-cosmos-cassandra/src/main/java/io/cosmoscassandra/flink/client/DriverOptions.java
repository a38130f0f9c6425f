package io.cosmoscassandra.flink.client;

import java.io.Serializable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.flink.annotation.Internal;

/**
 * The user's options for the driver itself. Their values may be secret.
 *
 * @param values by path below {@code datastax-java-driver}, such as {@code basic.request.timeout}
 */
@Internal
public record DriverOptions(Map<String, String> values) implements Serializable {

  public DriverOptions {
    values = Map.copyOf(values);
  }

  /** Whether this option, or one below it, is set. */
  public boolean contain(String path) {
    return values.keySet().stream().anyMatch(p -> p.equals(path) || p.startsWith(path + "."));
  }

  /** The same options and one more. */
  DriverOptions with(String path, String value) {
    Map<String, String> more = new HashMap<>(values);
    more.put(path, value);
    return new DriverOptions(more);
  }

  /** One message for each option that the driver could not use. */
  public List<String> problems() {
    return new TreeMap<>(values)
        .entrySet().stream()
            .flatMap(e -> DriverOptionCheck.problemWith(e.getKey(), e.getValue()).stream())
            .toList();
  }

  @Override
  public String toString() {
    return new TreeMap<>(values)
        .entrySet().stream()
            .map(
                e ->
                    e.getKey()
                        + "="
                        + (ShownDriverOptions.contain(e.getKey()) ? e.getValue() : "******"))
            .collect(Collectors.joining(", ", "{", "}"));
  }
}
