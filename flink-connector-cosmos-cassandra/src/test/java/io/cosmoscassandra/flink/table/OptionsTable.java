package io.cosmoscassandra.flink.table;

import static io.cosmoscassandra.flink.options.CassandraConnectorOptions.*;

import io.cosmoscassandra.flink.client.dialect.Dialect;
import io.cosmoscassandra.flink.options.BatchGrouping;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.description.HtmlFormatter;
import org.apache.flink.table.factories.FactoryUtil;
import org.apache.flink.util.TimeUtils;

/** The lines of the tables of options, as the documentation must contain them. */
final class OptionsTable {

  private static final CassandraDynamicTableFactory FACTORY = new CassandraDynamicTableFactory();

  private OptionsTable() {}

  static List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add("| `connector` | yes | no | - | String | Always `cassandra`. |");
    for (DeclaredOptions.Declared declared : DeclaredOptions.all()) {
      lines.add(line(declared));
    }
    lines.add(line(new DeclaredOptions.Declared(FactoryUtil.SINK_PARALLELISM, Integer.class)));
    lines.add(line(new DeclaredOptions.Declared(FactoryUtil.SOURCE_PARALLELISM, Integer.class)));
    lines.add(
        "| `%s<any>` | no | no | - | String | Any option of the driver, such as `driver.advanced.reconnection-policy.max-delay`. Passed to the driver as `datastax-java-driver.<any>`. |"
            .formatted(DRIVER_PREFIX));
    return lines;
  }

  /** The lines of the table of defaults that differ between two kinds of servers. */
  static List<String> dialectLines(Dialect one, Dialect other) {
    return Stream.of(
            defaults(PORT, one, other, Dialect::defaultPort),
            defaults(SSL_ENABLED, one, other, Dialect::tlsByDefault),
            defaults(CONNECTION_POOL_SIZE, one, other, Dialect::poolSize),
            defaults(CONNECTION_TIMEOUT, one, other, Dialect::connectionTimeout),
            defaults(REQUEST_TIMEOUT, one, other, Dialect::requestTimeout),
            defaults(CONNECTION_HEARTBEAT_INTERVAL, one, other, Dialect::heartbeatInterval),
            defaults(CONSISTENCY_LEVEL, one, other, Dialect::defaultConsistency),
            defaults(SINK_MAX_IN_FLIGHT_REQUESTS, one, other, Dialect::maxInFlightRequests),
            defaults(SINK_BATCH_GROUPING, one, other, OptionsTable::grouping))
        .toList();
  }

  private static String defaults(
      ConfigOption<?> option, Dialect one, Dialect other, Function<Dialect, Object> value) {
    return "| `%s` | %s | %s |"
        .formatted(option.key(), text(value.apply(one)), text(value.apply(other)));
  }

  private static BatchGrouping grouping(Dialect dialect) {
    return dialect.supportsBatches() ? BatchGrouping.REPLICA_SET : BatchGrouping.NONE;
  }

  private static String line(DeclaredOptions.Declared declared) {
    ConfigOption<?> option = declared.option();
    return "| `%s` | %s | %s | %s | %s | %s |"
        .formatted(
            option.key(),
            yesOrNo(FACTORY.requiredOptions().contains(option)),
            yesOrNo(FACTORY.forwardOptions().contains(option)),
            option.hasDefaultValue() ? "`%s`".formatted(text(option.defaultValue())) : "-",
            type(declared.type()),
            new HtmlFormatter().format(option.description()));
  }

  private static String yesOrNo(boolean yes) {
    return yes ? "yes" : "no";
  }

  private static String text(Object value) {
    return value instanceof Duration duration
        ? TimeUtils.formatWithHighestUnit(duration)
        : value.toString();
  }

  private static String type(Class<?> type) {
    return type.isEnum()
        ? Arrays.stream(type.getEnumConstants())
            .map("`%s`"::formatted)
            .collect(Collectors.joining(", "))
        : type.getSimpleName();
  }
}
