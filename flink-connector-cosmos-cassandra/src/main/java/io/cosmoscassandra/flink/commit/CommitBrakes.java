package io.cosmoscassandra.flink.commit;

import io.cosmoscassandra.flink.time.Timing;
import java.util.HashMap;
import java.util.Map;
import javax.annotation.concurrent.GuardedBy;
import org.apache.flink.annotation.Internal;

/** Registry of brakes, in which the writer and the committer of one subtask find the same one. */
@Internal
public final class CommitBrakes {

  private static final CommitBrakes INSTANCE = new CommitBrakes();

  /** Guards the counts of leases in it, too. */
  @GuardedBy("entries")
  private final Map<Place, Entry> entries = new HashMap<>();

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
  public Lease acquire(Place place, long maxStagedAheadBytes, Timing timing) {
    synchronized (entries) {
      Entry entry =
          entries.computeIfAbsent(
              place, p -> new Entry(new CommitBrake(maxStagedAheadBytes, timing)));
      entry.leases++;
      return new Lease(place, entry);
    }
  }

  /** The number of places that have a brake. */
  int size() {
    synchronized (entries) {
      return entries.size();
    }
  }

  private static final class Entry {
    private final CommitBrake brake;
    private int leases;

    private Entry(CommitBrake brake) {
      this.brake = brake;
    }
  }

  /** Lease on a brake, which is removed with its last lease. */
  public final class Lease implements AutoCloseable {
    private final Place place;
    private final Entry entry;

    @GuardedBy("CommitBrakes.this.entries")
    private boolean closed;

    private Lease(Place place, Entry entry) {
      this.place = place;
      this.entry = entry;
    }

    public CommitBrake brake() {
      return entry.brake;
    }

    /** Returns the lease; a second call does nothing. */
    @Override
    public void close() {
      synchronized (entries) {
        if (closed) {
          return;
        }
        closed = true;
        if (--entry.leases == 0) {
          entries.remove(place, entry);
        }
      }
    }
  }
}
