package io.cosmoscassandra.flink.write;

import io.cosmoscassandra.flink.time.Timing;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.function.BiConsumer;
import javax.annotation.Nullable;
import javax.annotation.concurrent.GuardedBy;

/**
 * Decides which thread processes completions and sends the requests that follow from them.
 *
 * <p>Completions arrive on the driver's threads, retries start on the timer's thread; neither ever
 * waits. A thread that changes the applier's state decides under the lock which requests may go,
 * and sends them after it has released the lock.
 *
 * <p>While the task thread waits, only the task thread processes completions and sends; the
 * driver's threads just enqueue completions. Sending from driver threads makes the server's load
 * bursty, and taking the lock for each completion contends with the task thread that was just
 * woken. The documentation of this package draws the states.
 */
final class Handover {

  /** The applier's own work; each call holds the lock. */
  interface Work {

    /** Whether a write of this size may be taken now. */
    boolean hasRoomFor(long bytes);

    /** Takes note of a request's completion. */
    void process(Completion completion);

    /** Takes out the requests that may be sent now. */
    List<WriteRequest> takeSendable();

    /** The failure to report when a thread other than the task thread runs into an error. */
    IOException brokenOff(Throwable error);
  }

  /** Activity of the task thread with regard to completions. */
  private enum TaskThread {

    /** It does not wait: the thread that brings a completion processes it. */
    ELSEWHERE,

    /** It processes completions and sends; before it sleeps it looks for completions again. */
    AWAKE,

    /** It sleeps: the thread that brings a completion wakes it. */
    ASLEEP
  }

  /** Guards the applier and all its parts. */
  final Lock lock;

  /** Signals the task thread that a completion, a failure or the end has come. */
  private final Condition changed;

  private final WriteTarget target;
  private final Work work;
  private final Timing timing;

  /** Completions not yet processed: any thread adds, a thread that holds the lock takes out. */
  private final Queue<Completion> completions = new ConcurrentLinkedQueue<>();

  /** Changes under the lock only, but is also read without it. */
  private volatile TaskThread taskThread = TaskThread.ELSEWHERE;

  @GuardedBy("lock")
  private boolean closed;

  @GuardedBy("lock")
  @Nullable
  private IOException failure;

  Handover(WriteTarget target, Work work, Timing timing) {
    this.target = target;
    this.work = work;
    this.timing = timing;
    this.lock = timing.locks().get();
    this.changed = lock.newCondition();
  }

  /**
   * Lets the task thread process completions and send until there is room for a write of this size,
   * or until a failure or the end makes waiting pointless.
   */
  @GuardedBy("lock")
  void sendUntilRoomFor(long bytes) throws InterruptedException {
    taskThread = TaskThread.AWAKE;
    try {
      processCompletions();
      while (!isStopped() && !work.hasRoomFor(bytes)) {
        List<WriteRequest> requests = takeSendable();
        if (requests.isEmpty()) {
          awaitCompletion();
        } else {
          lock.unlock();
          try {
            send(requests);
          } finally {
            lock.lock();
          }
        }
        processCompletions();
      }
    } finally {
      taskThread = TaskThread.ELSEWHERE;
      processCompletions();
    }
  }

  @GuardedBy("lock")
  private void awaitCompletion() throws InterruptedException {
    taskThread = TaskThread.ASLEEP;
    // A thread that added a completion before that has not come for the lock; later ones will.
    while (completions.isEmpty() && !isStopped()) {
      changed.await();
      // The completion of the thread that came for the lock may have been processed meanwhile.
      taskThread = TaskThread.ASLEEP;
    }
    taskThread = TaskThread.AWAKE;
  }

  /**
   * Lets the task thread wait for a while, without completions.
   *
   * @throws IOException if there is a failure, or the applier is closed
   */
  @GuardedBy("lock")
  void pause(long nanos) throws InterruptedException, IOException {
    long left = nanos;
    while (left > 0 && failure == null) {
      left = changed.awaitNanos(left);
    }
    checkFailure();
  }

