package io.cosmoscassandra.flink.simulation.judge;

import io.cosmoscassandra.flink.simulation.time.Scheduler;
import java.util.Optional;
import javax.annotation.Nullable;

/** The first violation of an invariant; a simulation ends with it. */
public final class Findings {

  private final Scheduler scheduler;
  @Nullable private String violation;

  public Findings(Scheduler scheduler) {
    this.scheduler = scheduler;
  }

  public void violated(String what) {
    if (violation == null) {
      violation = what;
      scheduler.trace(() -> "VIOLATION " + what);
      scheduler.stop();
    }
  }

  public Optional<String> violation() {
    return Optional.ofNullable(violation);
  }
}
