package io.cosmoscassandra.embedded.cosmos;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/**
 * The request units of one table: so many for every second, spread evenly over its physical
 * partitions. What is not used in a second is gone; what a request took too much is missing in the
 * next.
 */
final class Throughput {

  private static final double PER_PHYSICAL_PARTITION = 10_000;
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  private final long start;
  private final History history = new History();

  // Guarded by this.
  private double perSecond;
  private double[] spent;
  private long second;

  Throughput(double perSecond, long now) {
    this.start = now;
    set(perSecond);
  }

  /** What is there to be seen afterwards. */
  History history() {
    return history;
  }

  /** Changes what every second brings. */
  synchronized void set(double units) {
    int partitions = (int) Math.max(1, Math.ceil(units / PER_PHYSICAL_PARTITION));
    perSecond = units;
    if (spent == null || spent.length != partitions) {
      spent = new double[partitions];
    }
  }

  /**
   * Takes units, if the partition has any left in this second.
   *
   * @param partitionHash which partition; any hash
   * @return 0, or the milliseconds until there are units again
   */
  synchronized long take(int partitionHash, double units, long now) {
    turnTo((now - start) / SECOND);
    int partition = Math.floorMod(partitionHash, spent.length);
    double share = perSecond / spent.length;
    if (spent[partition] < share) {
      spent[partition] += units;
      history.admitted(second, perSecond, units);
      return 0;
    }
    history.throttled(second, perSecond);
    long seconds = (long) (spent[partition] / share);
    long until = start + (second + Math.max(1, seconds)) * SECOND;
    return Math.max(
        1, TimeUnit.NANOSECONDS.toMillis(until - now + TimeUnit.MILLISECONDS.toNanos(1) - 1));
  }

  /** Somebody was turned away for another reason. */
  synchronized void turnAway(long now) {
    turnTo((now - start) / SECOND);
    history.throttled(second, perSecond);
  }

  /** Takes units that turned out to be needed beside those that were taken before. */
  synchronized void charge(int partitionHash, double units) {
    spent[Math.floorMod(partitionHash, spent.length)] += units;
    history.charged(second, perSecond, units);
  }

  private void turnTo(long current) {
    double gained = (current - second) * perSecond / spent.length;
    if (current > second) {
      Arrays.setAll(spent, i -> Math.max(0, spent[i] - gained));
      second = current;
    }
  }
}
