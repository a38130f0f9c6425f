package io.cosmoscassandra.flink.codec;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.table.data.ArrayData;
import org.apache.flink.table.data.RowData;

/** A codec whose values can also be elements of a collection or fields of a nested row. */
abstract class ElementCodec extends ValueCodec {

  private static final int NULL_LENGTH = -1;

  /** Appends the bytes of an element that is not null. */
  abstract void encodeElement(ArrayData array, int position, DataOutputSerializer out)
      throws IOException;

  /** Reads a value that is not one of Cassandra's empty ones. */
  abstract Object read(ByteBuffer bytes);

  /** Whether no bytes at all are an ordinary value of the type, as they are of text. */
  boolean emptyIsAValue() {
    return false;
  }

  @Override
  public final Object decode(ByteBuffer bytes) {
    return bytes.hasRemaining() || emptyIsAValue() ? read(bytes) : null;
  }

  /** Appends an element with its length before it. */
  final void encodeSizedElement(ArrayData array, int position, DataOutputSerializer out)
      throws IOException {
    int start = reserveLength(out);
    encodeElement(array, position, out);
    fillInLength(start, out);
  }

  /** Appends a field of a nested row, which may be null, with its length before it. */
  final void encodeSizedField(RowData row, int position, DataOutputSerializer out)
      throws IOException {
    if (row.isNullAt(position)) {
      out.writeInt(NULL_LENGTH);
      return;
    }
    int start = reserveLength(out);
    encodeField(row, position, out);
    fillInLength(start, out);
  }

  /** Appends the mark of a field that is null. */
  static void encodeNull(DataOutputSerializer out) throws IOException {
    out.writeInt(NULL_LENGTH);
  }

  /** Reads a value with its length before it; null if the length says so. */
  final Object decodeSized(ByteBuffer bytes) {
    int length = bytes.getInt();
    return length < 0 ? null : decode(next(length, bytes));
  }

  /** The next bytes as a buffer of their own; the given buffer moves on. */
  static ByteBuffer next(int length, ByteBuffer bytes) {
    ByteBuffer part = bytes.slice(bytes.position(), length);
    bytes.position(bytes.position() + length);
    return part;
  }

  private static int reserveLength(DataOutputSerializer out) throws IOException {
    out.writeInt(0);
    return out.length();
  }

  private static void fillInLength(int start, DataOutputSerializer out) throws IOException {
    out.writeIntUnsafe(out.length() - start, start - Integer.BYTES);
  }
}
