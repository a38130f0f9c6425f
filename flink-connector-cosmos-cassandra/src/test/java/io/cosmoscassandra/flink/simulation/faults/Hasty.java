package io.cosmoscassandra.flink.simulation.faults;

import io.cosmoscassandra.flink.simulation.time.Scheduler;
import io.cosmoscassandra.flink.simulation.world.Slot;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** Completes requests before they are sent. */
final class Hasty {

  private static final long MAX_DELAY_NANOS = 3_000_000_000L;

  private Hasty() {}

  static <T> CompletionStage<T> answer(
      Scheduler scheduler, Slot slot, Supplier<CompletionStage<T>> request) {
    scheduler.after(
        scheduler.chance().skewed(0, MAX_DELAY_NANOS),
        slot.process(),
        () -> repeat(scheduler, slot, request));
    CompletableFuture<T> answer = new CompletableFuture<>();
    scheduler.after(
        1_000,
        slot.process(),
        () -> {
          boolean unused = answer.complete(null);
        });
    return answer;
  }

  private static <T> void repeat(
      Scheduler scheduler, Slot slot, Supplier<CompletionStage<T>> request) {
    var unused =
        request
            .get()
            .whenComplete(
                (value, error) -> {
                  if (error != null) {
                    scheduler.after(
                        50_000_000, slot.process(), () -> repeat(scheduler, slot, request));
                  }
                });
  }
}
