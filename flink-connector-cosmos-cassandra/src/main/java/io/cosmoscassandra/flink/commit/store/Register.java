package io.cosmoscassandra.flink.commit.store;

import java.util.UUID;
import org.apache.flink.annotation.Internal;

/**
 * Key of a number in the committer tables that only grows. Each number is a row of its own, and its
 * value is also its write timestamp. So last-write-wins yields the maximum, independent of clocks.
 *
 * @param sink the identity of the sink
 * @param run the run that the number belongs to, or {@link #NO_RUN} if all runs of the sink share
 *     it
 * @param kind the meaning of the number
 */
@Internal
public record Register(String sink, UUID run, Kind kind) {

  /** Run of numbers that belong to the sink as a whole. */
  static final UUID NO_RUN = new UUID(0, 0);

  /** Meaning of a register. */
  public enum Kind {
    /** The highest write timestamp that any run of the sink has reserved. */
    RESERVED_TIMESTAMP,

    /** The highest sequence number of a transaction of the run that is in the target. */
    COMMITTED,

    /** The progress of the transaction that is being applied. */
    APPLIED
  }

  public static Register reservedTimestamp(String sink) {
    return new Register(sink, NO_RUN, Kind.RESERVED_TIMESTAMP);
  }

  public static Register committed(String sink, UUID run) {
    return new Register(sink, run, Kind.COMMITTED);
  }

  public static Register applied(String sink, UUID run) {
    return new Register(sink, run, Kind.APPLIED);
  }
}
