package io.cosmoscassandra.flink.simulation.world;

import io.cosmoscassandra.flink.commit.chunk.ChunkId;
import io.cosmoscassandra.flink.commit.chunk.TransactionId;
import io.cosmoscassandra.flink.commit.store.Register;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.UUID;
import javax.annotation.Nullable;

/** The committer tables as the database stores them. */
public final class CommitterRows {

  private final Semantics semantics;
  private final Map<ChunkId, Versions> chunks = new HashMap<>();
  private final Map<Bucket, Long> deletedAt = new HashMap<>();
  private final Map<Register, Versions> registers = new HashMap<>();

  private record Bucket(TransactionId transaction, int index) {}

  /** A cell, and its earlier version, which a lagging replica still returns. */
  private static final class Versions {
    @Nullable private StoredCell latest;
    @Nullable private StoredCell previous;
    private long changedAt;

    @SuppressWarnings("ReferenceEquality") // whether it is the very cell that was there
    private void write(StoredCell cell, long now) {
      StoredCell merged = StoredCell.reconcile(latest, cell);
      if (merged != latest) {
        previous = latest;
        latest = merged;
        changedAt = now;
      }
    }

    @Nullable
    private StoredCell read(long now, long lag) {
      return now - changedAt < lag ? previous : latest;
    }
  }

  CommitterRows(Semantics semantics) {
    this.semantics = semantics;
  }

  public void insertChunk(ChunkId chunk, byte[] bytes, long timestamp, long expiry, long now) {
    chunks
        .computeIfAbsent(chunk, c -> new Versions())
        .write(new StoredCell(bytes, timestamp, expiry), now);
  }

  public Optional<byte[]> chunk(ChunkId chunk, long nowSeconds, long now, long lag) {
    Versions versions = chunks.get(chunk);
    StoredCell cell = versions == null ? null : versions.read(now, lag);
    if (cell == null || !cell.isLive(nowSeconds) || cell.timestamp() <= deletedAt(chunk)) {
      return Optional.empty();
    }
    return Optional.of(cell.value());
  }

  public void deleteChunks(TransactionId transaction, int bucket, long timestamp) {
    if (semantics.tombstones()) {
      deletedAt.merge(new Bucket(transaction, bucket), timestamp, Math::max);
    } else {
      chunks
          .entrySet()
          .removeIf(
              entry ->
                  entry.getKey().transaction().equals(transaction)
                      && entry.getKey().bucket() == bucket
                      && entry.getValue().latest.timestamp() <= timestamp);
    }
  }

  public void writeRegister(Register register, long value, long timestamp, long expiry, long now) {
    byte[] bytes = ByteBuffer.allocate(Long.BYTES).putLong(value).array();
    registers
        .computeIfAbsent(register, r -> new Versions())
        .write(new StoredCell(bytes, timestamp, expiry), now);
  }

  public OptionalLong register(Register register, long nowSeconds, long now, long lag) {
    Versions versions = registers.get(register);
    StoredCell cell = versions == null ? null : versions.read(now, lag);
    return cell == null || !cell.isLive(nowSeconds)
        ? OptionalLong.empty()
        : OptionalLong.of(ByteBuffer.wrap(cell.value()).getLong());
  }

  /** The timestamps that the groups of a sink have reserved. */
  public Map<UUID, Long> reserved(String sink, long nowSeconds, long now, long lag) {
    Map<UUID, Long> found = new TreeMap<>();
    for (Register register : registers.keySet()) {
      if (register.sink().equals(sink)
          && (register.kind() == Register.Kind.RESERVED_TIMESTAMP
              || register.kind() == Register.Kind.RESERVED_BY_GROUP)) {
        register(register, nowSeconds, now, lag)
            .ifPresent(value -> found.put(register.run(), value));
      }
    }
    return found;
  }

  /** The chunks of a transaction that exist. */
  public List<ChunkId> chunksOf(TransactionId transaction, long nowSeconds) {
    List<ChunkId> found = new ArrayList<>();
    chunks.forEach(
        (chunk, versions) -> {
          StoredCell cell = versions.latest;
          if (chunk.transaction().equals(transaction)
              && cell.isLive(nowSeconds)
              && cell.timestamp() > deletedAt(chunk)) {
            found.add(chunk);
          }
        });
    return found;
  }

  private long deletedAt(ChunkId chunk) {
    return deletedAt.getOrDefault(new Bucket(chunk.transaction(), chunk.bucket()), Long.MIN_VALUE);
  }
}
