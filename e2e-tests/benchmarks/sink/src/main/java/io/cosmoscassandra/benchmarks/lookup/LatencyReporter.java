package io.cosmoscassandra.benchmarks.lookup;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.HistogramStatistics;
import org.apache.flink.metrics.Metric;
import org.apache.flink.metrics.MetricConfig;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.reporter.MetricReporter;
import org.apache.flink.metrics.reporter.Scheduled;

/** Looks at the connector's histogram of the time that requests take, again and again. */
final class LatencyReporter implements MetricReporter, Scheduled {

  /** As many as a histogram keeps. */
  private static final int ENOUGH = 1_000;

  private final Set<Histogram> histograms = ConcurrentHashMap.newKeySet();

  @Override
  public void open(MetricConfig config) {}

  @Override
  public void close() {}

  @Override
  public void notifyOfAddedMetric(Metric metric, String name, MetricGroup group) {
    if (metric instanceof Histogram histogram && name.equals("requestLatencyMillis")) {
      histograms.add(histogram);
    }
  }

  @Override
  public void notifyOfRemovedMetric(Metric metric, String name, MetricGroup group) {
    if (metric instanceof Histogram histogram) {
      histograms.remove(histogram);
    }
  }

  @Override
  public void report() {
    for (Histogram histogram : histograms) {
      if (histogram.getCount() >= ENOUGH) {
        HistogramStatistics statistics = histogram.getStatistics();
        Latencies.current().add(statistics.getQuantile(0.5), statistics.getQuantile(0.99));
      }
    }
  }
}
