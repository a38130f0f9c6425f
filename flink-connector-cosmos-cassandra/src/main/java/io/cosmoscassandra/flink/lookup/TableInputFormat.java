package io.cosmoscassandra.flink.lookup;

import io.cosmoscassandra.flink.client.failure.RetrySettings;
import io.cosmoscassandra.flink.options.CassandraConnectorOptions;
import io.cosmoscassandra.flink.read.PartReading;
import io.cosmoscassandra.flink.read.ReadPlan;
import io.cosmoscassandra.flink.read.ReadPosition;
import io.cosmoscassandra.flink.read.TableReader;
import io.cosmoscassandra.flink.read.page.RangeTooLargeException;
import io.cosmoscassandra.flink.read.page.ReadException;
import io.cosmoscassandra.flink.read.page.ReadMetrics;
import io.cosmoscassandra.flink.schema.StartupRetry;
import io.cosmoscassandra.flink.time.BlockingClock;
import io.cosmoscassandra.flink.time.InterruptibleFutures;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import javax.annotation.Nullable;
import org.apache.flink.api.common.io.DefaultInputSplitAssigner;
import org.apache.flink.api.common.io.InputFormat;
import org.apache.flink.api.common.io.statistics.BaseStatistics;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.io.InputSplitAssigner;
import org.apache.flink.table.data.RowData;

/**
 * Reads a table for Flink's full cache of lookups, which takes nothing but an input format. All of
 * its methods wait where they must; Flink calls them on threads of its own.
 */
final class TableInputFormat implements InputFormat<RowData, TablePart> {

  private static final long serialVersionUID = 1L;

  /** As many parts as a database is kept busy with; Flink reads one per core at a time. */
  private static final int PARTS = 8;

  private static final int ROWS_AT_A_TIME = 256;

  private final ReadPlan plan;
  private transient TableReader table;

  /** What is left of the part; the first is being read. */
  private transient Deque<Range> left;

  private transient PartReading reading;
  private transient Deque<RowData> rows;

  TableInputFormat(ReadPlan plan) {
    this.plan = plan;
  }

  /** A range of tokens, to be read from a place on. */
  private record Range(TablePart part, ReadPosition start) {}

  @Override
  public void configure(Configuration parameters) {}

  @Override
  @Nullable
  public BaseStatistics getStatistics(BaseStatistics cached) {
    return null;
  }

  @Override
  public TablePart[] createInputSplits(int minNumSplits) {
    return TablePart.all(plan.predicate(), Math.max(minNumSplits, PARTS)).toArray(TablePart[]::new);
  }

  @Override
  public InputSplitAssigner getInputSplitAssigner(TablePart[] parts) {
    return new DefaultInputSplitAssigner(parts);
  }

  @Override
  public void open(TablePart part) throws IOException {
    RetrySettings retry = plan.settings().retry();
    table =
        new StartupRetry(
                "lookup cache",
                CassandraConnectorOptions.SCAN_RETRY_TIMEOUT,
                retry.timeout(),
                retry.backoff(),
                BlockingClock.OF_THREAD)
            .attempt(false, () -> TableReader.open(plan, 1, ReadMetrics.NONE));
    rows = new ArrayDeque<>();
    left = new ArrayDeque<>();
    left.add(new Range(part, ReadPosition.START));
    begin();
  }

  private void begin() throws IOException {
    Range range = left.getFirst();
    TablePart part = range.part();
    try {
      reading =
          part.partition() == null
              ? table.range(part.fromToken(), part.toToken(), range.start())
              : table.partition(part.partition(), range.start());
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  @Override
  public boolean reachedEnd() throws IOException {
    while (rows.isEmpty() && !left.isEmpty()) {
      try {
        fill();
      } catch (InterruptedException e) {
        throw interrupted(e);
      }
    }
    return rows.isEmpty();
  }

  private void fill() throws IOException, InterruptedException {
    if (!reading.isReady()) {
      // A page that failed is as good as one that came: emitting throws what went wrong.
      InterruptibleFutures.on(reading.ready().handle((page, error) -> page));
    }
    try {
      reading.emit(rows::add, ROWS_AT_A_TIME);
    } catch (RangeTooLargeException e) {
      halve(e);
    }
    if (reading.isFinished()) {
      left.removeFirst();
      if (!left.isEmpty()) {
        begin();
      }
    }
  }

  private void halve(RangeTooLargeException tooLarge) throws IOException {
    TablePart part = left.getFirst().part();
    ReadPosition place = reading.position();
    if (part.partition() != null) {
      throw new ReadException(
          "A partition is too large for one request: %s. Read a smaller range of its clustering columns, or raise the server's limit"
              .formatted(tooLarge.getMessage()),
          tooLarge);
    }
    long middle = table.middle(part.fromToken(), part.toToken(), place, tooLarge);
    reading.close();
    left.removeFirst();
    left.addFirst(
        new Range(new TablePart(part.number(), middle, part.toToken(), null), ReadPosition.START));
    left.addFirst(new Range(new TablePart(part.number(), part.fromToken(), middle, null), place));
    begin();
  }

  private static IOException interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new IOException("Interrupted while the cache of lookups was loaded", e);
  }

  @Override
  public RowData nextRecord(RowData reuse) {
    return rows.poll();
  }

  @Override
  public void close() {
    if (table != null) {
      table.close();
      table = null;
    }
  }
}
