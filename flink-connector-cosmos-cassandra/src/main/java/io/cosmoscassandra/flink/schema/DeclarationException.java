package io.cosmoscassandra.flink.schema;

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
    this("The declaration does not fit table " + new TableName(keyspace, table), problems);
  }

  private DeclarationException(String head, List<String> problems) {
    super(head + ":\n  - " + String.join("\n  - ", problems));
    this.problems = List.copyOf(problems);
  }

  /** The declaration does not say enough for its table to be created. */
  static DeclarationException ofCreation(TableName table, List<String> problems) {
    return new DeclarationException(
        "Table " + table + " cannot be created from its declaration", problems);
  }

  public List<String> problems() {
    return problems;
  }
}
