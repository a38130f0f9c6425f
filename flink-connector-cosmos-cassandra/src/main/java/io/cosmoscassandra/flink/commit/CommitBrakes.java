package io.cosmoscassandra.flink.commit;

import io.cosmoscassandra.flink.time.Timing;
import org.apache.flink.annotation.Internal;

/** Registry of brakes, in which the writer and the committer of one subtask find the same one. */
@Internal
public final class CommitBrakes {

  private static final CommitBrakes INSTANCE = new CommitBrakes();

  private final SharedByPlace<Place, CommitBrake> brakes = new SharedByPlace<>();

  /**
   * One subtask of one sink of one job.
   *
   * @param job the job's id
   * @param sink the identity of the sink
   * @param subtask the index of the subtask
   */
  public record Place(String job, String sink, int subtask) {}

  CommitBrakes() {}

  /** The brakes of this class loader. */
  public static CommitBrakes instance() {
    return INSTANCE;
  }

  /** Leases the brake of a place; the first lease creates it. */
  public Lease<CommitBrake> acquire(Place place, long maxStagedAheadBytes, Timing timing) {
    return brakes.acquire(place, () -> new CommitBrake(maxStagedAheadBytes, timing));
  }

  /** The number of places that have a brake. */
  int size() {
    return brakes.size();
  }
}
