package io.cosmoscassandra.flink.codec;

import org.apache.flink.table.data.ArrayData;
import org.apache.flink.table.data.RowData;

/** A Flink type whose internal values are whole numbers of a fixed size. */
enum FlinkWholeNumber {
  TINYINT(Byte.MIN_VALUE, Byte.MAX_VALUE) {
    @Override
    long get(RowData row, int position) {
      return row.getByte(position);
    }

    @Override
    long get(ArrayData array, int position) {
      return array.getByte(position);
    }

    @Override
    Object box(long value) {
      return (byte) value;
    }
  },
  SMALLINT(Short.MIN_VALUE, Short.MAX_VALUE) {
    @Override
    long get(RowData row, int position) {
      return row.getShort(position);
    }

    @Override
    long get(ArrayData array, int position) {
      return array.getShort(position);
    }

    @Override
    Object box(long value) {
      return (short) value;
    }
  },
  INT(Integer.MIN_VALUE, Integer.MAX_VALUE) {
    @Override
    long get(RowData row, int position) {
      return row.getInt(position);
    }

    @Override
    long get(ArrayData array, int position) {
      return array.getInt(position);
    }

    @Override
    Object box(long value) {
      return (int) value;
    }
  },
  BIGINT(Long.MIN_VALUE, Long.MAX_VALUE) {
    @Override
    long get(RowData row, int position) {
      return row.getLong(position);
    }

    @Override
    long get(ArrayData array, int position) {
      return array.getLong(position);
    }

    @Override
    Object box(long value) {
      return value;
    }
  };

  private final long min;
  private final long max;

  FlinkWholeNumber(long min, long max) {
    this.min = min;
    this.max = max;
  }

  abstract long get(RowData row, int position);

  abstract long get(ArrayData array, int position);

  /** The value as Flink wants it; it is known to be in range. */
  abstract Object box(long value);

  /** The value as Flink wants it. */
  Object checkAndBox(long value) {
    if (value < min || value > max) {
      throw doesNotTake(value);
    }
    return box(value);
  }

  ValueException doesNotTake(Object value) {
    return ValueException.unfit(value, name(), "whole numbers from %d to %d".formatted(min, max));
  }
}
