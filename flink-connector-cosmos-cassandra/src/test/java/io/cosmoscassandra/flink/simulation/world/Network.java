package io.cosmoscassandra.flink.simulation.world;

import com.datastax.oss.driver.api.core.DriverTimeoutException;
import com.datastax.oss.driver.api.core.NoNodeAvailableException;
import com.datastax.oss.driver.api.core.connection.BusyConnectionException;
import com.datastax.oss.driver.api.core.connection.ClosedConnectionException;
import io.cosmoscassandra.flink.simulation.time.Chance;
import io.cosmoscassandra.flink.simulation.time.Scheduler;
import io.cosmoscassandra.flink.simulation.time.TaskProcess;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** Carries requests to the database and responses back, and disturbs both on the way. */
public final class Network {

  public static final long REQUEST_TIMEOUT_NANOS = 2_000_000_000L;

  private static final long MIN_LATENCY_NANOS = 200_000;
  private static final long MAX_LATENCY_NANOS = 40_000_000;
  private static final long LATEST_EFFECT_NANOS = 30_000_000_000L;

  private final Scheduler scheduler;
  private Disturbances disturbances = Disturbances.NONE;

  Network(Scheduler scheduler) {
    this.scheduler = scheduler;
  }

  /**
   * Work of the database on a request: the request is received once, which fixes all that depends
   * on time, and may take effect more than once.
   */
  @FunctionalInterface
  public interface Work<T> {
    Supplier<T> received();
  }

  public void disturb(Disturbances how) {
    disturbances = how;
  }

  public boolean readsStale() {
    return scheduler.chance().happens(disturbances.stale());
  }

  public <T> CompletionStage<T> request(TaskProcess caller, Service service, Work<T> work) {
    caller.countCall();
    if (!service.isAvailable(scheduler.nanos())) {
      // The driver has no connection, and fails at once; requests in flight are lost later.
      return CompletableFuture.failedFuture(new NoNodeAvailableException());
    }
    CompletableFuture<T> response = new CompletableFuture<>();
    Chance chance = scheduler.chance();
    if (chance.happens(disturbances.unheard())) {
      timeOut(caller, response);
    } else {
      scheduler.after(latency(), null, () -> arrive(caller, service, work, response));
    }
    return response;
  }

  private <T> void arrive(
      TaskProcess caller, Service service, Work<T> work, CompletableFuture<T> response) {
    Chance chance = scheduler.chance();
    if (!service.isAvailable(scheduler.nanos())) {
      reject(caller, response, new ClosedConnectionException("out of service"));
    } else if (chance.happens(disturbances.overloaded())) {
      reject(caller, response, new BusyConnectionException(1));
    } else {
      scheduler.after(
          service.queue(scheduler.nanos()), null, () -> serve(caller, work.received(), response));
    }
  }

  private <T> void serve(TaskProcess caller, Supplier<T> effect, CompletableFuture<T> response) {
    Chance chance = scheduler.chance();
    if (chance.happens(disturbances.late())) {
      later(effect);
      timeOut(caller, response);
      return;
    }
    T result = effect.get();
    if (chance.happens(disturbances.repeated())) {
      later(effect);
    }
    if (chance.happens(disturbances.unacknowledged())) {
      timeOut(caller, response);
    } else {
      scheduler.after(
          latency(),
          caller,
          () -> {
            boolean unused = response.complete(result);
          });
    }
  }

  private <T> void later(Supplier<T> effect) {
    scheduler.after(
        lateness(),
        null,
        () -> {
          T unused = effect.get();
        });
  }

  private <T> void timeOut(TaskProcess caller, CompletableFuture<T> response) {
    scheduler.after(
        REQUEST_TIMEOUT_NANOS,
        caller,
        () -> {
          boolean unused = response.completeExceptionally(new DriverTimeoutException("no answer"));
        });
  }

  private <T> void reject(TaskProcess caller, CompletableFuture<T> response, Exception error) {
    scheduler.after(
        latency(),
        caller,
        () -> {
          boolean unused = response.completeExceptionally(error);
        });
  }

  private long latency() {
    return scheduler.chance().skewed(MIN_LATENCY_NANOS, MAX_LATENCY_NANOS);
  }

  private long lateness() {
    return scheduler.chance().between(1_000_000L, LATEST_EFFECT_NANOS);
  }
}
