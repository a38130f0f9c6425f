package io.cosmoscassandra.flink.options;

import static org.apache.flink.configuration.description.TextElement.text;

import org.apache.flink.annotation.PublicEvolving;
import org.apache.flink.configuration.DescribedEnum;
import org.apache.flink.configuration.description.InlineElement;

/** What becomes of the job when a transaction that was promised can not be applied any more. */
@PublicEvolving
public enum MissingTransactionPolicy implements DescribedEnum {
  /** {@code fail} */
  FAIL("fail", "The job fails, and says what is missing and why."),
  /** {@code skip} */
  SKIP("skip", "The transaction is given up with a warning, and the job goes on.");

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
