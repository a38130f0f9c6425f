package io.cosmoscassandra.flink.source.reader;

import io.cosmoscassandra.flink.read.ReadPlan;
import io.cosmoscassandra.flink.read.TableReader;
import io.cosmoscassandra.flink.read.page.RequestMetrics;
import io.cosmoscassandra.flink.source.split.CassandraSplit;
import io.cosmoscassandra.flink.source.split.SplitConcurrency;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import javax.annotation.Nullable;
import org.apache.flink.annotation.Internal;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceOutput;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.core.io.InputStatus;
import org.apache.flink.metrics.groups.OperatorIOMetricGroup;
import org.apache.flink.table.data.RowData;
import org.apache.flink.util.FlinkRuntimeException;
import org.apache.flink.util.function.FunctionWithException;

/**
 * Reads several splits at a time and emits their rows in small slices, so that no checkpoint waits
 * for a page.
 *
 * <p>Assumes that all its methods run on the task thread; only the futures of pages are completed
 * by others.
 */
@Internal
public final class CassandraSourceReader<T> implements SourceReader<T, CassandraSplit> {

  /** Rows between two chances for a checkpoint. */
  private static final int SLICE = 16;

  private final SourceReaderContext context;
  private final ReadPlan plan;
  private final FunctionWithException<RowData, T, Exception> converter;
  private final int mostSplits;
  private final OperatorIOMetricGroup metrics;

  private final Deque<CassandraSplit> assigned = new ArrayDeque<>();
  private final List<SplitReading> reading = new ArrayList<>();
  private final Set<String> paused = new HashSet<>();
  private CompletableFuture<Void> splitsChanged = new CompletableFuture<>();
  private int requested;
  private boolean noMoreSplits;
  private long rowsLeft;
  private long bytesCounted;

  /** Estimated once for each page, and read by the reporters of metrics. */
  private volatile long pendingBytes;

  @Nullable private TableReader table;

  /** Completes when it is certain that the table that was read is the one that was opened. */
  @Nullable private CompletableFuture<?> verified;

  public CassandraSourceReader(
      SourceReaderContext context,
      ReadPlan plan,
      FunctionWithException<RowData, T, Exception> converter) {
    this.context = context;
    this.plan = plan;
    this.converter = converter;
    this.rowsLeft = plan.limit();
    this.metrics = context.metricGroup().getIOMetricGroup();
    this.mostSplits =
        plan.isLimited() ? 1 : SplitConcurrency.perSubtask(context.currentParallelism());
  }

  @Override
  public void start() {
    RequestMetrics requests =
        new RequestMetrics(context.metricGroup().addGroup(RequestMetrics.GROUP));
    try {
      table =
          plan.settings()
              .startup()
              .attempt(false, () -> TableReader.open(plan, context.currentParallelism(), requests));
    } catch (IOException e) {
      throw new UncheckedIOException(e.getMessage(), e);
    }
    requests.observe(table);
    context.metricGroup().setPendingBytesGauge(() -> pendingBytes);
    requestSplits();
  }

  @Override
  public InputStatus pollNext(ReaderOutput<T> output) throws Exception {
    openAssigned();
    Iterator<SplitReading> splits = reading.iterator();
    while (splits.hasNext()) {
      SplitReading split = splits.next();
      if (!split.isReady() || paused.contains(split.splitId())) {
        continue;
      }
      emit(split, output);
      if (split.isFinished()) {
        splits.remove();
        output.releaseOutputForSplit(split.splitId());
        requestSplits();
      }
      if (rowsLeft <= 0) {
        stop();
      }
      return status();
    }
    return status();
  }

