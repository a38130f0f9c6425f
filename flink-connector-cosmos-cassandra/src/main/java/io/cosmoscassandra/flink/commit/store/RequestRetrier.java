package io.cosmoscassandra.flink.commit.store;

import io.cosmoscassandra.flink.client.failure.Backoff;
import io.cosmoscassandra.flink.client.failure.Failure;
import io.cosmoscassandra.flink.client.failure.FailureClassifier;
import io.cosmoscassandra.flink.time.Timing;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.function.BooleanSupplier;
import javax.annotation.Nullable;

/**
 * Sends requests, each again and again with a back-off, until it succeeds, can't succeed, or its
 * time is up. Answers come on the driver's threads, repetitions start on the timer's; only the one
 * thread that asks ever waits.
 */
final class RequestRetrier {

  private final Backoff backoff;
  private final CommitMetrics metrics;
  private final Timing timing;
  private final Lock lock;
  private final Condition changed;

  // Guarded by the lock, as is the state of every request.
  private boolean closed;

  RequestRetrier(Backoff backoff, CommitMetrics metrics, Timing timing) {
    this.backoff = backoff;
    this.metrics = metrics;
    this.timing = timing;
    this.lock = timing.locks().get();
    this.changed = lock.newCondition();
  }

  /** Sends a request, without waiting. */
  <T> StoreRequest<T> start(StoreRequest.Order<T> order) {
    StoreRequest<T> request = new StoreRequest<>(order, timing.nanos().getAsLong());
    send(request);
    return request;
  }

  /** Sends a request, and waits for its answer. */
  @Nullable
  <T> T ask(StoreRequest.Order<T> order) throws CommitterTablesException, InterruptedException {
    return await(start(order));
  }

  /** Waits for an answer. */
  @Nullable
  <T> T await(StoreRequest<T> request) throws CommitterTablesException, InterruptedException {
    lock.lock();
    try {
      while (!request.isDone()) {
        changed.await();
      }
      return request.answer();
    } catch (InterruptedException e) {
      request.abandon();
      throw e;
    } finally {
      lock.unlock();
    }
  }

  /** Waits until something holds of requests. */
  void awaitUntil(BooleanSupplier condition) throws InterruptedException {
    lock.lock();
    try {
      while (!condition.getAsBoolean()) {
        changed.await();
      }
    } finally {
      lock.unlock();
    }
  }

  boolean isDone(StoreRequest<?> request) {
    lock.lock();
    try {
      return request.isDone();
    } finally {
      lock.unlock();
    }
  }

  /** Lets a request come to its end, but no longer repeats it. */
  void abandon(StoreRequest<?> request) {
    lock.lock();
    try {
      request.abandon();
    } finally {
      lock.unlock();
    }
  }

  /** Waits before something is done once more. */
  void pause(int attempt) throws InterruptedException {
    AtomicBoolean over = new AtomicBoolean();
    timing.timer().schedule(backoff.delay(attempt), () -> end(over));
    awaitUntil(over::get);
  }

  /** Repeats no request any more. */
  void close() {
    lock.lock();
    try {
      closed = true;
    } finally {
      lock.unlock();
    }
  }

  private void end(AtomicBoolean pause) {
    lock.lock();
    try {
      pause.set(true);
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private <T> void send(StoreRequest<T> request) {
    try {
      request
          .order()
          .attempt()
          .get()
          .whenComplete((answer, error) -> answered(request, answer, error));
    } catch (RuntimeException | Error e) {
      // Binding or the driver itself went wrong: answer as the database would have.
      answered(request, null, e);
    }
  }

  private <T> void sendAgain(StoreRequest<T> request) {
    lock.lock();
    try {
      if (closed || request.isAbandoned()) {
        return;
      }
    } finally {
      lock.unlock();
    }
    send(request);
  }

  /**
   * The driver and the timer tell nobody what goes wrong in here; the one that waits has to hear.
   */
  private <T> void answered(
      StoreRequest<T> request, @Nullable T answer, @Nullable Throwable error) {
    try {
      takeIn(request, answer, error);
    } catch (RuntimeException | Error e) {
      breakOff(request, e);
    }
  }

  private <T> void takeIn(StoreRequest<T> request, @Nullable T answer, @Nullable Throwable error) {
    Duration retryIn;
    lock.lock();
    try {
      int attempts = request.countAttempt();
      if (error == null) {
        request.succeed(answer);
        retryIn = null;
      } else {
        retryIn = retryOrFail(request, attempts, error);
      }
      if (request.isDone()) {
        changed.signalAll();
      }
    } finally {
      lock.unlock();
    }
    if (retryIn != null) {
      metrics.retried();
      timing.timer().schedule(retryIn, () -> sendAgain(request));
    }
  }

  private void breakOff(StoreRequest<?> request, Throwable error) {
    lock.lock();
    try {
      request.fail(
          request.order().what() + " broke off: " + FailureClassifier.describe(error), error);
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  @Nullable
  private Duration retryOrFail(StoreRequest<?> request, int attempts, Throwable error) {
    Failure failure = FailureClassifier.classify(error);
    String what = request.order().what();
    if (closed) {
      request.fail(what + " was given up, because the sink is closed", error);
      return null;
    }
    if (!mayPass(failure)) {
      request.fail(
          "%s failed: %s. %s".formatted(what, FailureClassifier.describe(error), advice(failure)),
          error);
      return null;
    }
    if (request.isTimeUp(timing.nanos().getAsLong())) {
      request.fail(
          "%s did not succeed within %s ('sink.retry.timeout') and %d attempts; the last one failed: %s. %s"
              .formatted(
                  what,
                  request.order().timeout(),
                  attempts,
                  FailureClassifier.describe(error),
                  advice(failure)),
          error);
      return null;
    }
    return backoff.delay(attempts, failure);
  }

  /** Rows that were promised are worth waiting for, even until somebody mends a table. */
  private static boolean mayPass(Failure failure) {
    return switch (failure.kind()) {
      case UNREACHABLE, TRANSIENT, THROTTLED, CONTENDED, SCHEMA_OR_PERMISSION -> true;
      case ROW_REJECTED, FATAL -> false;
    };
  }

  private static String advice(Failure failure) {
    return switch (failure.kind()) {
      case UNREACHABLE, TRANSIENT, CONTENDED ->
          "Nothing is lost: the job goes on from here when the database can be reached again."
              + " 'sink.retry.timeout' says how long to wait for it.";
      case THROTTLED ->
          "Nothing is lost: the job goes on from here. Give the committer's tables more throughput,"
              + " or the sink a lower rate limit.";
      case SCHEMA_OR_PERMISSION ->
          "Nothing is lost: the job goes on from here once the committer's tables are as they must"
              + " be. They are in 'sink.committer.keyspace'; the user has to be permitted to read"
              + " and to write them, and 'sink.committer.consistency-level' has to be possible"
              + " there: Azure Cosmos DB allows LOCAL_ONE and ONE, and more only to accounts of"
              + " consistency Strong.";
      case ROW_REJECTED ->
          "If a chunk is too large for the database, lower 'sink.committer.chunk-size'.";
      case FATAL -> "No repetition will help; see the cause.";
    };
  }
}
