package io.cosmoscassandra.flink.write;

import io.cosmoscassandra.flink.client.failure.Backoff;
import io.cosmoscassandra.flink.client.failure.Failure;
import io.cosmoscassandra.flink.client.failure.FailureClassifier;
import io.cosmoscassandra.flink.flow.Admission;
import io.cosmoscassandra.flink.flow.CongestionWindow;
import io.cosmoscassandra.flink.flow.Outage;
import io.cosmoscassandra.flink.flow.Pace;
import io.cosmoscassandra.flink.flow.RateLimiter;
import io.cosmoscassandra.flink.flow.Rates;
import io.cosmoscassandra.flink.flow.UnitBudget;
import io.cosmoscassandra.flink.options.BatchGrouping;
import io.cosmoscassandra.flink.schema.MappedTable;
import io.cosmoscassandra.flink.time.Timing;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import javax.annotation.Nullable;
import org.apache.flink.annotation.Internal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings writes into the target table: many at a time, never two of one row at a time, and each for
 * as long as it takes.
 *
 * <p>One thread hands writes in with {@link #apply} and waits for them with {@link #drain}. The
 * answers come on the driver's threads, retries start on a timer's thread; neither ever waits.
 * Whoever changes the state decides under the lock which requests may go, and sends them after
 * giving it back; but as long as the one thread waits, answers are left to it and so is the
 * sending. A driver's thread that sends while it reads makes the server's work come in bursts, and
 * one that needs the lock for each answer gets in the way of the thread that it has just woken.
 */
@Internal
public final class Applier implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Applier.class);

  /**
   * How many writes may wait for their request to go, besides those that are being gathered. More
   * would make nothing faster: they would only grow old in memory, and a checkpoint would have to
   * wait for them.
   */
  private static final int MAX_READY = 1_024;

  /** Writes that fail for an untold reason are tried so many times before the row is to blame. */
  private static final int MAX_CONTENDED_ATTEMPTS = 8;

  private final WriteTarget target;
  private final KeyDescription keys;
  private final ApplierSettings settings;
  private final ApplierMetrics metrics;
  private final Timing timing;
  private final Backoff backoff;
  @Nullable private final RateLimiter rowLimiter;
  @Nullable private final UnitBudget unitBudget;
  private final Lock lock;

  /** Somebody waits to hand in a write, or for all of them to be done. */
  private final Condition changed;

  /**
   * The answers that nobody has looked at yet: to be added by any thread, and taken out under the
   * lock.
   */
  private final Queue<Completion> answers = new ConcurrentLinkedQueue<>();

  /**
   * Whoever adds an answer can leave it at that: the one thread is up, and looks for answers again
   * after it has set this to false. It is changed under the lock.
   */
  private volatile boolean awake;

  // Everything below is guarded by the lock.

  private final Lanes lanes;
  private final Admission admission;
  private final SendQueue queue;
  private final int maxWaiting;
  private int taken;
  private long takenBytes;

  /** The one thread waits for something to change, and sends what may go meanwhile. */
  private boolean attended;

  private boolean closed;
  @Nullable private IOException failure;

  public Applier(
      WriteTarget target,
      GroupingKeys groupingKeys,
      MappedTable table,
      ApplierSettings settings,
      ApplierMetrics metrics,
      Timing timing) {
    this.target = target;
    this.keys = new KeyDescription(table);
    this.settings = settings;
    this.metrics = metrics;
    this.timing = timing;
    this.backoff = new Backoff(settings.initialBackoff(), settings.maxBackoff());
    Rates rates = settings.rates();
    this.rowLimiter = rates.rowsPerSecond() == null ? null : new RateLimiter(rates.rowsPerSecond());
    this.unitBudget =
        rates.requestUnitsPerSecond() == null
            ? null
            : new UnitBudget(rates.requestUnitsPerSecond());
    this.lock = timing.locks().get();
    this.changed = lock.newCondition();
    this.admission =
        new Admission(
            new CongestionWindow(settings.maxInFlightRequests(), settings.batch().maxRows()),
            rates.rationed() ? new Pace() : null,
            new Outage(settings.initialBackoff()));
    this.queue =
        new SendQueue(
            settings.batch(),
            groupingKeys,
            table.partitionKeyLength(),
            admission,
            timing.nanos(),
            this::changeLater);
    this.maxWaiting =
        settings.batch().grouping() == BatchGrouping.NONE
            ? MAX_READY
            : MAX_READY + SendQueue.MAX_GATHERED;
    this.lanes = new Lanes(queue::add, this::replaced);
  }

  /**
   * Takes a write; waits while too many are under way.
   *
   * @throws IOException if this or an earlier write failed for good
   */
  public void apply(Write write) throws IOException, InterruptedException {
    List<WriteRequest> requests;
    lock.lock();
    try {
      if (rowLimiter != null) {
        pause(rowLimiter.reserve(1, timing.nanos().getAsLong()));
      }
      PendingWrite pending = PendingWrite.of(write, unitBudget == null ? 0 : takeUnits());
      if (!hasRoom(pending)) {
        sendWhile(() -> !hasRoom(pending));
      }
      checkFailure();
      taken++;
      takenBytes += pending.size();
      if (lanes.enter(pending)) {
        queue.add(pending);
      }
      requests = takeSendable();
    } finally {
      lock.unlock();
    }
    send(requests);
  }

  /**
   * Waits until all writes are acknowledged.
   *
   * @throws IOException if one of them failed for good
   */
  public void drain() throws IOException, InterruptedException {
    lock.lock();
    try {
      queue.beginDraining();
      sendWhile(() -> taken > 0);
      checkFailure();
    } finally {
      queue.endDraining();
      lock.unlock();
    }
  }

  /** Reports a failure, if there was one, without waiting for anything. */
  public void check() throws IOException {
    lock.lock();
    try {
      checkFailure();
    } finally {
      lock.unlock();
    }
  }

  /** How many requests are under way. */
  public int requestsInFlight() {
    lock.lock();
    try {
      return admission.requests();
    } finally {
      lock.unlock();
    }
  }

  /** How many writes were taken and are not acknowledged. */
  public int writesUnderWay() {
    lock.lock();
    try {
      return taken;
    } finally {
      lock.unlock();
    }
  }

  /** How many writes the congestion control allows to be under way at present. */
  public int congestionWindow() {
    lock.lock();
    try {
      return admission.limit();
    } finally {
      lock.unlock();
    }
  }

  /** Gives up all that is not acknowledged. */
  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Waits until a write of the usual cost may be sent, and returns that cost. */
  private double takeUnits() throws InterruptedException, IOException {
    double units = unitBudget.expected();
    pause(unitBudget.reserve(units, timing.nanos().getAsLong()));
    return units;
  }

  private boolean hasRoom(PendingWrite pending) {
    return taken == 0
        || (taken - admission.writes() < maxWaiting
            && takenBytes + pending.size() <= settings.bufferBytes());
  }

  /** Sends what may go for as long as something has to be waited for. */
  private void sendWhile(BooleanSupplier waiting) throws InterruptedException {
    attended = true;
    awake = true;
    try {
      settle();
      while (failure == null && !closed && waiting.getAsBoolean()) {
        List<WriteRequest> requests = takeSendable();
        if (requests.isEmpty()) {
          awaitAnswer();
        } else {
          lock.unlock();
          try {
            send(requests);
          } finally {
            lock.lock();
          }
        }
        settle();
      }
    } finally {
      attended = false;
      awake = false;
      settle();
    }
  }

  private void awaitAnswer() throws InterruptedException {
    awake = false;
    // Who added one before that has not come for the lock; who does so from now on will.
    while (answers.isEmpty() && failure == null && !closed) {
      changed.await();
      // The one who came for the lock may have brought an answer that was taken out meanwhile.
      awake = false;
    }
    awake = true;
  }

  private void pause(long nanos) throws InterruptedException, IOException {
    long left = nanos;
    while (left > 0 && failure == null) {
      left = changed.awaitNanos(left);
    }
    checkFailure();
  }

  private void checkFailure() throws IOException {
    if (failure != null) {
      // A new exception for every caller, with the stack of the one who learns of it.
      throw new IOException(failure.getMessage(), failure);
    }
    if (closed) {
      throw new IOException("The sink is closed");
    }
  }

  /** A later write of the same row has taken its place. */
  private void replaced(PendingWrite pending) {
    taken--;
    takenBytes -= pending.size();
    giveBack(pending);
  }

  private List<WriteRequest> takeSendable() {
    return failure == null && !closed ? queue.takeSendable() : List.of();
  }

  private void changeLater(Duration delay, Runnable change) {
    timing.timer().schedule(delay, () -> changeAndSend(change));
  }

  private void changeAndSend(Runnable change) {
    try {
      List<WriteRequest> requests;
      lock.lock();
      try {
        change.run();
        requests = takeSendable();
      } finally {
        lock.unlock();
      }
      send(requests);
    } catch (RuntimeException | Error e) {
      breakOff(e);
    }
  }

  /** Sends requests, and those that may go since some of these were answered at once. */
  private void send(List<WriteRequest> sendable) {
    List<WriteRequest> requests = sendable;
    while (!requests.isEmpty()) {
      boolean answeredAtOnce = false;
      // By index, since it is called for every row: an iterator would be an object each time.
      for (int i = 0; i < requests.size(); i++) {
        answeredAtOnce |= send(requests.get(i));
      }
      requests = answeredAtOnce ? takeFollowing() : List.of();
    }
  }

  /** Whether the answer is there already. */
  private boolean send(WriteRequest request) {
    Listener listener = new Listener(request);
    try {
      target.send(request.writes()).whenComplete(listener);
    } catch (RuntimeException e) {
      // Binding or the driver itself went wrong: answer as the database would have.
      listener.accept(null, e);
    }
    return listener.endSending();
  }

  /**
   * Hears the answer to a request, on whatever thread.
   *
   * <p>The driver answers at once what it cannot send. What follows is left to the sender then,
   * when it is back: sending it from here would take the sender's stack one request deeper, and
   * more may wait than there is stack for.
   */
  private final class Listener implements BiConsumer<WriteTarget.Acknowledgement, Throwable> {

    private final WriteRequest request;
    private final Thread sender = Thread.currentThread();

    // Both are the sender's alone.
    private boolean sending = true;
    private boolean answeredAtOnce;

    private Listener(WriteRequest request) {
      this.request = request;
    }

    @Override
    public void accept(
        @Nullable WriteTarget.Acknowledgement acknowledgement, @Nullable Throwable error) {
      try {
        answers.add(new Completion(request, acknowledgement, error, timing.nanos().getAsLong()));
        if (Thread.currentThread() == sender && sending) {
          answeredAtOnce = true;
        } else {
          send(takeFollowing());
        }
      } catch (RuntimeException | Error e) {
        breakOff(e);
      }
    }

    private boolean endSending() {
      sending = false;
      return answeredAtOnce;
    }
  }

  /** Takes out what may go after the answers that have come, unless that is left to who waits. */
  private List<WriteRequest> takeFollowing() {
    if (awake) {
      return List.of();
    }
    lock.lock();
    try {
      if (attended) {
        awake = true;
        changed.signalAll();
        return List.of();
      }
      settle();
      if (failure != null) {
        changed.signalAll();
      }
      return takeSendable();
    } finally {
      lock.unlock();
    }
  }

  /** Tells the one thread what went wrong on another, where nobody would hear of it. */
  private void breakOff(Throwable error) {
    lock.lock();
    try {
      fail("Writing to table %s broke off: ".formatted(keys.table()), error);
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Takes in what the answers say that have come. */
  private void settle() {
    for (Completion answer = answers.poll(); answer != null; answer = answers.poll()) {
      if (answer.error() == null) {
        acknowledged(answer.request(), answer.acknowledgement(), answer.nanos());
      } else {
        failed(answer.request(), answer.error(), answer.nanos());
      }
    }
  }

  private void acknowledged(
      WriteRequest request, WriteTarget.Acknowledgement acknowledgement, long now) {
    admission.acknowledged(request.size(), now);
    if (unitBudget != null) {
      unitBudget.settle(request.size(), request.reservedUnits(), acknowledgement.requestUnits());
    }
    finish(request);
    metrics.acknowledged(
        request.size(), request.bytes(), request.latencyNanos(now), acknowledgement.requestUnits());
  }

  /** Those that waited behind the request's rows may go. */
  private void finish(WriteRequest request) {
    taken -= request.size();
    takenBytes -= request.bytes();
    lanes.leave(request.keyHashes());
  }

  private void failed(WriteRequest request, Throwable error, long now) {
    Failure failure = FailureClassifier.classify(error);
    admission.failed(request.size(), request.windowNumber(), failure, now);
    if (closed) {
      return;
    }
    metrics.failed();
    switch (failure.kind()) {
      case THROTTLED -> {
        metrics.throttled();
        retry(request, failure, error, now);
      }
      case UNREACHABLE, TRANSIENT -> retry(request, failure, error, now);
      case CONTENDED -> {
        if (request.sentAttempts() < MAX_CONTENDED_ATTEMPTS) {
          retry(request, failure, error, now);
        } else {
          refused(request, error);
        }
      }
      case ROW_REJECTED -> refused(request, error);
      case SCHEMA_OR_PERMISSION -> {
        if (settings.waitsForSchema()) {
          retry(request, failure, error, now);
        } else {
          failedForGood(request, error);
        }
      }
      case FATAL -> failedForGood(request, error);
    }
  }

  private void failedForGood(WriteRequest request, Throwable error) {
    fail("Writing " + request.describedBy(keys) + " failed: ", error);
  }

  private void retry(WriteRequest request, Failure failure, Throwable error, long now) {
    if (request.ageNanos(now) > settings.retryTimeout().toNanos()) {
      fail(
          "Writing %s did not succeed within %s ('sink.retry.timeout') and %d attempts; the last one failed: "
              .formatted(request.describedBy(keys), settings.retryTimeout(), request.attempts()),
          error);
      return;
    }
    metrics.retried();
    if (failure.kind() == Failure.Kind.UNREACHABLE) {
      // The outage says when to try again, and it has nothing to do with this request.
      request.notSent();
      queue.addAgain(request);
    } else {
      Duration delay = backoff.delay(request.sentAttempts(), failure);
      changeLater(delay, () -> queue.addAgain(request));
    }
  }

  /** The database will not take it. Of a batch it doesn't say which row, so each is sent alone. */
  private void refused(WriteRequest request, Throwable error) {
    if (request.size() > 1) {
      request.pending().forEach(queue::addAlone);
      return;
    }
    PendingWrite pending = request.pending().get(0);
    String message =
        "The database refuses %s: %s"
            .formatted(keys.of(pending.write().mutation()), FailureClassifier.describe(error));
    switch (settings.onRowError()) {
      case FAIL ->
          failure =
              new RowException(
                  message + " ('sink.on-row-error' = 'skip' leaves such rows out.)", error);
      case SKIP -> {
        LOG.warn("{} The row is left out ('sink.on-row-error' = 'skip').", message, error);
        metrics.skipped();
        giveBack(pending);
        finish(request);
      }
    }
  }

  private void giveBack(PendingWrite pending) {
    if (unitBudget != null) {
      unitBudget.giveBack(pending.units());
    }
  }

  private void fail(String message, Throwable error) {
    if (failure == null) {
      failure = new IOException(message + FailureClassifier.describe(error), error);
    }
  }
}
