package io.cosmoscassandra.flink.simulation.faults;

import io.cosmoscassandra.flink.commit.Committable;
import io.cosmoscassandra.flink.commit.chunk.ChunkId;
import io.cosmoscassandra.flink.commit.chunk.TransactionId;
import io.cosmoscassandra.flink.commit.store.CommitterStore;
import io.cosmoscassandra.flink.commit.store.Register;
import io.cosmoscassandra.flink.commit.store.RegisterNote;
import io.cosmoscassandra.flink.simulation.time.Scheduler;
import io.cosmoscassandra.flink.simulation.world.ForwardingStore;
import io.cosmoscassandra.flink.simulation.world.Slot;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Faults that write, delete or read chunks at the wrong moment. */
final class ChunkFaults {

  private ChunkFaults() {}

  /** Progress is noted when the last chunk of a buffer is read, before its rows are applied. */
  static final class ProgressBeforeDrain implements Sabotage {

    private static final int ENDS_BUFFER_AT = 2;
    private static final int CHUNK_BITS = 24;

    @Override
    public CommitterStore store(CommitterStore store, Slot slot, Scheduler scheduler) {
      return new ForwardingStore(store) {
        @Override
        public CompletionStage<Optional<byte[]>> readChunk(ChunkId chunk) {
          Committable committing = slot.committing();
          return super.readChunk(chunk)
              .thenApply(
                  bytes -> {
                    int done = chunk.index() + 1;
                    if (committing != null
                        && done < committing.chunks()
                        && bytes.isPresent()
                        && bytes.get()[ENDS_BUFFER_AT] != 0) {
                      long value = chunk.transaction().seq() << CHUNK_BITS | done;
                      Register progress =
                          new Register(
                              committing.sink(), chunk.transaction().run(), Register.Kind.APPLIED);
                      CompletionStage<Void> unused =
                          super.writeRegister(
                              progress,
                              value,
                              new RegisterNote(0, 0, 0, 0, 0),
                              value,
                              Duration.ofDays(400));
                    }
                    return bytes;
                  });
        }
      };
    }
  }

  /** Chunks are deleted before the mark is raised. */
  static final class DroppedBeforeMark implements Sabotage {

    @Override
    public CommitterStore store(CommitterStore store, Slot slot, Scheduler scheduler) {
      return new ForwardingStore(store) {
        @Override
        public CompletionStage<Void> writeRegister(
            Register register, long value, RegisterNote note, long timestamp, Duration ttl) {
          Committable committing = slot.committing();
          if (register.kind() != Register.Kind.COMMITTED || committing == null) {
            return super.writeRegister(register, value, note, timestamp, ttl);
          }
          CompletionStage<Void> dropped = CompletableFuture.completedFuture(null);
          int last = new ChunkId(committing.transaction(), committing.chunks() - 1).bucket();
          for (int i = 0; i <= last; i++) {
            int bucket = i;
            dropped =
                dropped.thenCompose(
                    done -> super.deleteChunks(committing.transaction(), bucket, 2));
          }
          return dropped.thenCompose(
              done -> super.writeRegister(register, value, note, timestamp, ttl));
        }
      };
    }
  }

  /** A chunk counts as staged as soon as it is sent. */
  static final class StagingNotAwaited implements Sabotage {

    @Override
    public CommitterStore store(CommitterStore store, Slot slot, Scheduler scheduler) {
      return new ForwardingStore(store) {
        @Override
        public CompletionStage<Void> insertChunk(
            ChunkId chunk, byte[] bytes, long timestamp, Duration ttl) {
          return Hasty.answer(
              scheduler, slot, () -> super.insertChunk(chunk, bytes, timestamp, ttl));
        }
      };
    }
  }

  /** Chunks are deleted with a timestamp that is older than their insertion. */
  static final class DeletedAtZero implements Sabotage {

    @Override
    public CommitterStore store(CommitterStore store, Slot slot, Scheduler scheduler) {
      return new ForwardingStore(store) {
        @Override
        public CompletionStage<Void> deleteChunks(
            TransactionId transaction, int bucket, long timestamp) {
          return super.deleteChunks(transaction, bucket, 0);
        }
      };
    }
  }

  /** A chunk that is not found at once is never read again, and neither is the mark of its run. */
  static class BeliefInMisses implements Sabotage {
    @Override
    public CommitterStore store(CommitterStore store, Slot slot, Scheduler scheduler) {
      Set<UUID> missed = new HashSet<>();
      return new ForwardingStore(store) {
        @Override
        public CompletionStage<Optional<byte[]>> readChunk(ChunkId chunk) {
          return super.readChunk(chunk)
              .thenApply(
                  found -> {
                    if (found.isPresent() && !missed.contains(chunk.transaction().run())) {
                      return found;
                    }
                    missed.add(chunk.transaction().run());
                    return Optional.empty();
                  });
        }

        @Override
        public CompletionStage<OptionalLong> readRegister(Register register) {
          return super.readRegister(register)
              .thenApply(value -> missed.contains(register.run()) ? OptionalLong.empty() : value);
        }

        @Override
        public CompletionStage<Void> writeRegister(
            Register register, long value, RegisterNote note, long timestamp, Duration ttl) {
          boolean unused = missed.remove(register.run());
          return super.writeRegister(register, value, note, timestamp, ttl);
        }
      };
    }
  }
}
