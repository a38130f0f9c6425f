package io.cosmoscassandra.embedded.cosmos;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What follows WITH in CREATE or ALTER: the service's own properties are taken out before a real
 * node gets the statement, and so are those that the service ignores.
 *
 * @param statement what a node understands; empty if nothing of it is left to do
 * @param throughput the request units a second that were asked for
 * @param refusal why the statement is refused, if it is
 */
record TableOptions(
    Optional<String> statement, OptionalDouble throughput, Optional<Refusal> refusal) {

  private static final double MIN_MANUAL = 400;
  private static final double MIN_AUTOSCALE = 1_000;

  private static final Pattern WITH =
      Pattern.compile("(?is)^(?<head>.*[)\\w\"])\\s+WITH\\s+(?<options>.*?);?\\s*$");
  private static final Pattern OPTION =
      Pattern.compile("(?is)^(?<name>\\w+)\\s*=\\s*(?<value>.*)$");
  private static final Set<String> FLAGS =
      Set.of(
          "cosmosdb_cell_level_timestamp",
          "cosmosdb_cell_level_timestamp_tombstones",
          "cosmosdb_cell_level_timetolive");

  /** Reads a statement that creates or alters a table or a keyspace. */
  static TableOptions of(Cql cql) {
    Matcher with = WITH.matcher(cql.text());
    if (!with.matches()) {
      return new TableOptions(Optional.of(cql.text()), OptionalDouble.empty(), Optional.empty());
    }
    List<String> kept = new ArrayList<>();
    OptionalDouble throughput = OptionalDouble.empty();
    for (String option : split(with.group("options"))) {
      Matcher matcher = OPTION.matcher(option);
      String name = matcher.matches() ? matcher.group("name").toLowerCase(Locale.ROOT) : "";
      String value = matcher.matches() ? matcher.group("value").strip() : "";
      switch (name) {
        case "cosmosdb_provisioned_throughput", "cosmosdb_autoscale_max_throughput" -> {
          double least = name.contains("autoscale") ? MIN_AUTOSCALE : MIN_MANUAL;
          double units = value.matches("\\d+") ? Double.parseDouble(value) : -1;
          if (units < least) {
            return refused("%s must be a number of at least %.0f".formatted(name, least));
          }
          throughput = OptionalDouble.of(units);
        }
        case "gc_grace_seconds" -> {
          if (!value.equals("0")) {
            return refused("gc_grace_seconds value must be zero.");
          }
          kept.add(option);
        }
        case "default_time_to_live", "replication", "durable_writes", "" -> kept.add(option);
        default -> {
          if (name.startsWith("cosmosdb_") && !FLAGS.contains(name)) {
            return refused("Unknown property '%s'".formatted(name));
          }
          if (FLAGS.contains(name) && cql.kind() == Cql.Kind.ALTER_TABLE) {
            return refused("'%s' can only be set when a table is created".formatted(name));
          }
        }
      }
    }
    return new TableOptions(rest(cql, with.group("head"), kept), throughput, Optional.empty());
  }

  private static Optional<String> rest(Cql cql, String head, List<String> kept) {
    if (kept.isEmpty()) {
      boolean nothingLeft =
          cql.kind() == Cql.Kind.ALTER_TABLE && head.strip().split("\\s+").length <= 3;
      return nothingLeft ? Optional.empty() : Optional.of(head);
    }
    return Optional.of(head + " WITH " + String.join(" AND ", kept));
  }

  private static TableOptions refused(String message) {
    return new TableOptions(
        Optional.empty(), OptionalDouble.empty(), Optional.of(Refusal.invalid(message)));
  }

  /** Cuts at each AND that is not within parentheses, braces or quotes. */
  private static List<String> split(String options) {
    List<String> parts = new ArrayList<>();
    int depth = 0;
    boolean quoted = false;
    int begin = 0;
    for (int i = 0; i < options.length(); i++) {
      char c = options.charAt(i);
      quoted ^= c == '\'';
      depth += quoted ? 0 : "({".indexOf(c) >= 0 ? 1 : ")}".indexOf(c) >= 0 ? -1 : 0;
      if (!quoted && depth == 0 && options.substring(i).matches("(?is)\\sAND\\s.*")) {
        parts.add(options.substring(begin, i).strip());
        begin = i + " AND ".length();
      }
    }
    parts.add(options.substring(begin).strip());
    return parts;
  }
}
