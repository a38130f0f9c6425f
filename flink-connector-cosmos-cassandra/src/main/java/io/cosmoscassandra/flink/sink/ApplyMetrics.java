package io.cosmoscassandra.flink.sink;

import io.cosmoscassandra.flink.write.Applier;
import io.cosmoscassandra.flink.write.ApplierMetrics;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import javax.annotation.Nullable;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.ThreadSafeSimpleCounter;
import org.apache.flink.runtime.metrics.DescriptiveStatisticsHistogram;

/** Reports to Flink how an applier writes rows, whether for a writer or for a committer. */
final class ApplyMetrics implements ApplierMetrics {

  private static final int LATENCIES = 1_000;

  private final Counter rows;
  private final Counter bytes;
  private final Counter requests;
  private final Counter retries;
  private final Counter throttles;
  private final List<Counter> skippedRows;
  private final UnitCounter requestUnits;
  private final Histogram latency;
  @Nullable private volatile Supplier<Applier> observed;
  private volatile long lastLatencyMillis;

  /**
   * Metrics in a group.
   *
   * @param rows counts rows that are in the target
   * @param bytes counts their bytes
   * @param alsoSkippedRows what Flink itself counts rows with that were left out
   */
  ApplyMetrics(MetricGroup group, Counter rows, Counter bytes, Counter... alsoSkippedRows) {
    this.rows = rows;
    this.bytes = bytes;
    this.requests = counter(group, "requests");
    this.retries = counter(group, "retries");
    this.throttles = counter(group, "throttles");
    this.skippedRows = new ArrayList<>(List.of(alsoSkippedRows));
    this.skippedRows.add(counter(group, "skippedRows"));
    this.requestUnits =
        new UnitCounter(group, "requestUnits").withRate(group, "requestUnitsPerSecond");
    this.latency =
        group.histogram("requestLatencyMillis", new DescriptiveStatisticsHistogram(LATENCIES));
    group.gauge("requestsInFlight", () -> of(Applier::requestsInFlight));
    group.gauge("rowsUnderWay", () -> of(Applier::writesInFlight));
    group.gauge("congestionWindow", () -> of(Applier::congestionWindow));
  }

  /** A counter that threads of the driver and the task may count with at the same time. */
  static Counter counter(MetricGroup group, String name) {
    Counter counter = new ThreadSafeSimpleCounter();
    return group.counter(name, counter);
  }

  /** Reports what is in flight in this applier from now on. */
  void observe(Supplier<Applier> applier) {
    observed = applier;
  }

  long lastLatencyMillis() {
    return lastLatencyMillis;
  }

  private int of(ToIntFunction<Applier> what) {
    Supplier<Applier> applier = observed;
    return applier == null ? 0 : what.applyAsInt(applier.get());
  }

  @Override
  public void acknowledged(int writes, long size, long latencyNanos, double units) {
    rows.inc(writes);
    bytes.inc(size);
    requests.inc();
    if (units != 0) {
      requestUnits.add(units);
    }
    lastLatencyMillis = TimeUnit.NANOSECONDS.toMillis(latencyNanos);
    latency.update(lastLatencyMillis);
  }

  @Override
  public void retried() {
    retries.inc();
  }

  @Override
  public void throttled() {
    throttles.inc();
  }

  /** A row is left out by the task, or by a thread of the driver; Flink's counter is for one. */
  @Override
  public synchronized void skipped() {
    skippedRows.forEach(Counter::inc);
  }
}
