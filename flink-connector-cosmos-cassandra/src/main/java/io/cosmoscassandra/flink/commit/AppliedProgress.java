package io.cosmoscassandra.flink.commit;

import io.cosmoscassandra.flink.commit.store.CommitterTables;
import io.cosmoscassandra.flink.commit.store.Register;
import io.cosmoscassandra.flink.commit.store.RegisterNote;
import io.cosmoscassandra.flink.time.Timing;
import java.io.IOException;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

/**
 * Records how many chunks of a transaction are in the target. One register counts them for the
 * whole run, so its value has the transaction in the higher bits. The value is also its write
 * timestamp and stays far below the current time, because servers may reject timestamps in the
 * future.
 */
final class AppliedProgress {

  /** Enough for an epoch of 4 TiB in chunks of 256 KiB; progress beyond that is not recorded. */
  private static final int CHUNK_BITS = 24;

  private static final long MAX_CHUNKS = (1L << CHUNK_BITS) - 1;

  private final Committable committable;
  private final Register register;
  private final CommitterTables tables;
  private final Timing timing;

  AppliedProgress(Committable committable, CommitterTables tables, Timing timing) {
    this.committable = committable;
    this.register = Register.applied(committable.sink(), committable.transaction().run());
    this.tables = tables;
    this.timing = timing;
  }

  /** The number of chunks, counted from the first, that need not be applied again. */
  int chunks() throws IOException, InterruptedException {
    OptionalLong value = tables.read(register);
    if (value.isEmpty() || value.getAsLong() >>> CHUNK_BITS != committable.transaction().seq()) {
      return 0;
    }
    return (int) (value.getAsLong() & MAX_CHUNKS);
  }

  /** Records that the first chunks of the transaction are in the target. */
  void note(int chunks, long effects) throws IOException, InterruptedException {
    if (chunks > MAX_CHUNKS) {
      return;
    }
    tables.raise(
        register,
        committable.transaction().seq() << CHUNK_BITS | chunks,
        new RegisterNote(
            committable.subtask(),
            committable.parallelism(),
            committable.checkpoint(),
            effects,
            TimeUnit.MICROSECONDS.toMillis(timing.clock().micros())));
  }
}
