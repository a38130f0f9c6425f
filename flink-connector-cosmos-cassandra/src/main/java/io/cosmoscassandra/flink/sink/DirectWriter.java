package io.cosmoscassandra.flink.sink;

import io.cosmoscassandra.flink.mutation.Applier;
import io.cosmoscassandra.flink.mutation.AscendingClock;
import io.cosmoscassandra.flink.mutation.Mutation;
import io.cosmoscassandra.flink.mutation.RowEncoder;
import io.cosmoscassandra.flink.mutation.RowErrorPolicy;
import io.cosmoscassandra.flink.mutation.RowException;
import io.cosmoscassandra.flink.mutation.Write;
import java.io.IOException;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.table.data.RowData;
import org.apache.flink.types.RowKind;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes rows straight into the target as they come ({@code at-least-once} and {@code none}). */
final class DirectWriter<T> implements SinkWriter<T> {

  private static final Logger LOG = LoggerFactory.getLogger(DirectWriter.class);

  private final RowMapper<T> mapper;
  private final OpenTable table;
  private final RowEncoder encoder;
  private final Applier applier;
  private final AscendingClock clock;
  private final RowErrorPolicy onRowError;
  private final boolean checkpointsWait;
  private final SinkMetrics metrics;

  /**
   * A writer, which closes the table when it is closed.
   *
   * @param checkpointsWait whether a checkpoint holds only when every row before it is acknowledged
   */
  DirectWriter(
      RowMapper<T> mapper,
      OpenTable table,
      RowErrorPolicy onRowError,
      boolean checkpointsWait,
      SinkMetrics metrics) {
    this.mapper = mapper;
    this.table = table;
    this.encoder = table.newEncoder();
    this.applier = table.newApplier(metrics, false);
    this.clock = new AscendingClock(table.environment().clock());
    this.onRowError = onRowError;
    this.checkpointsWait = checkpointsWait;
    this.metrics = metrics;
    metrics.observe(applier);
  }

  @Override
  public void write(T element, Context context) throws IOException, InterruptedException {
    RowData row = map(element);
    if (row.getRowKind() == RowKind.UPDATE_BEFORE) {
      return;
    }
    Mutation mutation;
    try {
      mutation = encoder.encode(row);
    } catch (RowException e) {
      skipOrFail(e);
      return;
    }
    applier.apply(new Write(mutation, clock.next()));
  }

  private RowData map(T element) throws IOException {
    try {
      return mapper.map(element);
    } catch (Exception e) {
      throw new IOException("The row mapper failed", e);
    }
  }

  private void skipOrFail(RowException e) throws RowException {
    switch (onRowError) {
      case FAIL -> throw e;
      case SKIP -> {
        LOG.warn("A row is left out ('sink.on-row-error' = 'skip'): {}", e.getMessage());
        metrics.skipped();
      }
    }
  }

  @Override
  public void flush(boolean endOfInput) throws IOException, InterruptedException {
    if (checkpointsWait || endOfInput) {
      applier.drain();
    } else {
      applier.check();
    }
  }

  @Override
  public void close() {
    applier.close();
    table.close();
  }
}
