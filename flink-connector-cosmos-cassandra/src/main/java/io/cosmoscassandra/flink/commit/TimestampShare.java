package io.cosmoscassandra.flink.commit;

import java.util.UUID;
import org.apache.flink.annotation.Internal;

/**
 * Share of the write timestamps that one writer subtask draws from: every {@code stride}-th, so
 * that subtasks which draw at the same time never draw the same one.
 *
 * @param group identifies the sink whose subtasks divide the timestamps among themselves
 * @param stride the distance between two timestamps of the share
 * @param offset the remainder of its timestamps
 */
@Internal
public record TimestampShare(UUID group, int stride, int offset) {

  public TimestampShare {
    if (stride < 1 || offset < 0 || offset >= stride) {
      throw new IllegalArgumentException(
          "A share of every %d-th timestamp cannot begin with number %d."
              .formatted(stride, offset));
    }
  }

  /** All timestamps, for subtasks that never write the same row. */
  public static TimestampShare whole(UUID group) {
    return new TimestampShare(group, 1, 0);
  }

  /** The share of one subtask of several that may write the same row. */
  public static TimestampShare of(UUID group, int subtask, int parallelism) {
    return new TimestampShare(group, parallelism, subtask);
  }

  /** Whether other subtasks of the group may write the same rows. */
  boolean isDivided() {
    return stride > 1;
  }

  /** The first timestamp of this share after another timestamp. */
  long firstAfter(long timestamp) {
    long next = timestamp + 1;
    return next + Math.floorMod(offset - next, stride);
  }
}
