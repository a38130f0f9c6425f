package io.cosmoscassandra.flink.simulation.scenario;

/**
 * A failure or another event that happens to a job.
 *
 * @param atMillis the time in milliseconds since the start
 * @param which a number that chooses the subtask it happens to
 * @param amount duration, count or distance, depending on the kind
 */
public record Incident(Kind kind, long atMillis, int which, long amount) {

  /** Kinds of incidents. */
  public enum Kind {
    /** A process dies. */
    CRASH,

    /** A process dies at one of its next calls to the database. */
    CRASH_AT_CALL,

    /** A process stands still, is given up, and resumes beside its successor. */
    ZOMBIE,

    /** A process stands still for a while, unnoticed. */
    PAUSE,

    /** The job fails elsewhere: all tasks are canceled and restarted. */
    FAILOVER,

    /** The checkpoint in flight is aborted. */
    ABORT_CHECKPOINT,

    /** A savepoint is taken, and the job continues. */
    SAVEPOINT,

    /** The job stops with a savepoint, and is later started from it. */
    STOP_WITH_SAVEPOINT,

    /** The job is canceled, and later started from some completed checkpoint. */
    CANCEL_AND_RESTORE,

    /** The committer tables are unavailable. */
    COMMITTER_TABLES_DOWN,

    /** The target table is unavailable. */
    TARGET_DOWN,

    /** The target table is slow. */
    TARGET_SLOW,

    /** The clock of a host is set. */
    CLOCK
  }
}
