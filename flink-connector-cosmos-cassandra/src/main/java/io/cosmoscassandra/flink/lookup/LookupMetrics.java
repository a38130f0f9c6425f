package io.cosmoscassandra.flink.lookup;

import io.cosmoscassandra.flink.read.ReadMetrics;
import io.cosmoscassandra.flink.read.RequestLoad;
import java.util.concurrent.TimeUnit;
import java.util.function.ToIntFunction;
import javax.annotation.Nullable;
import org.apache.flink.annotation.Internal;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.metrics.DescriptiveStatisticsHistogram;

/** Reports to Flink how a subtask looks rows up, in group {@code cassandra} of its operator. */
@Internal
public final class LookupMetrics implements ReadMetrics {

  static final String GROUP = "cassandra";

  private static final int LATENCIES = 1_000;

  private final Counter lookups;
  private final Counter sharedLookups;
  private final Counter impossibleKeys;
  private final Counter requests;
  private final Counter retries;
  private final Counter throttles;
  private final Counter requestUnits;
  private final Histogram latency;
  private double partOfUnit;
  @Nullable private volatile RequestLoad observed;

  public LookupMetrics(MetricGroup operator) {
    MetricGroup group = operator.addGroup(GROUP);
    this.lookups = group.counter("lookups");
    this.sharedLookups = group.counter("sharedLookups");
    this.impossibleKeys = group.counter("impossibleKeys");
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
  void observe(RequestLoad reader) {
    observed = reader;
  }

  private int of(ToIntFunction<RequestLoad> what) {
    RequestLoad reader = observed;
    return reader == null ? 0 : what.applyAsInt(reader);
  }

  /** A key is looked up by a request of its own. */
  void lookedUp() {
    lookups.inc();
  }

  /** A key is looked up by a request that was in flight already. */
  void shared() {
    lookups.inc();
    sharedLookups.inc();
  }

  /** A key is one that no row can have. */
  void impossible() {
    lookups.inc();
    impossibleKeys.inc();
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
