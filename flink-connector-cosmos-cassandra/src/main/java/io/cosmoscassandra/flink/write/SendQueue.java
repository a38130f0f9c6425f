package io.cosmoscassandra.flink.write;

import io.cosmoscassandra.flink.flow.Admission;
import io.cosmoscassandra.flink.options.BatchGrouping;
import io.cosmoscassandra.flink.time.Timing;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.LongSupplier;
import javax.annotation.Nullable;

/**
 * Queues the writes that wait to be sent, and decides which of them may be sent now.
 *
 * <p>Writes are gathered in batches while the database is busy anyway. While no request is in
 * flight a batch is sent as it is, since waiting would gain nothing; otherwise a batch is sent when
 * it is full, when too many writes wait, or when it has waited long enough. Small requests cost the
 * server most.
 *
 * <p>Belongs to one applier, whose lock guards it.
 */
final class SendQueue {

  /** Number of writes that may wait in batches before a batch is sent unfilled. */
  static final int MAX_GATHERED = 1_024;

  /**
   * After one to two of these periods a batch is sent unfilled, too: the requests in flight may
   * wait for a node that is slow or far away.
   */
  private static final Duration GATHERING_PERIOD = Duration.ofMillis(10);

  /** Requests may be sent together if their pace is finer than the resolution of timers. */
  private static final long SHORTEST_WAIT_NANOS = 2_000_000;

  private final BatchGrouping grouping;
  private final GroupingKeys groupingKeys;
  private final Admission admission;
  private final LongSupplier nanos;
  private final Timing.Timer timer;
  private final OpenBatches open;
  private final Deque<WriteRequest> ready = new ArrayDeque<>();
  private boolean draining;
  private boolean goesOnLater;
  private boolean periodRuns;

  /**
   * An empty queue.
   *
   * @param timer changes this queue later, under the lock, and sends what may be sent then
   */
  SendQueue(
      BatchLimits limits,
      GroupingKeys groupingKeys,
      int partitionColumns,
      Admission admission,
      LongSupplier nanos,
      Timing.Timer timer) {
    this.grouping = limits.grouping();
    this.groupingKeys = groupingKeys;
    this.admission = admission;
    this.nanos = nanos;
    this.timer = timer;
    this.open =
        new OpenBatches(
            limits, partitionColumns, batch -> ready.add(new WriteRequest(batch.writes())));
  }

  /** Adds a write, to be sent with others of its key. */
  void add(PendingWrite pending) {
    if (grouping == BatchGrouping.NONE) {
      addAlone(pending);
    } else {
      open.add(groupingKeys.of(pending.write().mutation()), pending);
    }
  }

  /** Adds a write, to be sent in a request of its own. */
  void addAlone(PendingWrite pending) {
    ready.add(new WriteRequest(pending));
  }

  /** Adds a request that was sent before, ahead of all others. */
  void addAgain(WriteRequest request) {
    ready.addFirst(request);
  }

  /** Adds a request that was sent before, after a delay. */
  void addAgainLater(WriteRequest request, Duration delay) {
    timer.schedule(delay, () -> addAgain(request));
  }

  /** From now on batches need not wait for more writes. */
  void beginDraining() {
    draining = true;
  }

  void endDraining() {
    draining = false;
  }

  /** Takes out the requests that may be sent now. */
  List<WriteRequest> takeSendable() {
    List<WriteRequest> sendable = null;
    while (true) {
      WriteRequest next = ready.peek();
      OpenBatch unfilled = next == null ? mayLeaveUnfilled() : null;
      int size = next != null ? next.size() : unfilled != null ? unfilled.size() : 0;
      if (size == 0 || !admission.hasRoomFor(size)) {
        break;
      }
      long now = nanos.getAsLong();
      long wait = admission.waitNanos(now);
      if (wait > 0) {
        goOnAfter(wait);
        break;
      }
      if (next == null) {
        open.remove(unfilled);
        next = new WriteRequest(unfilled.writes());
      } else {
        ready.poll();
      }
      next.sent(now, admission.sent(size, now));
      sendable = sendable == null ? new ArrayList<>(2) : sendable;
      sendable.add(next);
    }
    if (open.hasInTime()) {
      runPeriod();
    }
    return sendable == null ? List.of() : sendable;
  }

  /**
   * The batch that may be sent although it is not full. While the server is busy and many batches
   * wait, all of them are overdue soon; still the largest should be sent first.
   */
  @Nullable
  private OpenBatch mayLeaveUnfilled() {
    if (open.isEmpty()) {
      return null;
    }
    boolean anyMayLeave = draining || admission.requests() == 0 || open.writes() > MAX_GATHERED;
    return anyMayLeave ? open.next() : open.overdue();
  }

  private void goOnAfter(long wait) {
    if (!goesOnLater) {
      goesOnLater = true;
      timer.schedule(
          Duration.ofNanos(Math.max(wait, SHORTEST_WAIT_NANOS)), () -> goesOnLater = false);
    }
  }

  private void runPeriod() {
    if (!periodRuns) {
      periodRuns = true;
      timer.schedule(GATHERING_PERIOD, this::endPeriod);
    }
  }

  private void endPeriod() {
    periodRuns = false;
    open.endPeriod();
  }
}
