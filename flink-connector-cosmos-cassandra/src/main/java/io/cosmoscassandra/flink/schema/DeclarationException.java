package io.cosmoscassandra.flink.schema;

import java.util.List;
import org.apache.flink.annotation.Internal;

/**
 * Reports that a declaration does not fit the live schema, with every problem at once, so that the
 * user can fix them in one go.
 */
@Internal
public final class DeclarationException extends RuntimeException {

  private final List<String> problems;

  public DeclarationException(TableName table, List<String> problems) {
    this("The declaration does not fit table " + table, problems);
  }

  private DeclarationException(String head, List<String> problems) {
    super(head + ":\n  - " + String.join("\n  - ", problems));
    this.problems = List.copyOf(problems);
  }

  /** A declaration from which its table cannot be created. */
  static DeclarationException ofCreation(TableName table, List<String> problems) {
    return new DeclarationException(
        "Table " + table + " cannot be created from its declaration", problems);
  }

  public List<String> problems() {
    return problems;
  }
}
