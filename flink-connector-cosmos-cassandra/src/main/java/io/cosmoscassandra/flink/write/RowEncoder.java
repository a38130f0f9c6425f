package io.cosmoscassandra.flink.write;

import io.cosmoscassandra.flink.codec.IncompatibleTypeException;
import io.cosmoscassandra.flink.codec.ValueCodec;
import io.cosmoscassandra.flink.codec.ValueCodecs;
import io.cosmoscassandra.flink.codec.ValueException;
import io.cosmoscassandra.flink.options.CollectionWriteMode;
import io.cosmoscassandra.flink.schema.MappedColumn;
import io.cosmoscassandra.flink.schema.MappedTable;
import io.cosmoscassandra.flink.text.ShownValue;
import io.cosmoscassandra.flink.time.MicroClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.flink.annotation.Internal;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.types.RowKind;

/**
 * Encodes Flink's rows as mutations, and checks all that can be checked without the database,
 * before a checkpoint promises the row.
 */
@Internal
public final class RowEncoder {

  /** Limit of Cassandra: twenty years. */
  private static final int MAX_TTL_SECONDS = 20 * 365 * 24 * 60 * 60;

  /** Limit of Cassandra for all values of clustering columns together. */
  private static final int MAX_CLUSTERING_BYTES = 65_535;

  private static final int MICROS_DIGITS = 6;

  private final MappedTable table;
  private final RowLayout layout;
  private final MicroClock clock;
  private final Column[] columns;
  private final int keyColumns;
  private final int partitionColumns;
  private final boolean counters;
  private final boolean merges;
  private final DataOutputSerializer out = new DataOutputSerializer(256);

  /**
   * @param keepsNulls whether a null leaves the column as it is: it has no elements
   */
  private record Column(String name, ValueCodec codec, int position, boolean keepsNulls) {}

  public RowEncoder(MappedTable table, RowLayout layout, MicroClock clock) {
    this.table = table;
    this.clock = clock;
    this.layout = layout;
    this.keyColumns = table.keyLength();
    this.partitionColumns = table.partitionKeyLength();
    this.counters = table.isCounterTable();
    this.merges = table.merges();
    this.columns = columns(table).toArray(new Column[0]);
  }

  private static List<Column> columns(MappedTable table) {
    List<Column> columns = new ArrayList<>();
    for (MappedColumn column : table.columns()) {
      try {
        boolean merges = column.writeMode() != CollectionWriteMode.OVERWRITE;
        columns.add(new Column(column.name(), codec(column), column.position(), merges));
      } catch (IncompatibleTypeException e) {
        throw new IllegalStateException("Column " + column.name() + " was not validated", e);
      }
    }
    return columns;
  }

  /** The codec of a column. */
  static ValueCodec codec(MappedColumn column) throws IncompatibleTypeException {
    if (column.writeMode() == CollectionWriteMode.REMOVE) {
      return ValueCodecs.removing(column.flinkType(), column.cqlType());
    }
    return column.kind() == MappedColumn.Kind.CLUSTERING
        ? ValueCodecs.ofClustering(column.flinkType(), column.cqlType())
        : ValueCodecs.between(column.flinkType(), column.cqlType());
  }

