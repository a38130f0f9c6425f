package io.cosmoscassandra.flink.write;

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
import java.util.function.LongSupplier;
import javax.annotation.Nullable;
import javax.annotation.concurrent.GuardedBy;
import org.apache.flink.annotation.Internal;

/**
 * Brings writes into the target table: many at a time, never two of one row at a time, and each for
 * as long as it takes.
 *
 * <p>One thread, the task thread, hands writes in with {@link #apply} and waits for them with
 * {@link #drain}. Which thread sends is up to the {@link Handover}, what follows from a failure is
 * up to the {@link FailureRules}.
 */
@Internal
public final class Applier implements AutoCloseable {

  /**
   * How many writes may wait for their request to be sent, besides those that are gathered for a
   * batch. More would make nothing faster: they would only grow old in memory, and a checkpoint
   * would wait for them.
   */
  private static final int MAX_READY = 1_024;

  /** Size of a write for which there is room only while no other write is held. */
  private static final long EVERYTHING = Long.MAX_VALUE;

  private final ApplierMetrics metrics;
  private final LongSupplier nanos;
  private final Handover handover;
  private final long bufferBytes;
  private final int maxWaiting;

  @GuardedBy("handover.lock")
  @Nullable
  private final RateLimiter rowLimiter;

  @GuardedBy("handover.lock")
  @Nullable
  private final UnitBudget unitBudget;

  @GuardedBy("handover.lock")
  private final Admission admission;

  @GuardedBy("handover.lock")
  private final SendQueue queue;

  @GuardedBy("handover.lock")
  private final Lanes lanes;

  @GuardedBy("handover.lock")
  private final FailureRules failureRules;

  /** Writes that were handed in and are not acknowledged. */
  @GuardedBy("handover.lock")
  private int held;

  @GuardedBy("handover.lock")
  private long heldBytes;

  @SuppressWarnings("GuardedBy") // the lanes call back under the lock
  public Applier(
      WriteTarget target,
      GroupingKeys groupingKeys,
      MappedTable table,
      ApplierSettings settings,
      ApplierMetrics metrics,
      Timing timing) {
    this.metrics = metrics;
    this.nanos = timing.nanos();
    this.handover = new Handover(target, new HandedOver(), timing);
    this.bufferBytes = settings.bufferBytes();
    this.maxWaiting =
        settings.batch().grouping() == BatchGrouping.NONE
            ? MAX_READY
            : MAX_READY + SendQueue.MAX_GATHERED;
    Rates rates = settings.rates();
    this.rowLimiter = rates.rowsPerSecond() == null ? null : new RateLimiter(rates.rowsPerSecond());
    this.unitBudget =
        rates.requestUnitsPerSecond() == null
            ? null
            : new UnitBudget(rates.requestUnitsPerSecond());
    this.admission =
        new Admission(
            new CongestionWindow(settings.maxInFlightRequests(), settings.batch().maxRows()),
            rates.rationed() ? new Pace() : null,
            new Outage(settings.retry().initialBackoff()));
    this.queue =
        new SendQueue(
            settings.batch(),
            groupingKeys,
            table.partitionKeyLength(),
            admission,
            timing.nanos(),
            handover::changeLater);
    this.lanes = new Lanes(target.deletes(), queue::add, this::replaced);
    this.failureRules = new FailureRules(table, settings, new AfterFailure());
  }

  /**
   * Takes a write; waits while too many are in flight.
   *
   * @throws IOException if this or an earlier write failed for good
   */
  public void apply(Write write) throws IOException, InterruptedException {
    List<WriteRequest> requests;
    handover.lock.lock();
    try {
      if (rowLimiter != null) {
        handover.pause(rowLimiter.reserve(1, nanos.getAsLong()));
      }
      PendingWrite pending = PendingWrite.of(write, unitBudget == null ? 0 : takeUnits());
      if (!hasRoomFor(pending.size())) {
        handover.sendUntilRoomFor(pending.size());
      }
      handover.checkFailure();
      held++;
      heldBytes += pending.size();
      if (lanes.enter(pending)) {
        queue.add(pending);
      }
      requests = handover.takeSendable();
    } finally {
      handover.lock.unlock();
    }
    handover.send(requests);
  }

  /**
   * Waits until all writes are acknowledged.
   *
   * @throws IOException if one of them failed for good
   */
  public void drain() throws IOException, InterruptedException {
    handover.lock.lock();
    try {
      queue.beginDraining();
      try {
        handover.sendUntilRoomFor(EVERYTHING);
      } finally {
        queue.endDraining();
      }
      handover.checkFailure();
    } finally {
      handover.lock.unlock();
    }
  }

