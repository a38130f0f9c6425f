package io.cosmoscassandra.flink.options;

import static org.apache.flink.configuration.description.TextElement.text;

import org.apache.flink.annotation.PublicEvolving;
import org.apache.flink.configuration.DescribedEnum;
import org.apache.flink.configuration.description.InlineElement;

/** Determines what a written value does to the collection that is in a column already. */
@PublicEvolving
public enum CollectionWriteMode implements DescribedEnum {
  /** {@code overwrite} */
  OVERWRITE("overwrite", "The value replaces the collection."),
  /** {@code add} */
  ADD("add", "The elements of the value are added to a set, its entries to a map."),
  /** {@code remove} */
  REMOVE("remove", "The elements of the value are removed from a set, its keys from a map."),
  /** {@code append} */
  APPEND("append", "The elements of the value are appended to a list."),
  /** {@code prepend} */
  PREPEND("prepend", "The elements of the value are put before those of a list.");

  private final String value;
  private final String description;

  CollectionWriteMode(String value, String description) {
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