  /**
   * Encodes a row.
   *
   * @throws RowException if the row cannot be written as it is
   */
  public Mutation encode(RowData row) throws RowException {
    try {
      out.clear();
      encodeKey(row);
      int keyLength = out.length();
      if (isRetracted(row)) {
        return new Delete(out.getCopyOfBuffer(), writetime(row));
      }
      encodeValues(row);
      checkSize();
      if (counters) {
        return new Increment(out.getCopyOfBuffer(), keyLength);
      }
      return new Upsert(out.getCopyOfBuffer(), keyLength, ttl(row), writetime(row), merges);
    } catch (IOException e) {
      if (e instanceof RowException rowException) {
        throw rowException;
      }
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Whether the row must be deleted. That holds for the row before an update, too: Flink sends it
   * where a query cannot do without it, whatever the sink asks for, and sends no row after it if
   * that row is filtered out or has another key.
   */
  private static boolean isRetracted(RowData row) {
    return row.getRowKind() == RowKind.DELETE || row.getRowKind() == RowKind.UPDATE_BEFORE;
  }

  private void encodeKey(RowData row) throws IOException {
    int partitionEnd = 0;
    for (int i = 0; i < keyColumns; i++) {
      Column column = columns[i];
      if (row.isNullAt(column.position)) {
        throw new RowException(
            at(column) + "a column of the primary key must not be null." + inRow(row));
      }
      encode(column, row);
      if (i == partitionColumns - 1) {
        checkPartitionKey(row);
        partitionEnd = out.length();
      }
    }
    checkClustering(row, partitionEnd);
  }

  private void checkClustering(RowData row, int partitionEnd) throws RowException {
    int columnsOfIt = keyColumns - partitionColumns;
    int bytes = out.length() - partitionEnd - columnsOfIt * Cells.LENGTH_BYTES;
    if (bytes > MAX_CLUSTERING_BYTES) {
      throw new RowException(
          "Table %s: the clustering columns take %,d bytes, and %,d are the most that the database stores."
                  .formatted(table.name(), bytes, MAX_CLUSTERING_BYTES)
              + inRow(row));
    }
  }

  private void checkPartitionKey(RowData row) throws RowException {
    int bytes = out.length() - partitionColumns * Cells.LENGTH_BYTES;
    if (bytes == 0 && partitionColumns == 1) {
      throw new RowException(
          at(columns[0]) + "the value of a partition key must not be empty." + inRow(row));
    }
    // A composite key is stored with three more bytes per column.
    int stored = partitionColumns == 1 ? bytes : bytes + 3 * partitionColumns;
    if (stored > layout.maxPartitionKeyBytes()) {
      throw new RowException(
          "Table %s: the partition key takes %,d bytes, and %,d are the most that the database stores."
                  .formatted(table.name(), stored, layout.maxPartitionKeyBytes())
              + inRow(row));
    }
  }

  private void encodeValues(RowData row) throws IOException {
    boolean unsetNulls = layout.ignoreNulls() || counters;
    for (int i = keyColumns; i < columns.length; i++) {
      Column column = columns[i];
      if (row.isNullAt(column.position)) {
        out.writeInt(unsetNulls || column.keepsNulls ? Cells.UNSET : Cells.NULL);
      } else {
        encode(column, row);
      }
    }
  }

  private void encode(Column column, RowData row) throws IOException {
    int start = out.length();
    out.writeInt(0);
    try {
      column.codec.encodeField(row, column.position, out);
    } catch (ValueException e) {
      throw new RowException(at(column) + e.getMessage() + "." + inRow(row), e);
    }
    int length = out.length() - start - Cells.LENGTH_BYTES;
    out.writeIntUnsafe(length, start);
  }

  private void checkSize() throws RowException {
    if (layout.maxRowBytes().isPresent() && out.length() > layout.maxRowBytes().getAsInt()) {
      throw new RowException(
          "Table %s: a row takes %,d bytes, and %,d are the most that the database takes."
              .formatted(table.name(), out.length(), layout.maxRowBytes().getAsInt()));
    }
  }

  private int ttl(RowData row) throws RowException {
    if (layout.ttlField().isEmpty() || row.isNullAt(layout.ttlField().getAsInt())) {
      return Mutation.NO_TTL;
    }
    int ttl = row.getInt(layout.ttlField().getAsInt());
    if (ttl < 0 || ttl > MAX_TTL_SECONDS) {
      throw new RowException(
          "Table %s: metadata column 'ttl' is %d, and takes 0 (never expires) to %d seconds."
                  .formatted(table.name(), ttl, MAX_TTL_SECONDS)
              + inRow(row));
    }
    Optional<Instant> latest =
        layout.latestExpiry().exceededBy(ttl, TimeUnit.MICROSECONDS.toSeconds(clock.micros()));
    if (latest.isPresent()) {
      throw new RowException(
          "Table %s: metadata column 'ttl' is %d seconds, with which the row would expire after %s, the latest time that the server stores."
                  .formatted(table.name(), ttl, latest.get())
              + inRow(row));
    }
    return ttl;
  }

  private long writetime(RowData row) {
    if (layout.writetimeField().isEmpty() || row.isNullAt(layout.writetimeField().getAsInt())) {
      return Mutation.NO_WRITETIME;
    }
    TimestampData time = row.getTimestamp(layout.writetimeField().getAsInt(), MICROS_DIGITS);
    return TimeUnit.MILLISECONDS.toMicros(time.getMillisecond())
        + TimeUnit.NANOSECONDS.toMicros(time.getNanoOfMillisecond());
  }

  private String at(Column column) {
    return "Column '%s' of table %s: ".formatted(column.name, table.name());
  }

  /** Names the row by its key. */
  private String inRow(RowData row) {
    StringBuilder key = new StringBuilder(" The row's key: ");
    for (int i = 0; i < keyColumns; i++) {
      MappedColumn column = table.columns().get(i);
      Object value =
          RowData.createFieldGetter(column.flinkType(), column.position()).getFieldOrNull(row);
      key.append(i == 0 ? "" : ", ")
          .append(column.name())
          .append('=')
          .append(ShownValue.unquoted(value));
    }
    return key.append('.').toString();
  }
}
