package io.cosmoscassandra.flink.simulation;

import io.cosmoscassandra.flink.commit.chunk.ChunkId;
import io.cosmoscassandra.flink.commit.chunk.TransactionId;
import io.cosmoscassandra.flink.commit.store.CommitNote;
import io.cosmoscassandra.flink.commit.store.CommitterStore;
import io.cosmoscassandra.flink.commit.store.Register;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** The committer's tables as one process reaches them. */
final class SimulatedStore implements CommitterStore {

  /** How far a replica lags behind that has missed a write. */
  private static final long MAX_LAG_NANOS = 1_000_000_000L;

  private final World world;
  private final TaskProcess process;

  SimulatedStore(World world, TaskProcess process) {
    this.world = world;
    this.process = process;
  }

  @Override
  public CompletionStage<Void> insertChunk(
      ChunkId chunk, byte[] bytes, long timestamp, Duration ttl) {
    world.checkTtl("chunk " + chunk, ttl, world.settings().retention());
    world.archive().put(chunk, bytes);
    trace(() -> "inserts " + chunk);
    return write(
        () -> {
          long expiry = world.seconds() + ttl.toSeconds();
          return () -> world.rows().insertChunk(chunk, bytes, timestamp, expiry, nanos());
        });
  }

  @Override
  public CompletionStage<Optional<byte[]>> readChunk(ChunkId chunk) {
    return read(lag -> world.rows().chunk(chunk, world.seconds(), nanos(), lag));
  }

  @Override
  public CompletionStage<Void> deleteChunks(TransactionId transaction, int bucket, long timestamp) {
    trace(() -> "deletes the chunks of " + transaction);
    world.judge().deletionSent(transaction);
    return write(
        () ->
            () -> {
              world.judge().deletionServed(transaction);
              world.rows().deleteChunks(transaction, bucket, timestamp);
            });
  }

  @Override
  public CompletionStage<Void> writeRegister(
      Register register, long value, CommitNote note, long timestamp, Duration ttl) {
    world.checkTtl("register " + register, ttl, Duration.ofDays(400));
    trace(() -> "writes " + register + " = " + value);
    return write(
        () -> {
          long expiry = world.seconds() + ttl.toSeconds();
          return () -> world.rows().writeRegister(register, value, timestamp, expiry, nanos());
        });
  }

  @Override
  public CompletionStage<OptionalLong> readRegister(Register register) {
    return read(lag -> world.rows().register(register, world.seconds(), nanos(), lag));
  }

  /** A read that takes its turn at the database. */
  @FunctionalInterface
  private interface Read<T> {
    T with(long lagNanos);
  }

  private <T> CompletionStage<T> read(Read<T> read) {
    return world
        .network()
        .request(
            process,
            world.committerService(),
            () -> {
              long lag =
                  world.network().readsStale()
                      ? world.scheduler().chance().between(0L, MAX_LAG_NANOS)
                      : 0;
              return () -> read.with(lag);
            });
  }

  private CompletionStage<Void> write(Supplier<Runnable> received) {
    return world
        .network()
        .request(
            process,
            world.committerService(),
            () -> {
              Runnable effect = received.get();
              return () -> {
                effect.run();
                return null;
              };
            });
  }

  private long nanos() {
    return world.scheduler().nanos();
  }

  private void trace(Supplier<String> step) {
    world.scheduler().trace(() -> process + " " + step.get());
  }
}
