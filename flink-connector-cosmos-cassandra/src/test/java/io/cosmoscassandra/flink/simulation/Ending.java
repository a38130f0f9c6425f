package io.cosmoscassandra.flink.simulation;

import io.cosmoscassandra.flink.commit.Committable;
import io.cosmoscassandra.flink.commit.chunk.ChunkId;
import io.cosmoscassandra.flink.commit.chunk.TransactionId;
import io.cosmoscassandra.flink.commit.store.CommitNote;
import io.cosmoscassandra.flink.commit.store.CommitterStore;
import io.cosmoscassandra.flink.commit.store.Register;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/** What follows the end of a job: quiet, perhaps everything once more, and a look at the table. */
final class Ending {

  /** After this no zombie is left, and no request of theirs is on its way any more. */
  private static final long QUIET_SECONDS = 125;

  /** An expired row that was written once more is gone again after a second. */
  private static final long EXPIRY_SECONDS = 3;

  private final World world;
  private final Set<TransactionId> lineage;

  private Ending(World world, Set<TransactionId> lineage) {
    this.world = world;
    this.lineage = lineage;
  }

  /**
   * Begins it.
   *
   * @param lineage the transactions that the job's last state rests on
   */
  static void begin(World world, Set<TransactionId> lineage) {
    Ending ending = new Ending(world, lineage);
    world.network().disturb(Disturbances.NONE);
    world.targetService().takesPerRequest(0);
    world
        .scheduler()
        .after(
            TimeUnit.SECONDS.toNanos(QUIET_SECONDS + world.scenario().waitSeconds()),
            null,
            ending::look);
  }

  private void look() {
    world.judge().compareAtTheEnd(lineage);
    world.judge().checkTidiness();
    if (world.findings().violation().isPresent()) {
      return;
    }
    if (!world.scenario().replay()) {
      world.judge().finish();
      return;
    }
    Slot slot = new Slot(world, "replay", 0, 0, 1);
    var unused = world.scheduler().start("replay", slot.process(), this::replay);
  }

  /** I4: everything that was ever promised and kept is applied once more. */
  private void replay() throws InterruptedException, IOException {
    for (Committable committable : List.copyOf(world.ledger().released())) {
      int sink = world.ledger().sink(committable.transaction());
      Slot slot = new Slot(world, "replay", sink, 0, 1);
      try (CommitAttempts attempts =
          new CommitAttempts(
              world,
              slot,
              new Memory(),
              world
                  .sabotage()
                  .target(new SimulatedTarget(world, slot.process(), sink), slot, world))) {
        attempts.commit(List.of(committable));
      }
    }
    world.scheduler().sleep(TimeUnit.SECONDS.toNanos(EXPIRY_SECONDS));
    world.judge().compareAtTheEnd(lineage);
    world.judge().finish();
  }

  /** The committer's tables as they were before anything was committed. */
  private final class Memory implements CommitterStore {

    @Override
    public CompletionStage<Void> insertChunk(
        ChunkId chunk, byte[] bytes, long timestamp, Duration ttl) {
      return later(null);
    }

    @Override
    public CompletionStage<Optional<byte[]>> readChunk(ChunkId chunk) {
      return later(Optional.ofNullable(world.archive().get(chunk)));
    }

    @Override
    public CompletionStage<Void> deleteChunks(
        TransactionId transaction, int bucket, long timestamp) {
      return later(null);
    }

    @Override
    public CompletionStage<Void> writeRegister(
        Register register, long value, CommitNote note, long timestamp, Duration ttl) {
      return later(null);
    }

    @Override
    public CompletionStage<OptionalLong> readRegister(Register register) {
      return later(OptionalLong.empty());
    }

    private <T> CompletionStage<T> later(T answer) {
      CompletableFuture<T> future = new CompletableFuture<>();
      world
          .scheduler()
          .after(
              1_000,
              null,
              () -> {
                boolean unused = future.complete(answer);
              });
      return future;
    }
  }
}
