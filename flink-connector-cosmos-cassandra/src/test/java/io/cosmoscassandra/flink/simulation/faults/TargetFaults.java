package io.cosmoscassandra.flink.simulation.faults;

import com.datastax.oss.driver.api.core.servererrors.InvalidQueryException;
import io.cosmoscassandra.flink.commit.Committable;
import io.cosmoscassandra.flink.simulation.time.Scheduler;
import io.cosmoscassandra.flink.simulation.world.Slot;
import io.cosmoscassandra.flink.write.Cells;
import io.cosmoscassandra.flink.write.Delete;
import io.cosmoscassandra.flink.write.Mutation;
import io.cosmoscassandra.flink.write.MutationKey;
import io.cosmoscassandra.flink.write.Upsert;
import io.cosmoscassandra.flink.write.Write;
import io.cosmoscassandra.flink.write.WriteTarget;
import io.cosmoscassandra.flink.write.WriteTimes;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Faults in writing to the target table. */
final class TargetFaults {

  private TargetFaults() {}

  /** All effects of an epoch have one timestamp. */
  static final class OneForAll implements Sabotage {

    @Override
    public WriteTarget target(WriteTarget target, Slot slot, Scheduler scheduler) {
      return writes -> {
        Committable committing = slot.committing();
        return target.send(
            writes.stream().map(w -> new Write(w.mutation(), committing.base())).toList());
      };
    }
  }

  /** An insert has the timestamp of the delete before it. */
  static final class DeleteWithInsert implements Sabotage {

    @Override
    public WriteTarget target(WriteTarget target, Slot slot, Scheduler scheduler) {
      Map<MutationKey, Long> deleted = new HashMap<>();
      return writes ->
          target.send(writes.stream().map(w -> together(w, deleted, slot.committing())).toList());
    }

    private static Write together(
        Write write, Map<MutationKey, Long> deleted, Committable committing) {
      MutationKey key = write.mutation().key();
      if (write.mutation() instanceof Delete) {
        deleted.put(key, write.order());
        return write;
      }
      Long order = deleted.get(key);
      return order != null && order == write.order() - committing.stride()
          ? new Write(write.mutation(), order)
          : write;
    }
  }

  /** Partial rows of a key are merged, with the TTL of the later one. */
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

  /** The TTL of a row starts anew whenever the row is applied. */
  static final class TtlNotAged implements Sabotage {
    @Override
    public int ttl(Write write, int tableTtl, long nowMicros) {
      return write.mutation().ttl() == Mutation.NO_TTL ? tableTtl : write.mutation().ttl();
    }
  }

  /** Rows without a TTL of their own are left to the table, whose TTL starts at every write. */
  static final class TableTtlIgnored implements Sabotage {
    @Override
    public int ttl(Write write, int tableTtl, long nowMicros) {
      return WriteTimes.remainingTtl(write, Mutation.NO_TTL, nowMicros);
    }
  }

  /** If a row of a request is refused, all of them count as refused. */
  static final class RefusedTogether implements Sabotage {
    @Override
    public WriteTarget target(WriteTarget target, Slot slot, Scheduler scheduler) {
      return writes ->
          target
              .send(writes)
              .exceptionallyCompose(
                  error ->
                      error instanceof InvalidQueryException
                              || error.getCause() instanceof InvalidQueryException
                          ? CompletableFuture.completedFuture(WriteTarget.Acknowledgement.FREE)
                          : CompletableFuture.failedFuture(error));
    }
  }

  /** A write counts as done as soon as it is sent, so the next write of its row follows. */
  static final class AcknowledgedBeforeDone implements Sabotage {
    @Override
    public WriteTarget target(WriteTarget target, Slot slot, Scheduler scheduler) {
      return writes ->
          Hasty.<WriteTarget.Acknowledgement>answer(scheduler, slot, () -> target.send(writes))
              .thenApply(nothing -> WriteTarget.Acknowledgement.FREE);
    }
  }
}
