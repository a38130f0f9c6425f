package io.cosmoscassandra.flink.it.kit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Metric;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.metrics.scope.ScopeFormat;
import org.apache.flink.runtime.testutils.InMemoryReporter;

/**
 * The metrics that the subtasks of sinks and sources have reported, including those of jobs that
 * have ended.
 */
public final class OperatorMetrics {

  private final InMemoryReporter reporter;
  private final String operator;

  private OperatorMetrics(InMemoryReporter reporter, String operator) {
    this.reporter = reporter;
    this.operator = operator;
  }

  /** Those of the writers. */
  public static OperatorMetrics ofWriters() {
    return new OperatorMetrics(InMemoryReporter.createWithRetainedMetrics(), "Writer");
  }

  /** Those of the committers of the same cluster. */
  public OperatorMetrics ofCommitters() {
    return new OperatorMetrics(reporter, "Committer");
  }

  /** Those of the sources of a cluster. */
  public static OperatorMetrics ofSources() {
    return new OperatorMetrics(InMemoryReporter.createWithRetainedMetrics(), "Source");
  }

  /** Lets a cluster report to this. */
  public Configuration reportedBy(Configuration configuration) {
    return reporter.addToConfiguration(configuration);
  }

  /** The sum of a counter over the subtasks. */
  public long counted(JobID job, String name) {
    return of(job, name, Counter.class).stream().mapToLong(Counter::getCount).sum();
  }

  /** A metric of each subtask. */
  public <M extends Metric> List<M> of(JobID job, String name, Class<M> type) {
    List<M> found =
        reporter.getMetricsByGroup().entrySet().stream()
            .filter(group -> belongsToTheOperator(group.getKey(), job))
            .flatMap(
                group ->
                    group.getValue().entrySet().stream()
                        .filter(
                            metric ->
                                group
                                    .getKey()
                                    .getMetricIdentifier(metric.getKey())
                                    .endsWith("." + name))
                        .map(metric -> type.cast(metric.getValue())))
            .toList();
    assertThat(found).as(name).isNotEmpty();
    return found;
  }

  private boolean belongsToTheOperator(MetricGroup group, JobID job) {
    Map<String, String> variables = group.getAllVariables();
    return job.toString().equals(variables.get(ScopeFormat.SCOPE_JOB_ID))
        && variables.getOrDefault(ScopeFormat.SCOPE_OPERATOR_NAME, "").contains(operator);
  }
}
