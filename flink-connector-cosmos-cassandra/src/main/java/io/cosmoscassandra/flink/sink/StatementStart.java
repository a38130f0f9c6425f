package io.cosmoscassandra.flink.sink;

import java.io.Serializable;
import org.apache.flink.annotation.Internal;

/**
 * Start of a statement whose rows have write times that depend on it.
 *
 * @param kind the statement
 * @param micros the time in microseconds, by the clock of the machine that planned it
 */
@Internal
public record StatementStart(Kind kind, long micros) implements Serializable {

  /** The statement. */
  public enum Kind {
    /**
     * An UPDATE or DELETE: each attempt is earlier than the one before, see {@link StatementTime}.
     */
    CHANGE,
    /** An INSERT OVERWRITE: all that it writes is later than its start, and stays. */
    OVERWRITE
  }
}
