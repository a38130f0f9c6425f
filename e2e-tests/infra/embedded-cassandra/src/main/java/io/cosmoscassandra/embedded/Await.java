package io.cosmoscassandra.embedded;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waiting for what another process does, which can only be asked for again and again. */
public final class Await {

  private static final long MILLIS_BETWEEN_QUESTIONS = 20;

  private Await() {}

  /** Returns when the condition holds; fails with the complaint when the limit is reached. */
  public static void until(BooleanSupplier condition, Duration limit, Supplier<String> complaint) {
    long deadline = System.nanoTime() + limit.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException(
            "%s within %d s".formatted(complaint.get(), limit.toSeconds()));
      }
      try {
        TimeUnit.MILLISECONDS.sleep(MILLIS_BETWEEN_QUESTIONS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted: " + complaint.get(), e);
      }
    }
  }
}
