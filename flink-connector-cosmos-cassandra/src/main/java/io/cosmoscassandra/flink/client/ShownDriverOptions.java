package io.cosmoscassandra.flink.client;

import com.datastax.oss.driver.api.core.config.TypedDriverOption;
import com.datastax.oss.driver.api.core.type.reflect.GenericType;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * Options of the driver whose values may be shown. All others may contain a secret, be it because
 * an extension of the driver reads them, of which nothing is known.
 */
final class ShownDriverOptions {

  /** Types whose values are no secrets. */
  private static final Set<GenericType<?>> HARMLESS =
      Set.of(
          GenericType.INTEGER,
          GenericType.LONG,
          GenericType.DOUBLE,
          GenericType.BOOLEAN,
          GenericType.DURATION,
          GenericType.listOf(Duration.class),
          GenericType.listOf(Double.class));

  /** Texts that are no secrets, beside the names of classes. */
  private static final Set<String> HARMLESS_TEXTS =
      Set.of(
          "basic.request.consistency",
          "basic.request.serial-consistency",
          "advanced.protocol.version",
          "advanced.protocol.compression");

  private static final Set<String> PATHS =
      StreamSupport.stream(TypedDriverOption.builtInValues().spliterator(), false)
          .filter(ShownDriverOptions::isHarmless)
          .map(option -> option.getRawOption().getPath())
          .collect(Collectors.toUnmodifiableSet());

  private ShownDriverOptions() {}

  static boolean contain(String path) {
    return PATHS.contains(DriverOptionCheck.withoutProfile(path));
  }

  private static boolean isHarmless(TypedDriverOption<?> option) {
    String path = option.getRawOption().getPath();
    return HARMLESS.contains(option.getExpectedType())
        || HARMLESS_TEXTS.contains(path)
        || path.endsWith(".class");
  }
}
