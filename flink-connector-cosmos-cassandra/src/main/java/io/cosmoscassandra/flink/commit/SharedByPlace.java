package io.cosmoscassandra.flink.commit;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import javax.annotation.concurrent.GuardedBy;

/**
 * Objects that tasks of one subtask in one process share: the first lease creates the object of a
 * place, and the last one removes it.
 */
final class SharedByPlace<P, T> {

  /** Guards the counts of leases in it, too. */
  @GuardedBy("entries")
  private final Map<P, Entry<T>> entries = new HashMap<>();

  private static final class Entry<T> {
    private final T shared;
    private int leases;

    private Entry(T shared) {
      this.shared = shared;
    }
  }

  Lease<T> acquire(P place, Supplier<T> creation) {
    synchronized (entries) {
      Entry<T> entry = entries.computeIfAbsent(place, p -> new Entry<>(creation.get()));
      entry.leases++;
      return new Lease<>(entry.shared, () -> release(place, entry));
    }
  }

  private void release(P place, Entry<T> entry) {
    synchronized (entries) {
      if (--entry.leases == 0) {
        entries.remove(place, entry);
      }
    }
  }

  /** The number of places that share something. */
  int size() {
    synchronized (entries) {
      return entries.size();
    }
  }
}
