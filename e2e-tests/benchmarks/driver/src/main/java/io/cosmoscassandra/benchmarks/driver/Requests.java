package io.cosmoscassandra.benchmarks.driver;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.Statement;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;

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
    permits.acquire();
    session
        .executeAsync(request)
        .whenComplete(
            (result, error) -> {
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
      throw new IllegalStateException("A write failed", failure.get());
    }
  }
}
