package io.cosmoscassandra.flink.commit.store;

import java.util.UUID;
import org.apache.flink.annotation.Internal;

/**
 * The name of a number in the committer's tables that only grows. Each is a row of its own and is
 * written with itself as the write timestamp, so that the database's last-write-wins is a maximum,
 * whatever any clock says.
 *
 * @param sink the identity of the sink
 * @param run the run it belongs to, or {@link #NO_RUN} for what all runs of the sink share
 * @param kind what it counts
 */
@Internal
public record Register(String sink, UUID run, Kind kind) {

  /** Stands for the sink as a whole. */
  static final UUID NO_RUN = new UUID(0, 0);

  /** What a register counts. */
  public enum Kind {
    /** The highest write timestamp that any run of the sink has reserved. */
    RESERVED_TIMESTAMP,

    /** The highest sequence number of the run whose transaction is in the target. */
    COMMITTED,

    /** How far the transaction that is being applied has come. */
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
