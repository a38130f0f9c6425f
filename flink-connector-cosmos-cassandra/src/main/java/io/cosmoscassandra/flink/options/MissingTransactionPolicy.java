package io.cosmoscassandra.flink.options;

import static org.apache.flink.configuration.description.TextElement.text;

import org.apache.flink.annotation.PublicEvolving;
import org.apache.flink.configuration.DescribedEnum;
import org.apache.flink.configuration.description.InlineElement;

/** Determines what happens to a transaction that can no longer be committed. */
@PublicEvolving
public enum MissingTransactionPolicy implements DescribedEnum {
  /** {@code fail} */
  FAIL("fail", "The job fails. The message says what is missing and why."),
  /** {@code skip} */
  SKIP("skip", "The transaction is dropped with a warning, and the job continues.");

  private final String value;
  private final String description;

  MissingTransactionPolicy(String value, String description) {
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
