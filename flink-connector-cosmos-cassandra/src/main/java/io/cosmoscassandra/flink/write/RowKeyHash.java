package io.cosmoscassandra.flink.write;

import io.cosmoscassandra.flink.codec.IncompatibleTypeException;
import io.cosmoscassandra.flink.codec.ValueCodec;
import io.cosmoscassandra.flink.codec.ValueException;
import io.cosmoscassandra.flink.schema.MappedColumn;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.annotation.Internal;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.table.data.RowData;

/**
 * Hashes the key of a row as the database has it: values that differ in Flink may be one value
 * there.
 */
@Internal
public final class RowKeyHash {

  /** Hash of keys that cannot be written, which the writer reports. */
  private static final int UNFIT = 0;

  private final List<MappedColumn> columns;
  private final List<ValueCodec> codecs = new ArrayList<>();
  private final DataOutputSerializer out = new DataOutputSerializer(64);

  /**
   * @param columns the columns of the primary key or of the partition key
   */
  public RowKeyHash(List<MappedColumn> columns) {
    this.columns = List.copyOf(columns);
    for (MappedColumn column : columns) {
      try {
        codecs.add(RowEncoder.codec(column));
      } catch (IncompatibleTypeException e) {
        throw new IllegalStateException("Column " + column.name() + " was not validated", e);
      }
    }
  }

  /** The hash of a row's key. */
  public int of(RowData row) {
    out.clear();
    try {
      for (int i = 0; i < columns.size(); i++) {
        int position = columns.get(i).position();
        if (row.isNullAt(position)) {
          return UNFIT;
        }
        codecs.get(i).encodeField(row, position, out);
        out.writeInt(out.length());
      }
    } catch (ValueException e) {
      return UNFIT;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Cells.hash(out.getSharedBuffer(), out.length());
  }
}
