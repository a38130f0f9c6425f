package io.cosmoscassandra.flink.read.page;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import io.cosmoscassandra.flink.client.dialect.RequestCharge;
import io.cosmoscassandra.flink.client.driver.ResultPage;
import io.cosmoscassandra.flink.client.failure.Backoff;
import io.cosmoscassandra.flink.client.failure.Failure;
import io.cosmoscassandra.flink.client.failure.FailureClassifier;
import io.cosmoscassandra.flink.client.failure.FailureDescription;
import io.cosmoscassandra.flink.flow.Admission;
import io.cosmoscassandra.flink.flow.CongestionWindow;
import io.cosmoscassandra.flink.flow.Outage;
import io.cosmoscassandra.flink.flow.Pace;
import io.cosmoscassandra.flink.flow.RateLimiter;
import io.cosmoscassandra.flink.flow.Rates;
import io.cosmoscassandra.flink.time.Timing;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.Lock;
import javax.annotation.Nullable;
import javax.annotation.concurrent.GuardedBy;
import org.apache.flink.annotation.Internal;

/**
 * Fetches pages: as many at a time as the server bears, each for as long as it takes.
 *
 * <p>Requests are sent by the thread that asks for a page, by driver threads when a completion
 * makes room, and by the timer when a pause ends. None of them ever waits.
 */
@Internal
public final class PageFetcher implements AutoCloseable {

  private final CqlSession session;
  private final ReadSettings settings;
  private final ReadMetrics metrics;
  private final Backoff backoff;
  private final Timing timing;
  private final Lock lock;

  @GuardedBy("lock")
  private final Admission admission;

  @GuardedBy("lock")
  @Nullable
  private final RateLimiter rows;

  @GuardedBy("lock")
  @Nullable
  private final RateLimiter requestUnits;

  @GuardedBy("lock")
  private final Deque<Fetch> waiting = new ArrayDeque<>();

  /** The time before which the rate limits admit no request. */
  @GuardedBy("lock")
  private long notBeforeNanos;

  @GuardedBy("lock")
  private boolean timerIsSet;

  @GuardedBy("lock")
  private boolean closed;

  public PageFetcher(
      CqlSession session, ReadSettings settings, ReadMetrics metrics, Timing timing) {
    this.session = session;
    this.settings = settings;
    this.metrics = metrics;
    this.timing = timing;
    this.backoff = settings.retry().backoff();
    this.lock = timing.locks().get();
    Rates rates = settings.rates();
    this.admission =
        new Admission(
            new CongestionWindow(settings.maxInFlightRequests(), 1),
            rates.rationed() ? new Pace() : null,
            new Outage(settings.retry().initialBackoff()));
    this.rows = limiter(rates.rowsPerSecond());
    this.requestUnits = limiter(rates.requestUnitsPerSecond());
    this.notBeforeNanos = timing.nanos().getAsLong();
  }

  @Nullable
  private static RateLimiter limiter(@Nullable Double perSecond) {
    return perSecond == null ? null : new RateLimiter(perSecond);
  }

  /** A page that was asked for. */
  private static final class Fetch {
    private final BoundStatement statement;
    private final boolean canShrink;
    private final FetchMessages messages;
    private final CompletableFuture<ResultPage> page = new CompletableFuture<>();
    private int attempts;
    private long firstSentNanos;
    private long sentNanos;
    private long windowNumber;

    private Fetch(BoundStatement statement, boolean canShrink, FetchMessages messages) {
      this.statement = statement;
      this.canShrink = canShrink;
      this.messages = messages;
    }

    private void sent(long now, long number) {
      if (attempts == 0) {
        firstSentNanos = now;
      }
      sentNanos = now;
      windowNumber = number;
      attempts++;
    }
  }

  /**
   * Fetches the page that the statement asks for.
   *
   * @param canShrink whether the caller can ask for less if this takes the server too long
   * @param messages tells why there is no page
   * @return completes with the page, with {@link TooMuchAtOnceException} if the caller must ask for
   *     less, or with {@link ReadException}
   */
  public CompletableFuture<ResultPage> fetch(
      BoundStatement statement, boolean canShrink, FetchMessages messages) {
    Fetch fetch = new Fetch(statement, canShrink, messages);
    lock.lock();
    try {
      waiting.add(fetch);
    } finally {
      lock.unlock();
    }
    sendWaiting();
    return fetch.page;
  }

  /** The number of requests in flight. */
  public int requestsInFlight() {
    lock.lock();
    try {
      return admission.requests();
    } finally {
      lock.unlock();
    }
  }

