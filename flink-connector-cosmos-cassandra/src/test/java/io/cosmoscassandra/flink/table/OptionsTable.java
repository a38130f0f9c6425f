package io.cosmoscassandra.flink.table;

import io.cosmoscassandra.flink.config.CassandraConnectorOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.description.HtmlFormatter;
import org.apache.flink.table.factories.FactoryUtil;
import org.apache.flink.util.TimeUtils;

/** The lines of the table of options, as they have to stand in the documentation. */
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
    lines.add(
        "| `%s<any>` | no | no | - | String | Any option of the driver by its own name, as in `driver.advanced.reconnection-policy.max-delay`; handed to the driver as `datastax-java-driver.<any>`. |"
            .formatted(CassandraConnectorOptions.DRIVER_PREFIX));
    return lines;
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