  private void emit(SplitReading split, ReaderOutput<T> output) throws InterruptedException {
    SourceOutput<T> splitOutput = output.createOutputForSplit(split.splitId());
    int slice = (int) Math.min(SLICE, rowsLeft);
    int emitted = split.emit(row -> splitOutput.collect(convert(row)), slice);
    metrics.getNumRecordsInCounter().inc(emitted);
    if (bytesCounted != table.bytesRead() || split.isFinished()) {
      metrics.getNumBytesInCounter().inc(table.bytesRead() - bytesCounted);
      bytesCounted = table.bytesRead();
      pendingBytes = reading.stream().mapToLong(SplitReading::bytesLeft).sum();
    }
    if (plan.isLimited()) {
      rowsLeft -= emitted;
    }
  }

  private T convert(RowData row) {
    try {
      return converter.apply(row);
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new FlinkRuntimeException("A row could not be converted", e);
    }
  }

  /** A query with a limit has its rows: nothing more is read. */
  private void stop() {
    reading.forEach(SplitReading::close);
    reading.clear();
    assigned.clear();
    pendingBytes = 0;
    noMoreSplits = true;
    verified = CompletableFuture.completedFuture(null);
  }

  private InputStatus status() throws InterruptedException {
    if (hasReadAll()) {
      return isVerified() ? InputStatus.END_OF_INPUT : InputStatus.NOTHING_AVAILABLE;
    }
    return isAnyReady() ? InputStatus.MORE_AVAILABLE : InputStatus.NOTHING_AVAILABLE;
  }

  private boolean hasReadAll() {
    return noMoreSplits && reading.isEmpty() && assigned.isEmpty();
  }

  private boolean isVerified() throws InterruptedException {
    if (verified == null) {
      verified = table.verify();
    }
    try {
      if (verified.isDone()) {
        verified.join();
        return true;
      }
      return false;
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  private boolean isAnyReady() {
    return (!assigned.isEmpty() && reading.size() < mostSplits)
        || active().anyMatch(SplitReading::isReady);
  }

  private Stream<SplitReading> active() {
    return reading.stream().filter(split -> !paused.contains(split.splitId()));
  }

  private void openAssigned() throws InterruptedException {
    while (reading.size() < mostSplits && !assigned.isEmpty()) {
      reading.add(new SplitReading(table, assigned.poll()));
    }
  }

  private void requestSplits() {
    while (!noMoreSplits && requested + assigned.size() + reading.size() < mostSplits) {
      requested++;
      context.sendSplitRequest();
    }
  }

  @Override
  public List<CassandraSplit> snapshotState(long checkpointId) {
    List<CassandraSplit> splits = new ArrayList<>(assigned);
    reading.forEach(split -> splits.addAll(split.snapshot()));
    return splits;
  }

  @Override
  public CompletableFuture<Void> isAvailable() {
    if (hasReadAll() && verified != null) {
      return verified.handle((any, error) -> null);
    }
    if (isAnyReady() || hasReadAll()) {
      return CompletableFuture.completedFuture(null);
    }
    CompletableFuture<?>[] awaited =
        Stream.concat(Stream.of(splitsChanged), active().map(SplitReading::ready))
            .toArray(CompletableFuture<?>[]::new);
    // A page that failed is as good as one that came: the next poll throws what went wrong.
    return CompletableFuture.anyOf(awaited).handle((any, error) -> null);
  }

  @Override
  public void addSplits(List<CassandraSplit> splits) {
    requested = Math.max(0, requested - splits.size());
    assigned.addAll(splits);
    signalChange();
  }

  @Override
  public void notifyNoMoreSplits() {
    noMoreSplits = true;
    signalChange();
  }

  @Override
  public void pauseOrResumeSplits(
      Collection<String> splitsToPause, Collection<String> splitsToResume) {
    paused.addAll(splitsToPause);
    paused.removeAll(splitsToResume);
    signalChange();
  }

  private void signalChange() {
    CompletableFuture<Void> changed = splitsChanged;
    splitsChanged = new CompletableFuture<>();
    changed.complete(null);
  }

  @Override
  public void close() {
    reading.forEach(SplitReading::close);
    if (table != null) {
      table.close();
    }
  }
}
