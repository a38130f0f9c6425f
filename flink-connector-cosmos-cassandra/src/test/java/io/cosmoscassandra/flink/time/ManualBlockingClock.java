package io.cosmoscassandra.flink.time;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A clock on which time passes only while somebody waits. */
public final class ManualBlockingClock implements BlockingClock {

  private final List<Duration> pauses = new ArrayList<>();
  private long now = 42;

  @Override
  public long nanoTime() {
    return now;
  }

  @Override
  public void pause(Duration duration) {
    pauses.add(duration);
    now += duration.toNanos();
  }

  public List<Duration> pauses() {
    return pauses;
  }
}
