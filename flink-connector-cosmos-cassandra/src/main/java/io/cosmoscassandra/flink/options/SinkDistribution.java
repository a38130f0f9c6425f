package io.cosmoscassandra.flink.options;

import static org.apache.flink.configuration.description.TextElement.text;

import org.apache.flink.annotation.PublicEvolving;
import org.apache.flink.configuration.DescribedEnum;
import org.apache.flink.configuration.description.InlineElement;

/** Determines which rows come to the same subtask of a sink. */
@PublicEvolving
public enum SinkDistribution implements DescribedEnum {
  /** {@code none} */
  NONE("none", "Rows come as the query distributes them."),
  /** {@code primary-key} */
  PRIMARY_KEY("primary-key", "Rows with one primary key come to the same subtask."),
  /** {@code partition-key} */
  PARTITION_KEY("partition-key", "Rows of one partition of the table come to the same subtask.");

  private final String value;
  private final String description;

  SinkDistribution(String value, String description) {
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
