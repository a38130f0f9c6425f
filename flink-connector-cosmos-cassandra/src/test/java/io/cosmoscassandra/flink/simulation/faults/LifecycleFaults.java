package io.cosmoscassandra.flink.simulation.faults;

import io.cosmoscassandra.flink.commit.Committable;
import io.cosmoscassandra.flink.commit.TimestampShare;
import io.cosmoscassandra.flink.simulation.world.Slot;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;

/** Faults in naming, ordering and committing transactions. */
final class LifecycleFaults {

  private LifecycleFaults() {}

  /** A run is named after its subtask, so that its transactions reuse the names of earlier ones. */
  static final class SubtaskAsRun implements Sabotage {
    @Override
    public UUID run(UUID drawn, Slot slot) {
      return new UUID(slot.sink() + 1L, slot.subtask());
    }
  }

  /** The last one of the restored checkpoints is committed first. */
  static final class LastFirst implements Sabotage {
    @Override
    public List<List<Committable>> checkpoints(List<List<Committable>> restored) {
      List<List<Committable>> reversed = new ArrayList<>(restored);
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

  /** All writers use the same timestamps, whether or not they may write the same rows. */
  static final class UndividedTimestamps implements Sabotage {
    @Override
    public TimestampShare share(TimestampShare share) {
      return TimestampShare.whole(share.group());
    }
  }

  /** A writer prepares a checkpoint though an earlier one is in flight. */
  static final class Hurrying implements Sabotage {
    @Override
    public boolean ordersCheckpoints() {
      return false;
    }
  }
}
