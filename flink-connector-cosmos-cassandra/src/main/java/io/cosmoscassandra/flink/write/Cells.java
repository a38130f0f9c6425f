package io.cosmoscassandra.flink.write;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import org.apache.flink.annotation.Internal;

/** Reads a row's cells: for each column a length of four bytes, then the value's bytes. */
@Internal
public final class Cells {

  /** The length of a cell that is null. */
  public static final int NULL = -1;

  /** The length of a cell that is not written at all. */
  public static final int UNSET = -2;

  /** The bytes that a cell's length takes. */
  static final int LENGTH_BYTES = Integer.BYTES;

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

  private Cells() {}

  /** The length of the cell that begins at an offset. */
  static int lengthAt(byte[] cells, int offset) {
    return (int) INTS.get(cells, offset);
  }

  /** The offset of the cell after the one at an offset. */
  static int next(byte[] cells, int offset) {
    return offset + LENGTH_BYTES + Math.max(0, lengthAt(cells, offset));
  }

  /** The number of bytes that the first columns take, with their lengths. */
  static int lengthOf(byte[] cells, int columns) {
    int offset = 0;
    for (int i = 0; i < columns; i++) {
      offset = next(cells, offset);
    }
    return offset;
  }

  /** A hash of the first bytes, of which every bit depends on all of them. */
  static int hash(byte[] cells, int length) {
    long hash = length;
    int i = 0;
    for (; i <= length - Long.BYTES; i += Long.BYTES) {
      hash = mix(hash ^ (long) LONGS.get(cells, i));
    }
    long rest = 0;
    for (; i < length; i++) {
      rest = (rest << Byte.SIZE) | (cells[i] & 0xFF);
    }
    hash = mix(hash ^ rest);
    return (int) (hash ^ (hash >>> Integer.SIZE));
  }

  private static long mix(long value) {
    long mixed = value * 0x9E3779B97F4A7C15L;
    mixed = (mixed ^ (mixed >>> 29)) * 0xBF58476D1CE4E5B9L;
    return mixed ^ (mixed >>> 32);
  }

  /** Whether every cell that the earlier row sets is set by the later row, too. */
  static boolean cover(byte[] later, byte[] earlier, int from) {
    int laterOffset = from;
    int earlierOffset = from;
    while (laterOffset < later.length) {
      if (lengthAt(later, laterOffset) == UNSET && lengthAt(earlier, earlierOffset) != UNSET) {
        return false;
      }
      laterOffset = next(later, laterOffset);
      earlierOffset = next(earlier, earlierOffset);
    }
    return true;
  }
}
