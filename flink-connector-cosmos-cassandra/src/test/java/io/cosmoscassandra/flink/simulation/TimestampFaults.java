package io.cosmoscassandra.flink.simulation;

import io.cosmoscassandra.flink.commit.Committable;
import io.cosmoscassandra.flink.write.Delete;
import io.cosmoscassandra.flink.write.MutationKey;
import io.cosmoscassandra.flink.write.Write;
import io.cosmoscassandra.flink.write.WriteTarget;
import java.util.HashMap;
import java.util.Map;

/** Effects that are written with other timestamps than their own. */
final class TimestampFaults {

  private TimestampFaults() {}

  /** All effects of an epoch have the same. */
  static final class OneForAll implements Sabotage {

    @Override
    public WriteTarget target(WriteTarget target, Slot slot, World world) {
      return writes -> {
        Committable committing = slot.committing();
        return target.send(
            writes.stream().map(w -> new Write(w.mutation(), committing.base())).toList());
      };
    }
  }

  /** An insert has that of the delete before it. */
  static final class DeleteWithInsert implements Sabotage {

    @Override
    public WriteTarget target(WriteTarget target, Slot slot, World world) {
      Map<MutationKey, Long> deleted = new HashMap<>();
      return writes -> target.send(writes.stream().map(w -> together(w, deleted)).toList());
    }

    private static Write together(Write write, Map<MutationKey, Long> deleted) {
      MutationKey key = write.mutation().key();
      if (write.mutation() instanceof Delete) {
        deleted.put(key, write.order());
        return write;
      }
      Long order = deleted.get(key);
      return order != null && order == write.order() - 1
          ? new Write(write.mutation(), order)
          : write;
    }
  }
}
