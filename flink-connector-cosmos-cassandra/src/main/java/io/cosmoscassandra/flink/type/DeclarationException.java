package io.cosmoscassandra.flink.type;

import java.util.List;
import org.apache.flink.annotation.Internal;

/**
 * A declaration does not fit the live schema. It carries every problem at once, so that a user
 * mends them in one go.
 */
@Internal
public final class DeclarationException extends RuntimeException {

  private final List<String> problems;

  public DeclarationException(String keyspace, String table, List<String> problems) {
    super(message(keyspace, table, problems));
    this.problems = List.copyOf(problems);
  }

  public List<String> problems() {
    return problems;
  }

  private static String message(String keyspace, String table, List<String> problems) {
    String head = "The declaration does not fit table %s.%s:".formatted(keyspace, table);
    return head + "\n  - " + String.join("\n  - ", problems);
  }
}
