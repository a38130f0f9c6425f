package io.cosmoscassandra.flink.simulation.scenario;

/**
 * Something that happens to a job at some time.
 *
 * @param atMillis when, in milliseconds since the start
 * @param which a number that chooses among what it may happen to
 * @param amount how long, how much or how far
 */
public record Incident(Kind kind, long atMillis, int which, long amount) {

  /** What happens. */
  public enum Kind {
    /** A process dies. */
    CRASH,

    /** A process dies at one of its next calls to the database. */
    CRASH_AT_CALL,

    /** A process stands still, is given up, and goes on beside its successor. */
    ZOMBIE,

    /** A process stands still for a while, and nobody minds. */
    PAUSE,

    /** The job fails elsewhere: all tasks are cancelled and start again. */
    FAILOVER,

    /** The checkpoint under way is given up. */
    ABORT_CHECKPOINT,

    /** A savepoint that lets the job go on. */
    SAVEPOINT,

    /** The job stops with a savepoint, and is started from it later. */
    STOP_WITH_SAVEPOINT,

    /** The job is cancelled, and is started from some checkpoint that it has completed. */
    CANCEL_AND_RESTORE,

    /** The committer's tables are out of service. */
    COMMITTER_TABLES_DOWN,

    /** The target is out of service. */
    TARGET_DOWN,

    /** The target takes its time for each request. */
    TARGET_SLOW,

    /** A host's clock is set. */
    CLOCK
  }
}
