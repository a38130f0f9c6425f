package io.cosmoscassandra.embedded.cosmos;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A statement's text, as far as it can be told without a grammar.
 *
 * @param text the statement
 * @param kind what it does
 * @param table the table it is about, as keyspace.table in internal form
 */
record Cql(String text, Kind kind, Optional<String> table) {

  /** What a statement does. */
  enum Kind {
    SELECT,
    WRITE,
    CREATE_TABLE,
    ALTER_TABLE,
    CREATE_KEYSPACE,
    USE,
    OTHER;

    boolean isOfRows() {
      return this == SELECT || this == WRITE;
    }
  }

  private static final String NAME = "(\"(?:[^\"]|\"\")+\"|\\w+)";
  private static final Pattern USE =
      Pattern.compile("^\\s*USE\\s+" + NAME, Pattern.CASE_INSENSITIVE);
  private static final Pattern TABLE =
      Pattern.compile(
          "^\\s*(?:INSERT\\s+INTO|UPDATE|TRUNCATE(?:\\s+TABLE)?|(?:CREATE|ALTER)\\s+TABLE(?:\\s+IF\\s+NOT\\s+EXISTS)?|(?:SELECT|DELETE)\\b.*?\\bFROM)\\s+"
              + NAME
              + "(?:\\s*\\.\\s*"
              + NAME
              + ")?",
          Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  /**
   * Reads a statement.
   *
   * @param keyspace the connection's own keyspace, or nothing
   */
  static Cql parse(String text, Optional<String> keyspace) {
    return new Cql(text, kind(text), table(text, keyspace));
  }

  /** Whether it reads what the server keeps of itself, which nobody pays for. */
  boolean isOfSystem() {
    return table.filter(name -> name.startsWith("system")).isPresent();
  }

  /** The keyspace that USE names. */
  String usedKeyspace() {
    Matcher matcher = USE.matcher(text);
    return matcher.find() ? internal(matcher.group(1)) : "";
  }

  private static Kind kind(String text) {
    String[] words = text.strip().toUpperCase(Locale.ROOT).split("\\s+", 3);
    String second = words.length > 1 ? words[1] : "";
    return switch (words[0]) {
      case "SELECT" -> Kind.SELECT;
      case "INSERT", "UPDATE", "DELETE" -> Kind.WRITE;
      case "USE" -> Kind.USE;
      case "CREATE" ->
          second.equals("TABLE")
              ? Kind.CREATE_TABLE
              : second.equals("KEYSPACE") ? Kind.CREATE_KEYSPACE : Kind.OTHER;
      case "ALTER" -> second.equals("TABLE") ? Kind.ALTER_TABLE : Kind.OTHER;
      default -> Kind.OTHER;
    };
  }

  private static Optional<String> table(String text, Optional<String> keyspace) {
    Matcher matcher = TABLE.matcher(text);
    if (!matcher.find()) {
      return Optional.empty();
    }
    String first = internal(matcher.group(1));
    return matcher.group(2) == null
        ? keyspace.map(name -> name + "." + first)
        : Optional.of(first + "." + internal(matcher.group(2)));
  }

  private static String internal(String name) {
    return name.startsWith("\"")
        ? name.substring(1, name.length() - 1).replace("\"\"", "\"")
        : name.toLowerCase(Locale.ROOT);
  }
}
