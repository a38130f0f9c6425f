package io.cosmoscassandra.flink.it.monitoring;

import java.util.Map;
import org.apache.flink.api.common.JobID;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Metric;
import org.apache.flink.runtime.testutils.InMemoryReporter;

/**
 * How a task has spent the last seconds, as Flink reports it: in milliseconds of each second.
 *
 * @param busy with rows, checkpoints and all else
 * @param backPressured waiting for tasks that take rows from it
 * @param idle waiting for rows
 */
record TaskTimes(double busy, double backPressured, double idle) {

  /** Those of the first subtask of the task with this in its name. */
  static TaskTimes of(InMemoryReporter reporter, JobID job, String name) {
    return new TaskTimes(
        gauge(reporter, job, name, "busyTimeMsPerSecond"),
        gauge(reporter, job, name, "backPressuredTimeMsPerSecond"),
        gauge(reporter, job, name, "idleTimeMsPerSecond"));
  }

  private static double gauge(InMemoryReporter reporter, JobID job, String name, String metric) {
    return reporter.findMetrics(job, metric).entrySet().stream()
        .filter(found -> found.getKey().contains(name))
        .map(Map.Entry::getValue)
        .findFirst()
        .map(TaskTimes::value)
        .orElse(Double.NaN);
  }

  private static double value(Metric gauge) {
    return ((Number) ((Gauge<?>) gauge).getValue()).doubleValue();
  }
}
