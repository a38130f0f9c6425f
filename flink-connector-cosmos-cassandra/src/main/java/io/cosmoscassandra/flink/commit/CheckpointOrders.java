package io.cosmoscassandra.flink.commit;

import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.flink.annotation.Internal;

/**
 * Registry of the orders of checkpoints, in which the writer of a subtask and the operator behind
 * it find the same one.
 */
@Internal
public final class CheckpointOrders {

  private static final CheckpointOrders INSTANCE = new CheckpointOrders();

  private final SharedByPlace<Place, CheckpointOrder> orders = new SharedByPlace<>();

  /**
   * One attempt of one subtask of one sink of one job.
   *
   * @param job the job's id
   * @param group identifies the sink in the job
   * @param subtask the index of the subtask
   * @param attempt the number of the attempt, so that no task takes one of an earlier life
   */
  public record Place(String job, UUID group, int subtask, int attempt) {}

  CheckpointOrders() {}

  /** The orders of this class loader. */
  public static CheckpointOrders instance() {
    return INSTANCE;
  }

  /** Leases the order of a place; the first lease creates it. */
  public Lease<CheckpointOrder> acquire(Place place) {
    return orders.acquire(place, () -> new CheckpointOrder(ReentrantLock::new));
  }
}
