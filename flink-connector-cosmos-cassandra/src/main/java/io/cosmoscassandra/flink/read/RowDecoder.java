package io.cosmoscassandra.flink.read;

import io.cosmoscassandra.flink.codec.ValueException;
import io.cosmoscassandra.flink.read.page.PageCursor;
import io.cosmoscassandra.flink.read.page.ReadException;
import java.util.List;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;

/**
 * Decodes the current row of a page into a row of Flink. Used by one thread at a time, since codecs
 * are.
 */
final class RowDecoder {

  private final KeyColumns key;
  private final CellDecoder[] fields;

  /**
   * A decoder.
   *
   * @param fields the fields of the row that is produced, in its order
   */
  RowDecoder(KeyColumns key, List<CellDecoder> fields) {
    this.key = key;
    this.fields = fields.toArray(CellDecoder[]::new);
  }

  /**
   * The current row.
   *
   * @throws ReadException if a value does not fit its Flink type
   */
  RowData decode(PageCursor row) {
    GenericRowData decoded = new GenericRowData(fields.length);
    for (int i = 0; i < fields.length; i++) {
      try {
        decoded.setField(i, fields[i].decode(row));
      } catch (ValueException e) {
        throw new ReadException(
            "Column '%s' of table %s: %s. The row's key: %s"
                .formatted(fields[i].column(), key.table(), e.getMessage(), key.show(row)),
            e);
      }
    }
    return decoded;
  }

  /**
   * Whether the current row stands for a partition that has static columns and no rows. Flink knows
   * no row without a key, so it is not one.
   */
  boolean isRow(PageCursor row) {
    return !key.lacksClustering(row);
  }

  /** Decodes one field out of the cells of a row. */
  interface CellDecoder {

    /** The column to name in a message. */
    String column();

    /** The value in Flink's internal format; null if there is none. */
    Object decode(PageCursor row);
  }
}
