package io.cosmoscassandra.flink.commit;

import io.cosmoscassandra.flink.commit.store.CommitterTables;
import io.cosmoscassandra.flink.commit.store.Register;
import io.cosmoscassandra.flink.commit.store.RegisterNote;
import io.cosmoscassandra.flink.time.Timing;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * The mark of a run, as the commit of one of its transactions sees it: up to which transaction all
 * are in the target.
 */
final class CommitMark {

  private final Committable committable;
  private final Register register;
  private final CommitterTables tables;
  private final long guardNanos;
  private final Timing timing;
  private long askedNanos;

  CommitMark(Committable committable, CommitterTables tables, Duration guard, Timing timing) {
    this.committable = committable;
    // The sink that staged it also holds its mark, whatever this sink is called today.
    this.register = Register.committed(committable.sink(), committable.transaction().run());
    this.tables = tables;
    this.guardNanos = guard.toNanos();
    this.timing = timing;
  }

  /** Whether the transaction is in the target. */
  boolean isRaised() throws IOException, InterruptedException {
    // The answer is as old as the question.
    long now = timing.nanos().getAsLong();
    boolean raised = tables.read(register).orElse(0) >= committable.transaction().seq();
    askedNanos = now;
    return raised;
  }

  /** Asks again. */
  void refuseIfRaised() throws OvertakenException, IOException, InterruptedException {
    if (isRaised()) {
      throw new OvertakenException();
    }
  }

  /**
   * Asks again if the last answer is too old to go by: who was suspended for long may have been
   * replaced, and what it writes now might come back after it was deleted.
   */
  void refuseIfRaisedMeanwhile() throws OvertakenException, IOException, InterruptedException {
    if (timing.nanos().getAsLong() - askedNanos > guardNanos) {
      refuseIfRaised();
    }
  }

  /** Says that the transaction is in the target. */
  void raise() throws IOException, InterruptedException {
    tables.raise(register, committable.transaction().seq(), note());
  }

  private RegisterNote note() {
    return new RegisterNote(
        committable.subtask(),
        committable.parallelism(),
        committable.checkpoint(),
        committable.effects(),
        TimeUnit.MICROSECONDS.toMillis(timing.clock().micros()));
  }
}
