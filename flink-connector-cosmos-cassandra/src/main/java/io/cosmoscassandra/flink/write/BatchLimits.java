package io.cosmoscassandra.flink.write;

import io.cosmoscassandra.flink.options.BatchGrouping;
import java.io.Serializable;
import org.apache.flink.annotation.Internal;

/**
 * Limits of one request.
 *
 * @param grouping which rows may share a request
 * @param maxRows maximum number of rows
 * @param maxBytes maximum size of the cells of several partitions; rows of a single partition may
 *     take ten times as many bytes, and a single row may always be larger
 */
@Internal
public record BatchLimits(BatchGrouping grouping, int maxRows, long maxBytes)
    implements Serializable {

  /** Cassandra logs a warning for an unlogged batch of more partitions. */
  static final int MAX_PARTITIONS = 10;

  /**
   * To Cassandra the rows of one partition are a single write, whose size it does not limit; it
   * limits batches of several partitions.
   */
  private static final int BYTES_OF_ONE_PARTITION = 10;

  /** Every row in a request of its own. */
  public static final BatchLimits SINGLE_ROWS = new BatchLimits(BatchGrouping.NONE, 1, 1);

  /** Maximum size of the rows of this number of partitions. */
  long maxBytes(int partitions) {
    return partitions == 1 ? maxBytes * BYTES_OF_ONE_PARTITION : maxBytes;
  }
}
