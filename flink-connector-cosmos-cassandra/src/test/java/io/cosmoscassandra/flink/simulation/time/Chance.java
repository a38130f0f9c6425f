package io.cosmoscassandra.flink.simulation.time;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;

/** The only source of randomness in a simulation. */
public final class Chance {

  private final SplittableRandom random;

  public Chance(long seed) {
    this.random = new SplittableRandom(seed);
  }

  /** A number from the first up to and including the last. */
  public long between(long first, long last) {
    return first >= last ? first : random.nextLong(first, last + 1);
  }

  public int between(int first, int last) {
    return (int) between((long) first, (long) last);
  }

  /** Mostly near the first, seldom near the last. */
  public long skewed(long first, long last) {
    double part = random.nextDouble();
    return first + (long) ((last - first) * part * part * part * part);
  }

  public boolean oneIn(int times) {
    return random.nextInt(times) == 0;
  }

  public boolean happens(double probability) {
    return probability > 0 && random.nextDouble() < probability;
  }

  public double fraction() {
    return random.nextDouble();
  }

  public long seed() {
    return random.nextLong();
  }

  public UUID uuid() {
    return new UUID(random.nextLong(), random.nextLong());
  }

  /** A new list of the same elements. */
  public <T> List<T> shuffled(List<T> elements) {
    List<T> shuffled = new ArrayList<>(elements);
    for (int last = shuffled.size() - 1; last > 0; last--) {
      Collections.swap(shuffled, last, between(0, last));
    }
    return shuffled;
  }

  public <T> T oneOf(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }
}
