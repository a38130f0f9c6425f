package io.cosmoscassandra.flink.it.kit;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The seed of everything that a test leaves to chance: printed at the start, and set with {@code
 * -Dtest.seed}.
 */
public final class Seed {

  private static final Logger LOG = LoggerFactory.getLogger(Seed.class);

  private Seed() {}

  public static long ofThisRun() {
    long seed = Long.getLong("test.seed", System.nanoTime() & 0xFFFF_FFFFL);
    LOG.warn("Run again with -Dtest.seed={}", seed);
    return seed;
  }
}
