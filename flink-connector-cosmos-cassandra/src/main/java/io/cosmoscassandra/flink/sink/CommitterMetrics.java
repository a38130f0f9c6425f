package io.cosmoscassandra.flink.sink;

import io.cosmoscassandra.flink.commit.store.CommitMetrics;
import java.util.concurrent.TimeUnit;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.groups.SinkCommitterMetricGroup;

/** The metrics of a committer, in group {@code cassandra} beside those that Flink keeps of it. */
final class CommitterMetrics {

  private final ApplyMetrics applying;
  private final Committing committing;

  CommitterMetrics(SinkCommitterMetricGroup committer) {
    MetricGroup group = committer.addGroup(WriterMetrics.GROUP);
    this.applying =
        new ApplyMetrics(group, group.counter("rowsCommitted"), group.counter("bytesCommitted"));
    this.committing = new Committing(group);
  }

  /** What rows on their way into the target are counted with. */
  ApplyMetrics applying() {
    return applying;
  }

  /** What commits are counted with. */
  CommitMetrics committing() {
    return committing;
  }

  private static final class Committing implements CommitMetrics {

    private final Counter retries;
    private final UnitCounter requestUnits;
    private final Counter failures;
    private volatile long startedAtMillis;
    private volatile long ageAtStartMillis;
    private volatile long pendingRows;
    private volatile long pendingBytes;
    private volatile long lastDurationMillis;

    Committing(MetricGroup group) {
      this.retries = ApplyMetrics.counter(group, "committerRetries");
      this.requestUnits = new UnitCounter(group, "committerRequestUnits");
      this.failures = group.counter("commitFailures");
      group.gauge("pendingCommitAgeMillis", this::pendingAge);
      group.gauge("pendingCommitRows", () -> pendingRows);
      group.gauge("pendingCommitBytes", () -> pendingBytes);
      group.gauge("lastCommitDurationMillis", () -> lastDurationMillis);
    }

    private long pendingAge() {
      long started = startedAtMillis;
      return started == 0 ? 0 : ageAtStartMillis + System.currentTimeMillis() - started;
    }

    @Override
    public void retried() {
      retries.inc();
    }

    @Override
    public void charged(double units) {
      requestUnits.add(units);
    }

    @Override
    public void commitStarted(long ageMillis, long rows, long bytes) {
      ageAtStartMillis = ageMillis;
      pendingRows = rows;
      pendingBytes = bytes;
      startedAtMillis = System.currentTimeMillis();
    }

    @Override
    public void commitEnded(long durationNanos, long rows, long bytes, boolean failed) {
      lastDurationMillis = TimeUnit.NANOSECONDS.toMillis(durationNanos);
      if (failed) {
        failures.inc();
        return;
      }
      startedAtMillis = 0;
      pendingRows = 0;
      pendingBytes = 0;
    }
  }
}
