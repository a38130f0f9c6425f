package io.cosmoscassandra.flink.sink;

import io.cosmoscassandra.flink.options.RowErrorPolicy;
import io.cosmoscassandra.flink.schema.TableName;
import io.cosmoscassandra.flink.write.ApplierMetrics;
import io.cosmoscassandra.flink.write.Mutation;
import io.cosmoscassandra.flink.write.RowEncoder;
import io.cosmoscassandra.flink.write.RowException;
import java.io.IOException;
import java.util.Optional;
import javax.annotation.Nullable;
import org.apache.flink.table.data.RowData;
import org.apache.flink.types.RowKind;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Encodes the elements of a stream as mutations, and applies the policy for rows that cannot be
 * written. Rejects updates and deletes where only inserts can be written: they are a mistake in the
 * query, not in the row, so the policy is not asked.
 */
final class RowIntake<T> {

  private static final Logger LOG = LoggerFactory.getLogger(RowIntake.class);

  private final RowMapper<T> mapper;
  private final RowEncoder encoder;
  private final Optional<TableName> insertOnlyTable;
  private final RowErrorPolicy onRowError;
  private final ApplierMetrics metrics;

  /**
   * @param insertOnlyTable the table, if only inserts can be written to it
   */
  RowIntake(
      RowMapper<T> mapper,
      RowEncoder encoder,
      Optional<TableName> insertOnlyTable,
      RowErrorPolicy onRowError,
      ApplierMetrics metrics) {
    this.mapper = mapper;
    this.encoder = encoder;
    this.insertOnlyTable = insertOnlyTable;
    this.onRowError = onRowError;
    this.metrics = metrics;
  }

  /** The mutation of an element, or null if it is left out. */
  @Nullable
  Mutation take(T element) throws IOException {
    RowData row = map(element);
    if (insertOnlyTable.isPresent() && row.getRowKind() != RowKind.INSERT) {
      throw new IOException(
          "Table %s takes inserts only, since it has counters or static columns are written, but the query also updates or deletes rows. Write the table from a query that only inserts."
              .formatted(insertOnlyTable.get()));
    }
    try {
      return encoder.encode(row);
    } catch (RowException e) {
      return switch (onRowError) {
        case FAIL -> throw e;
        case SKIP -> {
          LOG.warn("A row is left out ('sink.on-row-error' = 'skip'): {}", e.getMessage());
          metrics.skipped();
          yield null;
        }
      };
    }
  }

  private RowData map(T element) throws IOException {
    try {
      return mapper.map(element);
    } catch (Exception e) {
      throw new IOException("The row mapper failed", e);
    }
  }
}
