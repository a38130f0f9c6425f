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
 * What waits to be sent, and what of it may go now.
 *
 * <p>Requests are gathered as long as the database is busy anyway: with none under way a group
 * leaves as it is, since there is nothing to wait for; otherwise it leaves when it is full, when
 * too many writes wait, or when it has waited long enough. Small requests cost the server most.
 *
 * <p>Belongs to one applier, whose lock guards it.
 */
final class SendQueue {

  /** How many writes may wait in groups before one of them leaves unfilled. */
  static final int MAX_GATHERED = 1_024;

  /**
   * After one to two of these a group leaves unfilled, too: those under way may belong to a node
   * that is slow or far away.
   */
  private static final Duration GATHERING_PERIOD = Duration.ofMillis(10);

  /** Two requests may leave together if their pace is faster than what timers are good for. */
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
   * @param timer changes this queue later, under the lock, and has sent what may go then
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
            limits, partitionColumns, group -> ready.add(new WriteRequest(group.writes())));
  }

  /** Adds a write, to be sent with others of its kind. */
  void add(PendingWrite pending) {
    if (grouping == BatchGrouping.NONE) {
      addAlone(pending);
    } else {
      open.add(groupingKeys.of(pending.write().mutation()), pending);
    }
  }

  /** Adds a write that is to have a request of its own. */
  void addAlone(PendingWrite pending) {
    ready.add(new WriteRequest(pending));
  }

  /** Adds a request that was sent before; it goes before all others. */
  void addAgain(WriteRequest request) {
    ready.addFirst(request);
  }

  /** Adds a request that was sent before, after a delay. */
  void addAgainLater(WriteRequest request, Duration delay) {
    timer.schedule(delay, () -> addAgain(request));
  }

  /** Nothing more comes that would be worth waiting for. */
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
   * Where many groups wait because the server is busy, all of them are overdue soon, and still it
   * is the largest that should leave.
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
