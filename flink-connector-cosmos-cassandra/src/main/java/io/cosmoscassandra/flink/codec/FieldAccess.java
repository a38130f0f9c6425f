package io.cosmoscassandra.flink.codec;

import org.apache.flink.table.data.ArrayData;
import org.apache.flink.table.data.DecimalData;
import org.apache.flink.table.data.MapData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.TimestampData;

/**
 * Takes values of one Flink type out of rows and arrays, which share no interface.
 *
 * @param <T> the class of the values in Flink's internal format
 */
record FieldAccess<T>(FromRow<T> fromRow, FromArray<T> fromArray) {

  static final FieldAccess<StringData> STRING =
      new FieldAccess<>(RowData::getString, ArrayData::getString);
  static final FieldAccess<byte[]> BYTES =
      new FieldAccess<>(RowData::getBinary, ArrayData::getBinary);
  static final FieldAccess<ArrayData> ARRAY =
      new FieldAccess<>(RowData::getArray, ArrayData::getArray);
  static final FieldAccess<MapData> MAP = new FieldAccess<>(RowData::getMap, ArrayData::getMap);

  static FieldAccess<DecimalData> decimal(int precision, int scale) {
    return new FieldAccess<>(
        (row, position) -> row.getDecimal(position, precision, scale),
        (array, position) -> array.getDecimal(position, precision, scale));
  }

  static FieldAccess<TimestampData> timestamp(int precision) {
    return new FieldAccess<>(
        (row, position) -> row.getTimestamp(position, precision),
        (array, position) -> array.getTimestamp(position, precision));
  }

  static FieldAccess<RowData> row(int fields) {
    return new FieldAccess<>(
        (row, position) -> row.getRow(position, fields),
        (array, position) -> array.getRow(position, fields));
  }

  @FunctionalInterface
  interface FromRow<T> {
    T get(RowData row, int position);
  }

  @FunctionalInterface
  interface FromArray<T> {
    T get(ArrayData array, int position);
  }
}