  /** The number of requests that may be in flight at present. */
  public int congestionWindow() {
    lock.lock();
    try {
      return admission.limit();
    } finally {
      lock.unlock();
    }
  }

  /** Sends nothing more; pages that are still missing never come. */
  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      waiting.clear();
    } finally {
      lock.unlock();
    }
  }

  private void sendWaiting() {
    List<Fetch> sendable = new ArrayList<>(1);
    lock.lock();
    try {
      while (!closed && !waiting.isEmpty() && admission.hasRoomFor(1)) {
        long now = timing.nanos().getAsLong();
        long wait = Math.max(admission.waitNanos(now), notBeforeNanos - now);
        if (wait > 0) {
          wakeUpIn(wait);
          break;
        }
        Fetch fetch = waiting.poll();
        fetch.sent(now, admission.sent(1, now));
        sendable.add(fetch);
      }
    } finally {
      lock.unlock();
    }
    sendable.forEach(this::send);
  }

  @GuardedBy("lock")
  private void wakeUpIn(long nanos) {
    if (timerIsSet) {
      return;
    }
    timerIsSet = true;
    timing.timer().schedule(Duration.ofNanos(nanos), this::wakeUp);
  }

  private void wakeUp() {
    lock.lock();
    try {
      timerIsSet = false;
    } finally {
      lock.unlock();
    }
    sendWaiting();
  }

  private void send(Fetch fetch) {
    try {
      session
          .executeAsync(fetch.statement)
          .whenComplete((result, error) -> completed(fetch, result, error));
    } catch (RuntimeException e) {
      completed(fetch, null, e);
    }
  }

  private void completed(Fetch fetch, @Nullable AsyncResultSet result, @Nullable Throwable error) {
    try {
      if (error == null) {
        succeeded(fetch, result);
      } else {
        failed(fetch, error);
      }
    } catch (RuntimeException | Error e) {
      fetch.page.completeExceptionally(e);
    }
    sendWaiting();
  }

  private void succeeded(Fetch fetch, AsyncResultSet result) {
    ResultPage page = ResultPage.of(result);
    double units = RequestCharge.of(result);
    lock.lock();
    try {
      long now = timing.nanos().getAsLong();
      admission.acknowledged(1, now);
      charge(rows, page.rows(), now);
      charge(requestUnits, units, now);
      metrics.acknowledged(now - fetch.sentNanos, units);
    } finally {
      lock.unlock();
    }
    fetch.page.complete(page);
  }

  /** What a page cost is known when it has come, so it is the next one that waits for it. */
  @GuardedBy("lock")
  private void charge(@Nullable RateLimiter limiter, double cost, long now) {
    if (limiter != null) {
      limiter.reserve(cost, now);
      notBeforeNanos = Math.max(notBeforeNanos, now + limiter.reserve(0, now));
    }
  }

  private void failed(Fetch fetch, Throwable error) {
    Failure failure = FailureClassifier.classify(error);
    long now = timing.nanos().getAsLong();
    lock.lock();
    try {
      admission.failed(1, fetch.windowNumber, failure, now);
      if (failure.kind() == Failure.Kind.THROTTLED) {
        metrics.throttled();
      }
    } finally {
      lock.unlock();
    }
    ReadLimit limit = ReadLimit.of(error);
    if (limit == ReadLimit.TOMBSTONES || (limit == ReadLimit.TIME && fetch.canShrink)) {
      fetch.page.completeExceptionally(new TooMuchAtOnceException(limit, error));
    } else if (!passes(failure)) {
      fetch.page.completeExceptionally(
          new ReadException(fetch.messages.failed(FailureDescription.of(error)), error));
    } else if (now - fetch.firstSentNanos > settings.retry().timeout().toNanos()) {
      fetch.page.completeExceptionally(
          new ReadException(
              fetch.messages.outOfTime(
                  settings.retry().timeout(), fetch.attempts, FailureDescription.of(error)),
              error));
    } else {
      timing.timer().schedule(backoff.delay(fetch.attempts, failure), () -> again(fetch));
    }
  }

  private void again(Fetch fetch) {
    lock.lock();
    try {
      metrics.retried();
      waiting.addFirst(fetch);
    } finally {
      lock.unlock();
    }
    sendWaiting();
  }

  /** Whether a later attempt may succeed without a person's help. */
  private static boolean passes(Failure failure) {
    return switch (failure.kind()) {
      case UNREACHABLE, TRANSIENT, THROTTLED, CONTENDED -> true;
      case ROW_REJECTED, SCHEMA_OR_PERMISSION, FATAL -> false;
    };
  }
}
