package io.cosmoscassandra.flink.options;

import static org.apache.flink.configuration.description.TextElement.text;

import org.apache.flink.annotation.PublicEvolving;
import org.apache.flink.configuration.DescribedEnum;
import org.apache.flink.configuration.description.InlineElement;

/** Determines which rows may share a request. */
@PublicEvolving
public enum BatchGrouping implements DescribedEnum {
  /** {@code none} */
  NONE("none", "Each row is a request of its own."),
  /** {@code partition} */
  PARTITION("partition", "Rows of one partition share an unlogged batch."),
  /** {@code replica-set} */
  REPLICA_SET(
      "replica-set",
      "Rows whose partitions are on the same nodes share an unlogged batch of at most ten"
          + " partitions. If the driver does not know the nodes, this is the same as 'partition'.");

  private final String value;
  private final String description;

  BatchGrouping(String value, String description) {
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
