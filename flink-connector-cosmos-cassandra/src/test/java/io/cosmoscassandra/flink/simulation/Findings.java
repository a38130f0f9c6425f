package io.cosmoscassandra.flink.simulation;

import java.util.Optional;
import javax.annotation.Nullable;

/** The first violation of an invariant; a simulation ends with it. */
final class Findings {

  private final Scheduler scheduler;
  @Nullable private String violation;

  Findings(Scheduler scheduler) {
    this.scheduler = scheduler;
  }

  void violated(String what) {
    if (violation == null) {
      violation = what;
      scheduler.trace(() -> "VIOLATION " + what);
      scheduler.stop();
    }
  }

  Optional<String> violation() {
    return Optional.ofNullable(violation);
  }
}
