package io.cosmoscassandra.flink.simulation.faults;

import io.cosmoscassandra.flink.commit.Committable;
import io.cosmoscassandra.flink.commit.TimestampShare;
import io.cosmoscassandra.flink.commit.store.CommitSettings;
import io.cosmoscassandra.flink.commit.store.CommitterStore;
import io.cosmoscassandra.flink.simulation.time.Scheduler;
import io.cosmoscassandra.flink.simulation.world.Slot;
import io.cosmoscassandra.flink.write.Mutation;
import io.cosmoscassandra.flink.write.Write;
import io.cosmoscassandra.flink.write.WriteTarget;
import io.cosmoscassandra.flink.write.WriteTimes;
import java.util.List;
import java.util.UUID;

/** Points at which a deliberate fault changes the protocol; by default none is changed. */
public interface Sabotage {

  /** Changes nothing. */
  Sabotage NONE = new Sabotage() {};

  default CommitSettings settings(CommitSettings settings) {
    return settings;
  }

  default CommitterStore store(CommitterStore store, Slot slot, Scheduler scheduler) {
    return store;
  }

  default WriteTarget target(WriteTarget target, Slot slot, Scheduler scheduler) {
    return target;
  }

  /**
   * The TTL that a statement has.
   *
   * @param tableTtl the TTL of the table, or {@link Mutation#NO_TTL}
   */
  default int ttl(Write write, int tableTtl, long nowMicros) {
    return WriteTimes.remainingTtl(write, tableTtl, nowMicros);
  }

  default UUID run(UUID drawn, Slot slot) {
    return drawn;
  }

  /** The timestamps that a writer may use. */
  default TimestampShare share(TimestampShare share) {
    return share;
  }

  /** Whether writers learn which checkpoints are in flight. */
  default boolean ordersCheckpoints() {
    return true;
  }

  /** The order in which the restored transactions of several checkpoints are committed. */
  default List<List<Committable>> checkpoints(List<List<Committable>> restored) {
    return restored;
  }

  /** Whether a transaction is committed as soon as it is prepared. */
  default boolean commitsAtOnce() {
    return false;
  }

  /** The mutation to write after an earlier one of the same key in the same epoch. */
  default Mutation merge(Mutation earlier, Mutation later) {
    return later;
  }
}
