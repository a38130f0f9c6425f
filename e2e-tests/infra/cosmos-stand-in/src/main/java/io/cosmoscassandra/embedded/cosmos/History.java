package io.cosmoscassandra.embedded.cosmos;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What a table has gone through, second by second of the stand-in's clock. */
public final class History {

  /**
   * One second.
   *
   * @param second since the table's throughput was set up
   * @param budget the request units it had
   * @param units the request units that were spent
   * @param admitted the requests that were carried out
   * @param throttled the requests that were turned away for want of request units
   */
  public record Second(long second, double budget, double units, long admitted, long throttled) {}

  /** Guarded by this; the seconds in which something happened. */
  private final List<Second> seconds = new ArrayList<>();

  /** Guarded by this; by the hash of a partition's key. */
  private final Map<Integer, Long> waitingSince = new HashMap<>();

  /** Guarded by this. */
  private long longestWaitNanos;

  History() {}

  /** The seconds so far in which there were requests. */
  public synchronized List<Second> seconds() {
    return List.copyOf(seconds);
  }

  /** The requests so far, whatever became of them. */
  public synchronized long requests() {
    return seconds.stream().mapToLong(s -> s.admitted() + s.throttled()).sum();
  }

  /** The requests so far that were turned away. */
  public synchronized long throttled() {
    return seconds.stream().mapToLong(Second::throttled).sum();
  }

  /** The request units spent so far. */
  public synchronized double units() {
    return seconds.stream().mapToDouble(Second::units).sum();
  }

  /** The longest time from when a partition was turned away until it was served. */
  public synchronized Duration longestWait() {
    return Duration.ofNanos(longestWaitNanos);
  }

  /** A statement about a partition is turned away. */
  synchronized void waits(int partitionHash, long now) {
    waitingSince.putIfAbsent(partitionHash, now);
  }

  /** A statement about a partition is carried out. */
  synchronized void served(int partitionHash, long now) {
    Long since = waitingSince.remove(partitionHash);
    if (since != null) {
      longestWaitNanos = Math.max(longestWaitNanos, now - since);
    }
  }

  synchronized void admitted(long second, double budget, double units) {
    Second now = now(second, budget);
    replaceLast(
        new Second(second, budget, now.units() + units, now.admitted() + 1, now.throttled()));
  }

  synchronized void throttled(long second, double budget) {
    Second now = now(second, budget);
    replaceLast(new Second(second, budget, now.units(), now.admitted(), now.throttled() + 1));
  }

  synchronized void charged(long second, double budget, double units) {
    Second now = now(second, budget);
    replaceLast(new Second(second, budget, now.units() + units, now.admitted(), now.throttled()));
  }

  private Second now(long second, double budget) {
    if (seconds.isEmpty() || seconds.get(seconds.size() - 1).second() < second) {
      seconds.add(new Second(second, budget, 0, 0, 0));
    }
    return seconds.get(seconds.size() - 1);
  }

  private void replaceLast(Second with) {
    seconds.set(seconds.size() - 1, with);
  }
}
