package io.cosmoscassandra.flink.commit.store;

import io.cosmoscassandra.flink.client.dialect.Dialect;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** Joins the CQL after WITH from defaults and the user's options, which take precedence. */
final class CommitterTableOptions {

  private final Dialect dialect;
  private final boolean transactional;
  private final String own;

  /**
   * @param transactional whether tables of the server may be transactional, and would be if it says
   *     so in its configuration
   */
  CommitterTableOptions(Dialect dialect, boolean transactional, String own) {
    this.dialect = dialect;
    this.transactional = transactional;
    this.own = own.strip();
  }

  String ofChunks() {
    return joined(dialect.chunkTableOptions());
  }

  String ofProgress() {
    return joined(Map.of());
  }

  private String joined(Map<String, String> defaults) {
    List<String> options = new ArrayList<>();
    add("gc_grace_seconds", String.valueOf(dialect.committerGcGraceSeconds()), options);
    defaults.forEach((property, value) -> add(property, value, options));
    if (transactional) {
      // Each row is written by itself, and what wins is decided by its timestamp.
      add("transactional_mode", "'off'", options);
    }
    if (!own.isEmpty()) {
      options.add(own);
    }
    return String.join(" AND ", options);
  }

  private void add(String property, String value, List<String> options) {
    boolean users =
        Pattern.compile("(^|\\s)" + property + "\\s*=")
            .matcher(own.toLowerCase(Locale.ROOT))
            .find();
    if (!users) {
      options.add(property + " = " + value);
    }
  }
}
