package io.cosmoscassandra.flink.commit.store;

import io.cosmoscassandra.flink.commit.Committable;
import io.cosmoscassandra.flink.commit.chunk.ChunkId;
import io.cosmoscassandra.flink.commit.chunk.TransactionId;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Tables in memory in which the highest timestamp wins; it fails, and tells tales, as asked to. */
public final class FakeStore implements CommitterStore {

  public final List<String> calls = new ArrayList<>();
  public final Map<ChunkId, byte[]> chunks = new HashMap<>();
  public final Map<Register, Long> registers = new HashMap<>();
  public final Map<Register, RegisterNote> notes = new HashMap<>();

  /** Registers that a deletion hides for good. */
  public final Set<Register.Kind> hidden = EnumSet.noneOf(Register.Kind.class);

  private final Map<ChunkId, Long> chunkTimes = new HashMap<>();
  private final Deque<Trouble> troubles = new ArrayDeque<>();

  /** Runs before a call whose name begins as given. */
  private record Trouble(Predicate<String> when, Supplier<RuntimeException> what) {}

  /** The next call whose name begins so fails. */
  public void failNext(String call, RuntimeException error) {
    beforeNext(
        call,
        () -> {
          throw error;
        });
  }

  /** Something happens before the next call whose name begins so. */
  public void beforeNext(String call, Runnable event) {
    troubles.add(
        new Trouble(
            name -> name.startsWith(call),
            () -> {
              try {
                event.run();
                return null;
              } catch (RuntimeException e) {
                return e;
              }
            }));
  }

  public long committed(Committable committable) {
    return registers.getOrDefault(
        Register.committed(committable.sink(), committable.transaction().run()), 0L);
  }

  private <T> CompletionStage<T> call(String name, Supplier<T> effect) {
    calls.add(name);
    for (Trouble trouble : troubles) {
      if (trouble.when().test(name)) {
        troubles.remove(trouble);
        RuntimeException error = trouble.what().get();
        if (error != null) {
          return CompletableFuture.failedFuture(error);
        }
        break;
      }
    }
    return CompletableFuture.completedFuture(effect.get());
  }

  @Override
  public CompletionStage<Void> insertChunk(
      ChunkId chunk, byte[] bytes, long timestamp, Duration ttl) {
    return call(
        "insert " + chunk.index() + " @" + timestamp + " ttl " + ttl,
        () -> {
          if (chunkTimes.getOrDefault(chunk, 0L) <= timestamp) {
            chunkTimes.put(chunk, timestamp);
            chunks.put(chunk, bytes);
          }
          return null;
        });
  }

  @Override
  public CompletionStage<Optional<byte[]>> readChunk(ChunkId chunk) {
    return call("read " + chunk.index(), () -> Optional.ofNullable(chunks.get(chunk)));
  }

  @Override
  public CompletionStage<Void> deleteChunks(TransactionId transaction, int bucket, long timestamp) {
    return call(
        "delete bucket " + bucket + " @" + timestamp,
        () -> {
          chunks
              .keySet()
              .removeIf(c -> c.transaction().equals(transaction) && c.bucket() == bucket);
          return null;
        });
  }

  @Override
  public CompletionStage<Void> writeRegister(
      Register register, long value, RegisterNote note, long timestamp, Duration ttl) {
    return call(
        "raise " + register.kind() + " @" + (timestamp == value ? "value" : timestamp),
        () -> {
          if (registers.getOrDefault(register, Long.MIN_VALUE) <= value) {
            registers.put(register, value);
            notes.put(register, note);
          }
          return null;
        });
  }

  @Override
  public CompletionStage<OptionalLong> readRegister(Register register) {
    return call(
        "ask " + register.kind(),
        () ->
            registers.containsKey(register) && !hidden.contains(register.kind())
                ? OptionalLong.of(registers.get(register))
                : OptionalLong.empty());
  }

  @Override
  public CompletionStage<OptionalLong> readWrittenAt(Register register) {
    return call(
        "ask when " + register.kind(), () -> OptionalLong.of(notes.get(register).atMillis()));
  }

  @Override
  public CompletionStage<Map<UUID, Long>> readReserved(String sink) {
    return call(
        "ask reserved timestamps",
        () ->
            registers.entrySet().stream()
                .filter(entry -> entry.getKey().sink().equals(sink))
                .filter(
                    entry ->
                        entry.getKey().kind() == Register.Kind.RESERVED_TIMESTAMP
                            || entry.getKey().kind() == Register.Kind.RESERVED_BY_GROUP)
                .collect(Collectors.toMap(entry -> entry.getKey().run(), Map.Entry::getValue)));
  }
}
