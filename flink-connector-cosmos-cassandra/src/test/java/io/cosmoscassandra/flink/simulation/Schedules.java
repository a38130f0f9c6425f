package io.cosmoscassandra.flink.simulation;

import io.cosmoscassandra.flink.simulation.faults.Sabotage;
import io.cosmoscassandra.flink.simulation.scenario.Scenario;
import io.cosmoscassandra.flink.simulation.scenario.Scenarios;
import io.cosmoscassandra.flink.simulation.time.Carriers;
import io.cosmoscassandra.flink.simulation.time.Trace;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/** Runs many scenarios, one per seed, on all processors. */
final class Schedules {

  private static final int TRACE_STEPS = 300;

  private final long firstSeed;
  private final long count;
  private final Runs runs;
  private final AtomicLong next = new AtomicLong();
  private final AtomicLong done = new AtomicLong();
  private final AtomicReference<String> failure = new AtomicReference<>();

  /** Runs the scenario of a seed. */
  @FunctionalInterface
  interface Runs {
    SimulationResult run(long seed, Carriers carriers);
  }

  Schedules(long firstSeed, long count) {
    this(
        firstSeed,
        count,
        (seed, carriers) ->
            Simulation.run(Scenarios.draw(seed), Sabotage.NONE, carriers, new Trace(0)));
  }

  Schedules(long firstSeed, long count, Runs runs) {
    this.firstSeed = firstSeed;
    this.count = count;
    this.runs = runs;
  }

  /** The report on a scenario that failed, if any did. */
  Optional<String> firstFailure() throws InterruptedException {
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < Runtime.getRuntime().availableProcessors(); i++) {
      Thread thread = new Thread(this::work, "simulations " + i);
      thread.start();
      threads.add(thread);
    }
    for (Thread thread : threads) {
      thread.join();
    }
    if (failure.get() == null && done.get() != count) {
      return Optional.of("Only %,d of %,d schedules were run".formatted(done.get(), count));
    }
    return Optional.ofNullable(failure.get());
  }

  private void work() {
    try (Carriers carriers = new Carriers()) {
      for (long index = next.getAndIncrement();
          index < count && failure.get() == null;
          index = next.getAndIncrement()) {
        run(firstSeed + index, carriers);
      }
    }
  }

  private void run(long seed, Carriers carriers) {
    try {
      SimulationResult result = runs.run(seed, carriers);
      done.incrementAndGet();
      if (result.violation().isPresent()) {
        failure.set(report(seed, carriers));
      }
    } catch (Throwable e) {
      failure.set("-Dsimulation.seed=%d: %s".formatted(seed, e));
    }
  }

  /** Reports the seed and the last steps of the shortest course that fails. */
  private static String report(long seed, Carriers carriers) {
    Scenario drawn = Scenarios.draw(seed);
    Scenario shrunk = new Shrinker(() -> Sabotage.NONE, carriers).shrink(drawn);
    Trace trace = new Trace(TRACE_STEPS);
    SimulationResult result = Simulation.run(shrunk, Sabotage.NONE, carriers, trace);
    return "%s%nReplay with -Dsimulation.seed=%d%nDrawn:  %s%nShrunk: %s%n%s"
        .formatted(result.violation().orElse("?"), seed, drawn, shrunk, trace);
  }
}
