package io.cosmoscassandra.flink.it.kit;

import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongPredicate;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.table.data.RowData;

/**
 * Connects a test with the functions of its job, which run in the same JVM: limits the input,
 * reports how much was read, and makes functions fail.
 */
public final class Probe {

  private static final Map<String, Probe> PROBES = new ConcurrentHashMap<>();

  private final NavigableMap<Long, Long> barriers = new TreeMap<>();
  private final AtomicLong fed = new AtomicLong();
  private final AtomicLong arrived = new AtomicLong();
  private final AtomicInteger starts = new AtomicInteger();
  private final AtomicInteger snapshotsBegun = new AtomicInteger();
  private final AtomicInteger failures = new AtomicInteger();

  /** Taken out by the one subtask that fails; the others run at the same time. */
  private final AtomicReference<LongPredicate> failsOn = new AtomicReference<>();

  private final AtomicBoolean failsToSnapshot = new AtomicBoolean();
  private volatile CountDownLatch snapshots = new CountDownLatch(0);

  // Guarded by this.
  private long limit;
  private CompletableFuture<Void> raised = new CompletableFuture<>();

  private Probe() {}

  public static Probe of(String job) {
    return PROBES.computeIfAbsent(job, name -> new Probe());
  }

  /** Lets changes below a limit into the job. */
  public void allow(long below) {
    CompletableFuture<Void> waiting;
    synchronized (this) {
      limit = Math.max(limit, below);
      waiting = raised;
      raised = new CompletableFuture<>();
    }
    waiting.complete(null);
  }

  /** Is complete when this change may come. */
  public synchronized CompletableFuture<Void> allowed(long change) {
    return change < limit ? CompletableFuture.completedFuture(null) : raised;
  }

  void readUpTo(long changes) {
    fed.set(changes);
  }

  /** How many changes the job has read, those before it was restored included. */
  public long fed() {
    return fed.get();
  }

  /** How many rows have come to the writers, in all lives. */
  public long arrived() {
    return arrived.get();
  }

  /** How often the job has started. */
  public int starts() {
    return starts.get();
  }

  /** How many writers have prepared a checkpoint, counting each checkpoint. */
  public int snapshotsBegun() {
    return snapshotsBegun.get();
  }

  /** How often a function has failed as it was told to. */
  public int failures() {
    return failures.get();
  }

  /** The functions before the writers fail on the first change of which this is true. */
  public void failOnceOn(LongPredicate change) {
    failsOn.set(change);
  }

  /** The functions before the writers fail in the next checkpoint, after the writers prepared. */
  public void failInNextSnapshot() {
    failsToSnapshot.set(true);
  }

  /** The functions before the writers let no checkpoint complete; the writers have prepared. */
  public CountDownLatch holdSnapshots() {
    CountDownLatch hold = new CountDownLatch(1);
    snapshots = hold;
    return hold;
  }

  /** How many changes were read before the barrier of each checkpoint. */
  public NavigableMap<Long, Long> barriers() {
    synchronized (barriers) {
      return new TreeMap<>(barriers);
    }
  }

  private void fail(String where) {
    failures.incrementAndGet();
    throw new IllegalStateException("The task fails " + where + ", as the test wants it");
  }

  /** Makes changes of numbers, in the task of the source. */
  static final class Source extends RichMapFunction<Long, RowData> implements CheckpointedFunction {

    private static final long serialVersionUID = 1;

    private final String job;
    private final Changes changes;

    Source(String job, Changes changes) {
      this.job = job;
      this.changes = changes;
    }

    @Override
    public void open(OpenContext context) {
      of(job).starts.incrementAndGet();
    }

    @Override
    public RowData map(Long change) {
      return changes.change(change);
    }

    @Override
    public void snapshotState(FunctionSnapshotContext context) {
      Probe probe = of(job);
      synchronized (probe.barriers) {
        probe.barriers.put(context.getCheckpointId(), probe.fed());
      }
    }

    @Override
    public void initializeState(FunctionInitializationContext context) {}
  }

  /** Lets rows pass, in the task of the writers. */
  static final class BeforeWriter extends RichMapFunction<RowData, RowData>
      implements CheckpointedFunction {

    private static final long serialVersionUID = 1;

    private final String job;

    BeforeWriter(String job) {
      this.job = job;
    }

    @Override
    public RowData map(RowData row) {
      Probe probe = of(job);
      LongPredicate fails = probe.failsOn.get();
      if (fails != null && fails.test(row.getLong(1)) && probe.failsOn.compareAndSet(fails, null)) {
        probe.fail("on change " + row.getLong(1));
      }
      probe.arrived.incrementAndGet();
      return row;
    }

    @Override
    public void snapshotState(FunctionSnapshotContext context) throws InterruptedException {
      Probe probe = of(job);
      probe.snapshotsBegun.incrementAndGet();
      probe.snapshots.await();
      if (probe.failsToSnapshot.compareAndSet(true, false)) {
        probe.fail("in checkpoint " + context.getCheckpointId());
      }
    }

    @Override
    public void initializeState(FunctionInitializationContext context) {}
  }
}
