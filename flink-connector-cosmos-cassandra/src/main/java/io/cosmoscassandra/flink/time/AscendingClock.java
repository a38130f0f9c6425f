package io.cosmoscassandra.flink.time;

import org.apache.flink.annotation.Internal;

/**
 * Hands out microseconds of which each is later than the one before, though the clock step back.
 */
@Internal
public final class AscendingClock {

  private final MicroClock clock;
  private long last = Long.MIN_VALUE;

  public AscendingClock(MicroClock clock) {
    this.clock = clock;
  }

  public long next() {
    last = Math.max(clock.micros(), last + 1);
    return last;
  }
}
