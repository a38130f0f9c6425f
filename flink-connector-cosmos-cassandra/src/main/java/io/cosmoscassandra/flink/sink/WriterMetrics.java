package io.cosmoscassandra.flink.sink;

import io.cosmoscassandra.flink.commit.store.CommitMetrics;
import java.util.concurrent.TimeUnit;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.groups.SinkWriterMetricGroup;

/**
 * The metrics of a writer: Flink's own names where it has one, ours in group {@code cassandra}. A
 * row counts as sent when it is out of this task's hands: in the target, or promised.
 */
final class WriterMetrics {

  static final String GROUP = "cassandra";

  private final ApplyMetrics applying;
  private final Staging staging;

  WriterMetrics(SinkWriterMetricGroup writer) {
    MetricGroup group = writer.addGroup(GROUP);
    this.applying =
        new ApplyMetrics(
            group,
            writer.getNumRecordsSendCounter(),
            writer.getNumBytesSendCounter(),
            writer.getNumRecordsSendErrorsCounter());
    this.staging = new Staging(writer, group);
    writer.setCurrentSendTimeGauge(applying::lastLatencyMillis);
  }

  /** What rows that are written directly, or left out, are counted with. */
  ApplyMetrics applying() {
    return applying;
  }

  /** What staged rows are counted with. */
  CommitMetrics staging() {
    return staging;
  }

  private static final class Staging implements CommitMetrics {

    private final Counter rows;
    private final Counter bytes;
    private final Counter chunks;
    private final Counter rawBytes;
    private final Counter storedBytes;
    private final Counter retries;
    private final UnitCounter requestUnits;
    private final Counter brakeMillis;
    private volatile long markAheadOfClockMillis;

    Staging(SinkWriterMetricGroup writer, MetricGroup group) {
      this.rows = writer.getNumRecordsSendCounter();
      this.bytes = writer.getNumBytesSendCounter();
      this.chunks = group.counter("chunksStaged");
      this.rawBytes = group.counter("bytesStaged");
      this.storedBytes = group.counter("bytesStagedCompressed");
      this.retries = ApplyMetrics.counter(group, "stagingRetries");
      this.requestUnits = new UnitCounter(group, "committerRequestUnits");
      this.brakeMillis = group.counter("brakeMillis");
      group.gauge("markAheadOfClockMillis", () -> markAheadOfClockMillis);
    }

    @Override
    public void chunkStaged(int raw, int stored) {
      chunks.inc();
      rawBytes.inc(raw);
      storedBytes.inc(stored);
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
    public void prepared(long preparedRows, long preparedBytes) {
      rows.inc(preparedRows);
      bytes.inc(preparedBytes);
    }

    @Override
    public void markAheadOfClock(long micros) {
      markAheadOfClockMillis = TimeUnit.MICROSECONDS.toMillis(micros);
    }

    @Override
    public void braked(long nanos) {
      brakeMillis.inc(TimeUnit.NANOSECONDS.toMillis(nanos));
    }
  }
}
