package io.cosmoscassandra.flink.simulation.job;

import io.cosmoscassandra.flink.commit.chunk.ChunkId;
import io.cosmoscassandra.flink.commit.chunk.TransactionId;
import io.cosmoscassandra.flink.commit.store.CommitterStore;
import io.cosmoscassandra.flink.commit.store.Register;
import io.cosmoscassandra.flink.commit.store.RegisterNote;
import io.cosmoscassandra.flink.simulation.time.TaskProcess;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * The committer tables as one process reaches them: over the simulated network, which delays, loses
 * and repeats requests. The doubles of unit tests, such as {@code ScriptedStore}, answer at once
 * and fail on demand instead.
 */
final class SimulatedStore implements CommitterStore {

  /** How far a replica that has missed a write lags behind, at most. */
  private static final long MAX_LAG_NANOS = 1_000_000_000L;

  private final Experiment experiment;
  private final TaskProcess process;

  SimulatedStore(Experiment experiment, TaskProcess process) {
    this.experiment = experiment;
    this.process = process;
  }

  @Override
  public CompletionStage<Void> insertChunk(
      ChunkId chunk, byte[] bytes, long timestamp, Duration ttl) {
    experiment.judge().checkTtl("chunk " + chunk, ttl, experiment.settings().chunks().retention());
    experiment.archive().put(chunk, bytes);
    trace(() -> "inserts " + chunk);
    return write(
        () -> {
          long expiry = experiment.world().seconds() + ttl.toSeconds();
          return () ->
              experiment.world().rows().insertChunk(chunk, bytes, timestamp, expiry, nanos());
        });
  }

  @Override
  public CompletionStage<Optional<byte[]>> readChunk(ChunkId chunk) {
    return read(
        lag -> experiment.world().rows().chunk(chunk, experiment.world().seconds(), nanos(), lag));
  }

  @Override
  public CompletionStage<Void> deleteChunks(TransactionId transaction, int bucket, long timestamp) {
    trace(() -> "deletes the chunks of " + transaction);
    experiment.judge().deletionSent(transaction);
    return write(
        () ->
            () -> {
              experiment.judge().deletionServed(transaction);
              experiment.world().rows().deleteChunks(transaction, bucket, timestamp);
            });
  }

  @Override
  public CompletionStage<Void> writeRegister(
      Register register, long value, RegisterNote note, long timestamp, Duration ttl) {
    experiment.judge().checkTtl("register " + register, ttl, Duration.ofDays(400));
    trace(() -> "writes " + register + " = " + value);
    return write(
        () -> {
          long expiry = experiment.world().seconds() + ttl.toSeconds();
          return () ->
              experiment.world().rows().writeRegister(register, value, timestamp, expiry, nanos());
        });
  }

  @Override
  public CompletionStage<OptionalLong> readRegister(Register register) {
    return read(
        lag ->
            experiment
                .world()
                .rows()
                .register(register, experiment.world().seconds(), nanos(), lag));
  }

  @Override
  public CompletionStage<OptionalLong> readWrittenAt(Register register) {
    return read(lag -> OptionalLong.of(0));
  }

  @Override
  public CompletionStage<Map<UUID, Long>> readReserved(String sink) {
    return read(
        lag ->
            experiment.world().rows().reserved(sink, experiment.world().seconds(), nanos(), lag));
  }

  /** A read, as a replica with a certain lag answers it. */
  @FunctionalInterface
  private interface Read<T> {
    T with(long lagNanos);
  }

  private <T> CompletionStage<T> read(Read<T> read) {
    return experiment
        .world()
        .network()
        .request(
            process,
            experiment.world().committerService(),
            () -> {
              long lag =
                  experiment.world().network().readsStale()
                      ? experiment.scheduler().chance().between(0L, MAX_LAG_NANOS)
                      : 0;
              return () -> read.with(lag);
            });
  }

  private CompletionStage<Void> write(Supplier<Runnable> received) {
    return experiment
        .world()
        .network()
        .request(
            process,
            experiment.world().committerService(),
            () -> {
              Runnable effect = received.get();
              return () -> {
                effect.run();
                return null;
              };
            });
  }

  private long nanos() {
    return experiment.scheduler().nanos();
  }

  private void trace(Supplier<String> step) {
    experiment.scheduler().trace(() -> process + " " + step.get());
  }
}
