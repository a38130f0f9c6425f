package io.cosmoscassandra.flink.simulation.world;

import io.cosmoscassandra.flink.commit.chunk.ChunkId;
import io.cosmoscassandra.flink.commit.chunk.TransactionId;
import io.cosmoscassandra.flink.commit.store.CommitterStore;
import io.cosmoscassandra.flink.commit.store.Register;
import io.cosmoscassandra.flink.commit.store.RegisterNote;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.CompletionStage;

/** Store that forwards every request; subclasses override some. */
public class ForwardingStore implements CommitterStore {

  private final CommitterStore store;

  public ForwardingStore(CommitterStore store) {
    this.store = store;
  }

  @Override
  public CompletionStage<Void> insertChunk(
      ChunkId chunk, byte[] bytes, long timestamp, Duration ttl) {
    return store.insertChunk(chunk, bytes, timestamp, ttl);
  }

  @Override
  public CompletionStage<Optional<byte[]>> readChunk(ChunkId chunk) {
    return store.readChunk(chunk);
  }

  @Override
  public CompletionStage<Void> deleteChunks(TransactionId transaction, int bucket, long timestamp) {
    return store.deleteChunks(transaction, bucket, timestamp);
  }

  @Override
  public CompletionStage<Void> writeRegister(
      Register register, long value, RegisterNote note, long timestamp, Duration ttl) {
    return store.writeRegister(register, value, note, timestamp, ttl);
  }

  @Override
  public CompletionStage<OptionalLong> readRegister(Register register) {
    return store.readRegister(register);
  }

  @Override
  public CompletionStage<OptionalLong> readWrittenAt(Register register) {
    return store.readWrittenAt(register);
  }

  @Override
  public CompletionStage<Map<UUID, Long>> readReserved(String sink) {
    return store.readReserved(sink);
  }
}
