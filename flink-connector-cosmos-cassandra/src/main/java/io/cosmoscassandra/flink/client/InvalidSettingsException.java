package io.cosmoscassandra.flink.client;

import java.util.List;
import org.apache.flink.annotation.Internal;

/**
 * Options that cannot work. It carries every problem at once, so that a user mends them in one go.
 */
@Internal
public final class InvalidSettingsException extends RuntimeException {

  private final List<String> problems;

  public InvalidSettingsException(List<String> problems) {
    super("The options cannot work:\n  - " + String.join("\n  - ", problems));
    this.problems = List.copyOf(problems);
  }

  /** One sentence each, naming the options to change. */
  public List<String> problems() {
    return problems;
  }
}
