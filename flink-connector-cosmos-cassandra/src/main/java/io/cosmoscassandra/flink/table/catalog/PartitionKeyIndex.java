package io.cosmoscassandra.flink.table.catalog;

import io.cosmoscassandra.flink.table.FlinkAbilities;
import java.util.List;
import org.apache.flink.table.api.Schema;

/**
 * Tells Flink that rows are found by their partition key, so that it may look them up in a delta
 * join. There is no other index: Flink wants a join to have the columns of all of them.
 */
final class PartitionKeyIndex {

  /** Flink 2.1 is the first to know indexes, and to have the method that is called here. */
  private static final boolean KNOWN =
      FlinkAbilities.hasClass("org.apache.flink.table.catalog.Index");

  private PartitionKeyIndex() {}

  /** Declares the columns of a partition key where Flink knows what that is. */
  static void declare(List<String> partitionKey, Schema.Builder schema) {
    if (KNOWN) {
      schema.index(partitionKey);
    }
  }
}
