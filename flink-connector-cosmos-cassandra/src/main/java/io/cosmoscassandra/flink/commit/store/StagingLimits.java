package io.cosmoscassandra.flink.commit.store;

import java.io.Serializable;
import org.apache.flink.annotation.Internal;

/**
 * Limits on what one writer holds and stages at a time.
 *
 * @param bufferBytes how many bytes of mutations the writer holds before it stages them
 * @param maxRequests how many chunks may be in flight to the committer tables
 * @param maxAheadBytes how many bytes may be staged while a commit of the same subtask runs
 */
@Internal
public record StagingLimits(long bufferBytes, int maxRequests, long maxAheadBytes)
    implements Serializable {

  public StagingLimits {
    if (maxRequests < 1) {
      throw new IllegalArgumentException(
          "The number of staging requests must be greater than zero, but is %d."
              .formatted(maxRequests));
    }
  }
}
