package io.cosmoscassandra.embedded.cosmos;

import java.util.OptionalLong;
import java.util.Random;

/** Turns requests away that a table has request units for; asked by several threads at a time. */
@FunctionalInterface
public interface Throttling {

  /** The milliseconds after which to try again, if a write of this table is turned away. */
  OptionalLong retryAfterMillis(String table);

  /** Nothing is turned away. */
  static Throttling none() {
    return table -> OptionalLong.empty();
  }

  /** A share of all requests, each asked to wait for a while between these. */
  static Throttling randomly(double share, long seed, int minMillis, int maxMillis) {
    Random random = new Random(seed);
    return table ->
        random.nextDouble() < share
            ? OptionalLong.of(minMillis + random.nextInt(maxMillis - minMillis + 1))
            : OptionalLong.empty();
  }
}
