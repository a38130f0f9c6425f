package io.cosmoscassandra.flink.table.catalog;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Properties of tables and keyspaces, as they follow {@code WITH} in CQL. */
final class CqlProperties {

  /** Names of CQL have neither dots nor hyphens, which tells them from options of the connector. */
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]*");

  /** Numbers, truth values, and what is in brackets or quoted already. */
  private static final Pattern LITERAL =
      Pattern.compile("-?\\d+(\\.\\d+)?|true|false|\\{.*}|'.*'", Pattern.DOTALL);

  private CqlProperties() {}

  /** Whether a property may have this name. */
  static boolean isName(String name) {
    return NAME.matcher(name).matches();
  }

  /** The properties as CQL; empty if there are none. */
  static String cql(Map<String, String> properties) {
    return new TreeMap<>(properties)
        .entrySet().stream()
            .map(property -> property.getKey() + " = " + literal(property.getValue()))
            .collect(Collectors.joining(" AND "));
  }

  /** Values that are none of the literals above are texts. */
  private static String literal(String value) {
    return LITERAL.matcher(value).matches() ? value : quoted(value);
  }

  /** A text of CQL. */
  static String quoted(String text) {
    return "'" + text.replace("'", "''") + "'";
  }
}
