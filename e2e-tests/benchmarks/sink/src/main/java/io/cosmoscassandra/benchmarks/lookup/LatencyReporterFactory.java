package io.cosmoscassandra.benchmarks.lookup;

import java.util.Properties;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.metrics.reporter.MetricReporter;
import org.apache.flink.metrics.reporter.MetricReporterFactory;

/** Makes reporters of the time that requests take. */
public final class LatencyReporterFactory implements MetricReporterFactory {

  private static final String PREFIX = "metrics.reporter.latencies.";

  /** Lets a cluster have such a reporter. */
  public static void configure(Configuration configuration) {
    configuration.setString(PREFIX + "factory.class", LatencyReporterFactory.class.getName());
    configuration.setString(PREFIX + "interval", "500 ms");
  }

  @Override
  public MetricReporter createMetricReporter(Properties properties) {
    return new LatencyReporter();
  }
}