  /** Reports a failure, if there is one, without waiting for anything. */
  public void check() throws IOException {
    handover.lock.lock();
    try {
      handover.checkFailure();
    } finally {
      handover.lock.unlock();
    }
  }

  /** Number of requests in flight. */
  public int requestsInFlight() {
    handover.lock.lock();
    try {
      return admission.requests();
    } finally {
      handover.lock.unlock();
    }
  }

  /** Number of writes that were handed in and are not acknowledged, whether sent or not. */
  public int writesInFlight() {
    handover.lock.lock();
    try {
      return held;
    } finally {
      handover.lock.unlock();
    }
  }

  /** Number of writes that the congestion control allows in flight at present. */
  public int congestionWindow() {
    handover.lock.lock();
    try {
      return admission.limit();
    } finally {
      handover.lock.unlock();
    }
  }

  /** Gives up all writes that are not acknowledged. */
  @Override
  public void close() {
    handover.lock.lock();
    try {
      handover.close();
    } finally {
      handover.lock.unlock();
    }
  }

  /** Waits until a write of the usual cost may be sent, and returns that cost. */
  @GuardedBy("handover.lock")
  private double takeUnits() throws InterruptedException, IOException {
    double units = unitBudget.expected();
    handover.pause(unitBudget.reserve(units, nanos.getAsLong()));
    return units;
  }

  @GuardedBy("handover.lock")
  private boolean hasRoomFor(long bytes) {
    return held == 0
        || (held - admission.writes() < maxWaiting && bytes <= bufferBytes - heldBytes);
  }

  /** A later write of the same row has taken this write's place. */
  @GuardedBy("handover.lock")
  private void replaced(PendingWrite pending) {
    held--;
    heldBytes -= pending.size();
    giveBackUnits(pending);
  }

  @GuardedBy("handover.lock")
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

  @GuardedBy("handover.lock")
  private void failed(WriteRequest request, Throwable error, long now) {
    Failure failure = FailureClassifier.classify(error);
    admission.failed(request.size(), request.windowNumber(), failure, now);
    if (handover.isClosed()) {
      return;
    }
    metrics.failed();
    if (failure.kind() == Failure.Kind.THROTTLED) {
      metrics.throttled();
    }
    failureRules.apply(request, failure, error, now);
  }

  /** Lets the writes go that waited behind the request's rows. */
  @GuardedBy("handover.lock")
  private void finish(WriteRequest request) {
    held -= request.size();
    heldBytes -= request.bytes();
    lanes.leave(request.keyHashes());
  }

  @GuardedBy("handover.lock")
  private void giveBackUnits(PendingWrite pending) {
    if (unitBudget != null) {
      unitBudget.giveBack(pending.units());
    }
  }

  /** This applier as its handover sees it. */
  private final class HandedOver implements Handover.Work {

    @Override
    @GuardedBy("Applier.this.handover.lock")
    public boolean hasRoomFor(long bytes) {
      return Applier.this.hasRoomFor(bytes);
    }

    @Override
    @GuardedBy("Applier.this.handover.lock")
    public void process(Completion completion) {
      if (completion.error() == null) {
        acknowledged(completion.request(), completion.acknowledgement(), completion.nanos());
      } else {
        failed(completion.request(), completion.error(), completion.nanos());
      }
    }

    @Override
    @GuardedBy("Applier.this.handover.lock")
    public List<WriteRequest> takeSendable() {
      return queue.takeSendable();
    }

    @Override
    @GuardedBy("Applier.this.handover.lock")
    public IOException brokenOff(Throwable error) {
      return failureRules.brokenOff(error);
    }
  }

  /** This applier as the failure rules see it. */
  private final class AfterFailure implements FailureRules.Consequences {

    @Override
    @GuardedBy("Applier.this.handover.lock")
    public void retry(WriteRequest request, Duration delay) {
      metrics.retried();
      queue.addAgainLater(request, delay);
    }

    @Override
    @GuardedBy("Applier.this.handover.lock")
    public void retryOnceReachable(WriteRequest request) {
      metrics.retried();
      request.notSent();
      queue.addAgain(request);
    }

    @Override
    @GuardedBy("Applier.this.handover.lock")
    public void sendRowsAlone(WriteRequest request) {
      for (PendingWrite pending : request.pending()) {
        queue.addAlone(pending);
      }
    }

    @Override
    @GuardedBy("Applier.this.handover.lock")
    public void skip(WriteRequest request) {
      metrics.skipped();
      giveBackUnits(request.pending().get(0));
      finish(request);
    }

    @Override
    @GuardedBy("Applier.this.handover.lock")
    public void fail(IOException failure) {
      handover.fail(failure);
    }
  }
}
