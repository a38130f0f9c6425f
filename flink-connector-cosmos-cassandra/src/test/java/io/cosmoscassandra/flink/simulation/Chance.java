package io.cosmoscassandra.flink.simulation;

import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;

/** The only source of randomness in a simulation. */
final class Chance {

  private final SplittableRandom random;

  Chance(long seed) {
    this.random = new SplittableRandom(seed);
  }

  /** A number from the first up to and including the last. */
  long between(long first, long last) {
    return first >= last ? first : random.nextLong(first, last + 1);
  }

  int between(int first, int last) {
    return (int) between((long) first, (long) last);
  }

  /** Mostly near the first, seldom near the last. */
  long skewed(long first, long last) {
    double part = random.nextDouble();
    return first + (long) ((last - first) * part * part * part * part);
  }

  boolean oneIn(int times) {
    return random.nextInt(times) == 0;
  }

  boolean happens(double probability) {
    return probability > 0 && random.nextDouble() < probability;
  }

  double fraction() {
    return random.nextDouble();
  }

  long seed() {
    return random.nextLong();
  }

  UUID uuid() {
    return new UUID(random.nextLong(), random.nextLong());
  }

  <T> T oneOf(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }
}
