package io.cosmoscassandra.flink.sink;

import io.cosmoscassandra.flink.mutation.Applier;
import io.cosmoscassandra.flink.mutation.ApplierMetrics;
import java.util.concurrent.TimeUnit;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.groups.SinkWriterMetricGroup;
import org.apache.flink.runtime.metrics.DescriptiveStatisticsHistogram;

/**
 * Shows an applier's work in Flink's metrics: Flink's own names where it has one, ours in group
 * {@code cassandra}.
 */
final class SinkMetrics implements ApplierMetrics {

  private static final String GROUP = "cassandra";
  private static final int LATENCIES = 1_000;

  private final MetricGroup group;
  private final Counter rows;
  private final Counter bytes;
  private final Counter errors;
  private final Counter requests;
  private final Counter retries;
  private final Counter throttles;
  private final Counter skippedRows;
  private final Histogram latency;
  private volatile long lastLatencyMillis;

  SinkMetrics(SinkWriterMetricGroup writer) {
    this.group = writer.addGroup(GROUP);
    this.rows = writer.getNumRecordsSendCounter();
    this.bytes = writer.getNumBytesSendCounter();
    this.errors = writer.getNumRecordsSendErrorsCounter();
    this.requests = group.counter("requests");
    this.retries = group.counter("retries");
    this.throttles = group.counter("throttles");
    this.skippedRows = group.counter("skippedRows");
    this.latency =
        group.histogram("requestLatencyMillis", new DescriptiveStatisticsHistogram(LATENCIES));
    writer.setCurrentSendTimeGauge(() -> lastLatencyMillis);
  }

  /** Shows what is under way in an applier. */
  void observe(Applier applier) {
    group.gauge("requestsInFlight", applier::requestsInFlight);
    group.gauge("rowsUnderWay", applier::writesUnderWay);
    group.gauge("congestionWindow", applier::congestionWindow);
  }

  @Override
  public void acknowledged(int writes, long size, long latencyNanos, double requestUnits) {
    rows.inc(writes);
    bytes.inc(size);
    requests.inc();
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

  @Override
  public void skipped() {
    skippedRows.inc();
    errors.inc();
  }
}
