package io.cosmoscassandra.flink.config;

import java.util.Collection;
import java.util.List;
import org.apache.flink.annotation.Internal;

/** Rejects options, with every problem at once, so that a user can correct them in one go. */
@Internal
public final class InvalidOptionsException extends IllegalArgumentException {

  private final List<String> problems;

  public InvalidOptionsException(Collection<String> problems) {
    super("Invalid options:\n  - " + String.join("\n  - ", problems));
    this.problems = List.copyOf(problems);
  }

  /** One message for each problem, which names the options to change. */
  public List<String> problems() {
    return problems;
  }
}
