package io.cosmoscassandra.flink.commit;

import io.cosmoscassandra.flink.commit.store.CommitterTables;
import io.cosmoscassandra.flink.commit.store.Register;
import io.cosmoscassandra.flink.commit.store.RegisterNote;
import io.cosmoscassandra.flink.time.Timing;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * The mark of a run, as the commit of one of its transactions sees it. All transactions of the run
 * up to the mark are in the target.
 */
final class CommitMark {

  private final Committable committable;
  private final Register register;
  private final CommitterTables tables;
  private final long guardNanos;
  private final long timeoutNanos;
  private final Timing timing;
  private long askedNanos;

  /**
   * @param guard how old the latest look at the mark may be while rows are being applied
   * @param timeout how long to wait until the mark can be read after it was raised
   */
  CommitMark(
      Committable committable,
      CommitterTables tables,
      Duration guard,
      Duration timeout,
      Timing timing) {
    this.committable = committable;
    // The mark is kept under the identity that staged the transaction, even if the sink has another
    // identity today.
    this.register = Register.committed(committable.sink(), committable.transaction().run());
    this.tables = tables;
    this.guardNanos = guard.toNanos();
    this.timeoutNanos = timeout.toNanos();
    this.timing = timing;
  }

  /** Whether the transaction is in the target. */
  boolean isRaised() throws IOException, InterruptedException {
    // The value may be as old as the request, so the time is taken before.
    long now = timing.nanos().getAsLong();
    boolean raised = tables.read(register).orElse(0) >= committable.transaction().seq();
    askedNanos = now;
    return raised;
  }

  /** Reads the mark again. */
  void stopIfRaised() throws OvertakenException, IOException, InterruptedException {
    if (isRaised()) {
      throw new OvertakenException();
    }
  }

  /**
   * Reads the mark again if its last value is too old to rely on: a committer that was suspended
   * for long may have been replaced, and a row that it writes now might reappear after its
   * deletion.
   */
  void stopIfRaisedMeanwhile() throws OvertakenException, IOException, InterruptedException {
    if (timing.nanos().getAsLong() - askedNanos > guardNanos) {
      stopIfRaised();
    }
  }

  /** Records that rows of the transaction will be written from now on. */
  void begin() throws IOException, InterruptedException {
    new LatestCheckpoint(committable, tables).raise(note());
  }

  /**
   * Records that the transaction is in the target, and makes sure that the record can be read: the
   * chunks are deleted next, and nothing else tells then what became of the transaction.
   *
   * @throws IOException if the record cannot be read
   */
  void raise() throws IOException, InterruptedException {
    tables.raise(register, committable.transaction().seq(), note());
    long start = timing.nanos().getAsLong();
    for (int attempt = 1; !isRaised(); attempt++) {
      if (timing.nanos().getAsLong() - start >= timeoutNanos) {
        throw new IOException(new TransactionDescription(committable).hasInvisibleMark());
      }
      tables.backOff(attempt);
    }
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
