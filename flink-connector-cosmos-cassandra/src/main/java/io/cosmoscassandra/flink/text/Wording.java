package io.cosmoscassandra.flink.text;

import java.util.Collection;
import java.util.stream.Collectors;

/** How names stand in messages. */
public final class Wording {

  private static final int LONGEST_LIST = 10;

  private Wording() {}

  public static String quoted(String name) {
    return "'" + name + "'";
  }

  public static String quoted(Collection<String> names) {
    return names.stream().map(Wording::quoted).collect(Collectors.joining(", "));
  }

  /** The names in alphabetical order, as far as a reader cares to look through them. */
  public static String overview(Collection<String> names) {
    String shown =
        names.stream()
            .sorted()
            .limit(LONGEST_LIST)
            .map(Wording::quoted)
            .collect(Collectors.joining(", "));
    int more = names.size() - LONGEST_LIST;
    return more > 0 ? shown + " and " + more + " more" : shown;
  }

  /** "column 'a'" or "columns 'a', 'b'". */
  public static String counted(String noun, Collection<String> names) {
    return noun + (names.size() == 1 ? " " : "s ") + quoted(names);
  }
}
