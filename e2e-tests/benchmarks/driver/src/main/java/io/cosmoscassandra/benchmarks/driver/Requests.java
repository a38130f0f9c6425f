package io.cosmoscassandra.benchmarks.driver;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.Statement;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/** So many requests under way at once, and no more. */
final class Requests {

  private final CqlSession session;
  private final int limit;
  private final Semaphore permits;
  private final AtomicReference<Throwable> failure = new AtomicReference<>();

  Requests(CqlSession session, int limit) {
    this.session = session;
    this.limit = limit;
    this.permits = new Semaphore(limit);
  }

  void send(Statement<?> request) throws InterruptedException {
    send(request, result -> {});
  }

  /**
   * Sends a request as soon as it may.
   *
   * @param onResult gets the result, on a thread of the driver
   */
  void send(Statement<?> request, Consumer<AsyncResultSet> onResult) throws InterruptedException {
    permits.acquire();
    session
        .executeAsync(request)
        .thenAccept(onResult)
        .whenComplete(
            (done, error) -> {
              if (error != null) {
                failure.set(error);
              }
              permits.release();
            });
  }

  void awaitAll() throws InterruptedException {
    permits.acquire(limit);
    permits.release(limit);
    if (failure.get() != null) {
      throw new IllegalStateException("A request failed", failure.get());
    }
  }
}
