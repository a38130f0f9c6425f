package io.cosmoscassandra.flink.config;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.annotation.Internal;
import org.apache.flink.configuration.ConfigOption;

/**
 * The options of one role, each in one of two sets.
 *
 * @param fixed options that a compiled plan keeps, because they decide what the plan does
 * @param forwarded options that may change in a compiled plan
 */
@Internal
public record RoleOptions(Set<ConfigOption<?>> fixed, Set<ConfigOption<?>> forwarded) {

  /** All options of the role. */
  public Set<ConfigOption<?>> all() {
    return Stream.of(fixed, forwarded).flatMap(Set::stream).collect(Collectors.toUnmodifiableSet());
  }
}
