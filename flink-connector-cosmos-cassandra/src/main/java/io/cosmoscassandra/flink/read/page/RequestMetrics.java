package io.cosmoscassandra.flink.read.page;

import java.util.concurrent.TimeUnit;
import java.util.function.ToIntFunction;
import javax.annotation.Nullable;
import org.apache.flink.annotation.Internal;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.metrics.DescriptiveStatisticsHistogram;

/** Reports to Flink the requests for rows that a subtask sends. */
@Internal
public final class RequestMetrics implements ReadMetrics {

  /** The group of the metrics of this connector in the group of an operator. */
  public static final String GROUP = "cassandra";

  private static final int LATENCIES = 1_000;

  private final Counter requests;
  private final Counter retries;
  private final Counter throttles;
  private final Counter requestUnits;
  private final Histogram latency;
  private double partOfUnit;
  @Nullable private volatile RequestLoad observed;

  /**
   * Registers the metrics.
   *
   * @param group the group {@link #GROUP} of the operator
   */
  public RequestMetrics(MetricGroup group) {
    this.requests = group.counter("requests");
    this.retries = group.counter("retries");
    this.throttles = group.counter("throttles");
    this.requestUnits = group.counter("requestUnits");
    this.latency =
        group.histogram("requestLatencyMillis", new DescriptiveStatisticsHistogram(LATENCIES));
    group.gauge("requestsInFlight", () -> of(RequestLoad::requestsInFlight));
    group.gauge("congestionWindow", () -> of(RequestLoad::congestionWindow));
  }

  /** Reports what is in flight in this reader from now on. */
  public void observe(RequestLoad reader) {
    observed = reader;
  }

  private int of(ToIntFunction<RequestLoad> what) {
    RequestLoad reader = observed;
    return reader == null ? 0 : what.applyAsInt(reader);
  }

  @Override
  public void acknowledged(long latencyNanos, double units) {
    requests.inc();
    partOfUnit += units;
    requestUnits.inc((long) partOfUnit);
    partOfUnit -= (long) partOfUnit;
    latency.update(TimeUnit.NANOSECONDS.toMillis(latencyNanos));
  }

  @Override
  public void retried() {
    retries.inc();
  }

  @Override
  public void throttled() {
    throttles.inc();
  }
}