  /** Ends all sending for good; of several failures the first is reported. */
  @GuardedBy("lock")
  void fail(IOException error) {
    if (failure == null) {
      failure = error;
    }
    changed.signalAll();
  }

  @GuardedBy("lock")
  void close() {
    closed = true;
    changed.signalAll();
  }

  @GuardedBy("lock")
  boolean isClosed() {
    return closed;
  }

  @GuardedBy("lock")
  void checkFailure() throws IOException {
    if (failure != null) {
      // A new exception for every caller, with the caller's own stack.
      throw new IOException(failure.getMessage(), failure);
    }
    if (closed) {
      throw new IOException("The sink is closed");
    }
  }

  @GuardedBy("lock")
  private boolean isStopped() {
    return failure != null || closed;
  }

  /** Takes out the requests that may be sent now, to be sent without the lock. */
  @GuardedBy("lock")
  List<WriteRequest> takeSendable() {
    return isStopped() ? List.of() : work.takeSendable();
  }

  /** Changes the applier's state after a delay, under the lock, and sends what may go then. */
  void changeLater(Duration delay, Runnable change) {
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

  /** Sends requests, and those that may follow because some of these completed at once. */
  void send(List<WriteRequest> sendable) {
    List<WriteRequest> requests = sendable;
    while (!requests.isEmpty()) {
      boolean completedAtOnce = false;
      // By index, since it is called for every row: an iterator would be an object each time.
      for (int i = 0; i < requests.size(); i++) {
        completedAtOnce |= send(requests.get(i));
      }
      requests = completedAtOnce ? takeFollowing() : List.of();
    }
  }

  /** Whether the request has already completed. */
  private boolean send(WriteRequest request) {
    Listener listener = new Listener(request);
    try {
      target.send(request.writes()).whenComplete(listener);
    } catch (RuntimeException e) {
      // Binding or the driver itself went wrong: complete as the database would have.
      listener.accept(null, e);
    }
    return listener.endSending();
  }

  /**
   * Hears of a request's completion, on any thread.
   *
   * <p>The driver completes at once a request that it cannot send. The sender then does what
   * follows after it has returned: sending from here would take the sender's stack one request
   * deeper, and more requests may wait than the stack has room for.
   */
  private final class Listener implements BiConsumer<WriteTarget.Acknowledgement, Throwable> {

    private final WriteRequest request;
    private final Thread sender = Thread.currentThread();

    // Only the sender touches both.
    private boolean sending = true;
    private boolean completedAtOnce;

    private Listener(WriteRequest request) {
      this.request = request;
    }

    @Override
    public void accept(
        @Nullable WriteTarget.Acknowledgement acknowledgement, @Nullable Throwable error) {
      try {
        completions.add(
            new Completion(request, acknowledgement, error, timing.nanos().getAsLong()));
        if (Thread.currentThread() == sender && sending) {
          completedAtOnce = true;
        } else {
          send(takeFollowing());
        }
      } catch (RuntimeException | Error e) {
        breakOff(e);
      }
    }

    private boolean endSending() {
      sending = false;
      return completedAtOnce;
    }
  }

  /** Takes out what may go after the latest completions, unless the task thread sees to that. */
  private List<WriteRequest> takeFollowing() {
    if (taskThread == TaskThread.AWAKE) {
      return List.of();
    }
    lock.lock();
    try {
      if (taskThread != TaskThread.ELSEWHERE) {
        taskThread = TaskThread.AWAKE;
        changed.signalAll();
        return List.of();
      }
      processCompletions();
      return takeSendable();
    } finally {
      lock.unlock();
    }
  }

  /** Reports an error to the task thread; the thread that ran into it has no one to tell. */
  private void breakOff(Throwable error) {
    lock.lock();
    try {
      fail(work.brokenOff(error));
    } finally {
      lock.unlock();
    }
  }

  @GuardedBy("lock")
  private void processCompletions() {
    for (Completion next = completions.poll(); next != null; next = completions.poll()) {
      work.process(next);
    }
  }
}
