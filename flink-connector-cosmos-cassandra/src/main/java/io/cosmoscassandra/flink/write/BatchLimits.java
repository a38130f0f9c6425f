package io.cosmoscassandra.flink.write;

import io.cosmoscassandra.flink.options.BatchGrouping;
import java.io.Serializable;
import org.apache.flink.annotation.Internal;

/**
 * How much may go into one request.
 *
 * @param grouping which rows may share it
 * @param maxRows how many rows at most
 * @param maxBytes how many bytes of cells at most if they are of several partitions; rows of one
 *     partition may take ten times as many. A single row may always be larger.
 */
@Internal
public record BatchLimits(BatchGrouping grouping, int maxRows, long maxBytes)
    implements Serializable {

  /** Cassandra warns in its log from the eleventh partition of an unlogged batch on. */
  static final int MAX_PARTITIONS = 10;

  /**
   * To Cassandra the rows of one partition are a single write, whose size it does not mind: what it
   * limits are batches of several.
   */
  private static final int BYTES_OF_ONE_PARTITION = 10;

  /** Every row for itself. */
  public static final BatchLimits SINGLE_ROWS = new BatchLimits(BatchGrouping.NONE, 1, 1);

  /** How many bytes rows of so many partitions may take. */
  long maxBytes(int partitions) {
    return partitions == 1 ? maxBytes * BYTES_OF_ONE_PARTITION : maxBytes;
  }
}
