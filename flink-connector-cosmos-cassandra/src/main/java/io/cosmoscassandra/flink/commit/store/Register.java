package io.cosmoscassandra.flink.commit.store;

import java.util.UUID;
import org.apache.flink.annotation.Internal;

/**
 * Key of a number in the committer tables that only grows. Each number is a row of its own, and its
 * value is also its write timestamp. So last-write-wins yields the maximum, independent of clocks.
 *
 * @param sink the identity of the sink
 * @param run the run, the group or the subtask that the number belongs to, or {@link #NO_RUN} if
 *     all runs of the sink share it
 * @param kind the meaning of the number
 */
@Internal
public record Register(String sink, UUID run, Kind kind) {

  /** Run of numbers that belong to the sink as a whole. */
  public static final UUID NO_RUN = new UUID(0, 0);

  /** Meaning of a register. */
  public enum Kind {
    /** The highest write timestamp that any run of the sink has reserved. */
    RESERVED_TIMESTAMP,

    /** The highest write timestamp that a group of runs has reserved. */
    RESERVED_BY_GROUP,

    /** The highest sequence number of a transaction of the run that is in the target. */
    COMMITTED,

    /** The progress of the transaction that is being applied. */
    APPLIED,

    /** The latest checkpoint of which a subtask has begun to commit a transaction. */
    LATEST_CHECKPOINT
  }

  public static Register reservedTimestamp(String sink) {
    return new Register(sink, NO_RUN, Kind.RESERVED_TIMESTAMP);
  }

  public static Register reservedByGroup(String sink, UUID group) {
    return new Register(sink, group, Kind.RESERVED_BY_GROUP);
  }

  public static Register committed(String sink, UUID run) {
    return new Register(sink, run, Kind.COMMITTED);
  }

  public static Register latestCheckpoint(String sink, UUID subtask) {
    return new Register(sink, subtask, Kind.LATEST_CHECKPOINT);
  }

  public static Register applied(String sink, UUID run) {
    return new Register(sink, run, Kind.APPLIED);
  }
}
