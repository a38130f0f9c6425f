package io.cosmoscassandra.flink.simulation;

import io.cosmoscassandra.flink.commit.Committable;
import io.cosmoscassandra.flink.commit.chunk.ChunkId;
import io.cosmoscassandra.flink.commit.store.CommitSettings;
import io.cosmoscassandra.flink.commit.store.CommitterStore;
import io.cosmoscassandra.flink.commit.store.Register;
import io.cosmoscassandra.flink.options.MissingTransactionPolicy;
import io.cosmoscassandra.flink.write.Cells;
import io.cosmoscassandra.flink.write.Mutation;
import io.cosmoscassandra.flink.write.Upsert;
import io.cosmoscassandra.flink.write.Write;
import io.cosmoscassandra.flink.write.WriteTarget;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionStage;

/** Faults in what surrounds the committer's tables. */
final class OtherFaults {

  private OtherFaults() {}

  /** A run is known by its subtask, so that its transactions have the names of earlier ones. */
  static final class SubtaskAsRun implements Sabotage {
    @Override
    public UUID run(UUID drawn, Slot slot) {
      return new UUID(slot.sink() + 1L, slot.subtask());
    }
  }

  /** What is not found at once is given up. */
  static final class SkipAtFirstMiss extends BeliefInMisses {
    @Override
    public CommitSettings settings(CommitSettings settings) {
      return with(
          settings,
          settings.maxStagedAheadBytes(),
          MissingTransactionPolicy.SKIP,
          settings.zombieGuard());
    }
  }

  /** What is not found at once is never looked for again, and neither is its mark. */
  static class BeliefInMisses implements Sabotage {
    @Override
    public CommitterStore store(CommitterStore store, Slot slot, World world) {
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
      };
    }
  }

  /** Partial rows of a key become one, with the later one's time to live. */
  static final class Merging implements Sabotage {
    @Override
    public Mutation merge(Mutation earlier, Mutation later) {
      if (!(earlier instanceof Upsert) || !(later instanceof Upsert)) {
        return later;
      }
      ByteBuffer merged = ByteBuffer.allocate(earlier.cells().length + later.cells().length);
      ByteBuffer below = ByteBuffer.wrap(earlier.cells());
      ByteBuffer above = ByteBuffer.wrap(later.cells());
      while (above.hasRemaining()) {
        byte[] old = nextCell(below);
        byte[] cell = nextCell(above);
        merged.put(isUnset(cell) ? old : cell);
      }
      byte[] cells = new byte[merged.position()];
      merged.flip().get(cells);
      return new Upsert(cells, later.keyLength(), later.ttl(), later.writetime());
    }

    private static byte[] nextCell(ByteBuffer cells) {
      int length = Math.max(0, cells.getInt(cells.position()));
      byte[] cell = new byte[Integer.BYTES + length];
      cells.get(cell);
      return cell;
    }

    private static boolean isUnset(byte[] cell) {
      return ByteBuffer.wrap(cell).getInt() == Cells.UNSET;
    }
  }

  /** A time to live begins anew whenever its row is applied. */
  static final class TtlNotAged implements Sabotage {
    @Override
    public int ttl(Write write, long nowMicros) {
      return write.mutation().ttl();
    }
  }

  /** A writer may run away from a commit. */
  static final class NoBrake implements Sabotage {
    @Override
    public CommitSettings settings(CommitSettings settings) {
      return with(settings, Long.MAX_VALUE, settings.onMissing(), settings.zombieGuard());
    }
  }

  /** Whoever was suspended goes on without asking. */
  static final class NoZombieGuard implements Sabotage {
    @Override
    public CommitSettings settings(CommitSettings settings) {
      return with(
          settings, settings.maxStagedAheadBytes(), settings.onMissing(), Duration.ofDays(3_650));
    }
  }

  /** A write is believed to be done as soon as it is sent, so the next of its row is sent. */
  static final class AcknowledgedBeforeDone implements Sabotage {
    @Override
    public WriteTarget target(WriteTarget target, Slot slot, World world) {
      return writes ->
          Hasty.<WriteTarget.Acknowledgement>answer(world, slot, () -> target.send(writes))
              .thenApply(nothing -> WriteTarget.Acknowledgement.FREE);
    }
  }

  /** What was restored is committed in some other order. */
  static final class LastFirst implements Sabotage {
    @Override
    public List<Committable> order(List<Committable> restored) {
      List<Committable> reversed = new ArrayList<>(restored);
      Collections.reverse(reversed);
      return reversed;
    }
  }

  /** A transaction is committed as soon as it is prepared. */
  static final class AtOnce implements Sabotage {
    @Override
    public boolean commitsAtOnce() {
      return true;
    }
  }

  private static CommitSettings with(
      CommitSettings settings,
      long maxStagedAheadBytes,
      MissingTransactionPolicy onMissing,
      Duration zombieGuard) {
    return new CommitSettings(
        settings.sink(),
        settings.target(),
        settings.bufferBytes(),
        settings.chunkBytes(),
        settings.compression(),
        settings.retention(),
        maxStagedAheadBytes,
        onMissing,
        settings.retryTimeout(),
        settings.initialBackoff(),
        settings.maxBackoff(),
        settings.maxStagingRequests(),
        settings.deletesChunks(),
        zombieGuard);
  }
}
