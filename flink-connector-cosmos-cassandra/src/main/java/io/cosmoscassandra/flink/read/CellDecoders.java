package io.cosmoscassandra.flink.read;

import io.cosmoscassandra.flink.codec.ValueCodec;
import io.cosmoscassandra.flink.read.page.PageCursor;
import java.nio.ByteBuffer;
import java.util.List;
import javax.annotation.Nullable;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.TimestampData;

/** Decoders of the fields that rows are read into. */
final class CellDecoders {

  private static final long MICROS_PER_MILLI = 1_000;
  private static final int NANOS_PER_MICRO = 1_000;

  private CellDecoders() {}

  /** The value of a column. */
  record Value(String column, int cell, ValueCodec codec) implements RowDecoder.CellDecoder {
    @Override
    public Object decode(PageCursor row) {
      ByteBuffer bytes = row.cell(cell);
      return bytes == null ? null : codec.decode(bytes);
    }
  }

  /**
   * A part of a value.
   *
   * @param path what gets from a row to the next one or to the part
   */
  record Part(String column, int cell, ValueCodec codec, List<RowData.FieldGetter> path)
      implements RowDecoder.CellDecoder {
    @Override
    public Object decode(PageCursor row) {
      ByteBuffer bytes = row.cell(cell);
      Object value = bytes == null ? null : codec.decode(bytes);
      for (RowData.FieldGetter getter : path) {
        value = value == null ? null : getter.getFieldOrNull((RowData) value);
      }
      return value;
    }
  }

  /** A number that is never null: a count, or the token that the default partitioner computes. */
  record Bigint(String column, int cell) implements RowDecoder.CellDecoder {
    @Override
    public Object decode(PageCursor row) {
      return row.cell(cell).getLong();
    }
  }

  /** How near a vector is to another; never null, since rows without a vector are not found. */
  record Score(String column, int cell) implements RowDecoder.CellDecoder {
    @Override
    public Object decode(PageCursor row) {
      return (double) row.cell(cell).getFloat();
    }
  }

  /**
   * The latest of the times at which columns were written.
   *
   * @param cells their cells, in microseconds since 1970
   */
  record Writetime(String column, List<Integer> cells) implements RowDecoder.CellDecoder {
    @Override
    public Object decode(PageCursor row) {
      Long latest = null;
      for (int cell : cells) {
        Long micros = bigintAt(cell, row);
        if (micros != null && (latest == null || micros > latest)) {
          latest = micros;
        }
      }
      return latest == null ? null : timestamp(latest);
    }

    private static TimestampData timestamp(long micros) {
      return TimestampData.fromEpochMillis(
          Math.floorDiv(micros, MICROS_PER_MILLI),
          (int) Math.floorMod(micros, MICROS_PER_MILLI) * NANOS_PER_MICRO);
    }
  }

  /**
   * The seconds after which the last of some columns expires. A column that is null does not count,
   * and one that never expires makes the row live as long.
   *
   * @param written the cells of the columns' write times, which tell a null from what never expires
   * @param left the cells of the seconds that are left, in the same order
   */
  record Ttl(String column, List<Integer> written, List<Integer> left)
      implements RowDecoder.CellDecoder {
    @Override
    public Object decode(PageCursor row) {
      Integer last = null;
      for (int i = 0; i < left.size(); i++) {
        if (row.isNull(written.get(i))) {
          continue;
        }
        ByteBuffer seconds = row.cell(left.get(i));
        if (seconds == null) {
          return null;
        }
        int value = seconds.getInt();
        last = last == null ? value : Math.max(last, value);
      }
      return last;
    }
  }

  @Nullable
  private static Long bigintAt(int cell, PageCursor row) {
    ByteBuffer bytes = row.cell(cell);
    return bytes == null ? null : bytes.getLong();
  }
}
