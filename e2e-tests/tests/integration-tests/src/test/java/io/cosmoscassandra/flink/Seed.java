package io.cosmoscassandra.flink;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The seed of whatever a test leaves to chance: printed, and given again with {@code -Dtest.seed}.
 */
final class Seed {

  private static final Logger LOG = LoggerFactory.getLogger(Seed.class);

  private Seed() {}

  static long ofThisRun() {
    long seed = Long.getLong("test.seed", System.nanoTime() & 0xFFFF_FFFFL);
    LOG.warn("Run again with -Dtest.seed={}", seed);
    return seed;
  }
}
