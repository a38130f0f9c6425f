package io.cosmoscassandra.flink.options;

import static org.apache.flink.configuration.description.TextElement.text;

import org.apache.flink.annotation.PublicEvolving;
import org.apache.flink.configuration.DescribedEnum;
import org.apache.flink.configuration.description.InlineElement;

/** Determines what happens to a row that can never be written. */
@PublicEvolving
public enum RowErrorPolicy implements DescribedEnum {
  /** {@code fail} */
  FAIL("fail", "The job fails. The message names the row."),
  /** {@code skip} */
  SKIP("skip", "The row is omitted, logged with its table and key, and counted.");

  private final String value;
  private final String description;

  RowErrorPolicy(String value, String description) {
    this.value = value;
    this.description = description;
  }

  @Override
  public InlineElement getDescription() {
    return text(description);
  }

  @Override
  public String toString() {
    return value;
  }
}
