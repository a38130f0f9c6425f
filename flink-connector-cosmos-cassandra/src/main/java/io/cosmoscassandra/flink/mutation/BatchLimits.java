package io.cosmoscassandra.flink.mutation;

import java.io.Serializable;
import org.apache.flink.annotation.Internal;

/**
 * How much may go into one request.
 *
 * @param grouping which rows may share it
 * @param maxRows how many rows at most
 * @param maxBytes how many bytes of cells at most, unless a single row is larger
 */
@Internal
public record BatchLimits(BatchGrouping grouping, int maxRows, long maxBytes)
    implements Serializable {

  /** Cassandra warns in its log from the eleventh partition of an unlogged batch on. */
  static final int MAX_PARTITIONS = 10;

  /** Every row for itself. */
  public static final BatchLimits SINGLE_ROWS = new BatchLimits(BatchGrouping.NONE, 1, 1);
}
