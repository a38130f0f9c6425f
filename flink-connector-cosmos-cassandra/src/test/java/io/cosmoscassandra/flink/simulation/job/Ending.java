package io.cosmoscassandra.flink.simulation.job;

import io.cosmoscassandra.flink.commit.Committable;
import io.cosmoscassandra.flink.commit.chunk.ChunkId;
import io.cosmoscassandra.flink.commit.chunk.TransactionId;
import io.cosmoscassandra.flink.commit.store.CommitterStore;
import io.cosmoscassandra.flink.commit.store.Register;
import io.cosmoscassandra.flink.commit.store.RegisterNote;
import io.cosmoscassandra.flink.simulation.world.Disturbances;
import io.cosmoscassandra.flink.simulation.world.Slot;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/** Ends a simulation: waits for quiet, perhaps replays every commit, and compares the table. */
final class Ending {

  /** After this time no zombie is alive, and none of their requests is in flight. */
  private static final long QUIET_SECONDS = 125;

  /** A replayed row that has expired is written with a TTL of one second. */
  private static final long EXPIRY_SECONDS = 3;

  private final Experiment experiment;
  private final Set<TransactionId> lineage;

  private Ending(Experiment experiment, Set<TransactionId> lineage) {
    this.experiment = experiment;
    this.lineage = lineage;
  }

  /**
   * Begins the end of a simulation.
   *
   * @param lineage the transactions that the job's last state rests on
   */
  static void begin(Experiment experiment, Set<TransactionId> lineage) {
    Ending ending = new Ending(experiment, lineage);
    experiment.world().network().disturb(Disturbances.NONE);
    experiment.world().targetService().takesPerRequest(0);
    experiment
        .scheduler()
        .after(
            TimeUnit.SECONDS.toNanos(QUIET_SECONDS + experiment.scenario().waitSeconds()),
            null,
            ending::look);
  }

  private void look() {
    experiment.judge().compareAtTheEnd(lineage);
    experiment.judge().checkTidiness();
    if (experiment.findings().violation().isPresent()) {
      return;
    }
    if (!experiment.scenario().replay()) {
      experiment.judge().finish();
      return;
    }
    Slot slot = experiment.newSlot("replay", 0, 0, 1);
    var unused = experiment.scheduler().start("replay", slot.process(), this::replay);
  }

  /** I4: commits every transaction of a completed checkpoint once more. */
  private void replay() throws InterruptedException, IOException {
    for (Committable committable : List.copyOf(experiment.ledger().released())) {
      int sink = experiment.ledger().sink(committable.transaction());
      Slot slot = experiment.newSlot("replay", sink, 0, 1);
      try (CommitAttempts attempts =
          new CommitAttempts(experiment, slot, 0, new Memory(), experiment.target(slot))) {
        attempts.call(List.of(committable));
      }
    }
    experiment.scheduler().sleep(TimeUnit.SECONDS.toNanos(EXPIRY_SECONDS));
    experiment.judge().compareAtTheEnd(lineage);
    experiment.judge().finish();
  }

  /** The committer tables as they were before the first commit. */
  private final class Memory implements CommitterStore {

    private final Map<Register, Long> written = new HashMap<>();

    @Override
    public CompletionStage<Void> insertChunk(
        ChunkId chunk, byte[] bytes, long timestamp, Duration ttl) {
      return later(null);
    }

    @Override
    public CompletionStage<Optional<byte[]>> readChunk(ChunkId chunk) {
      return later(Optional.ofNullable(experiment.archive().get(chunk)));
    }

    @Override
    public CompletionStage<Void> deleteChunks(
        TransactionId transaction, int bucket, long timestamp) {
      return later(null);
    }

    @Override
    public CompletionStage<Void> writeRegister(
        Register register, long value, RegisterNote note, long timestamp, Duration ttl) {
      Long unused = written.put(register, value);
      return later(null);
    }

    @Override
    public CompletionStage<OptionalLong> readRegister(Register register) {
      Long value = written.get(register);
      return later(value == null ? OptionalLong.empty() : OptionalLong.of(value));
    }

    @Override
    public CompletionStage<OptionalLong> readWrittenAt(Register register) {
      return later(OptionalLong.empty());
    }

    @Override
    public CompletionStage<Map<UUID, Long>> readReserved(String sink) {
      return later(Map.of());
    }

    private <T> CompletionStage<T> later(T answer) {
      CompletableFuture<T> future = new CompletableFuture<>();
      experiment
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
