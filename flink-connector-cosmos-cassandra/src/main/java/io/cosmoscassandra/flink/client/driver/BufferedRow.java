package io.cosmoscassandra.flink.client.driver;

import java.nio.ByteBuffer;
import java.util.AbstractList;
import java.util.Objects;
import java.util.RandomAccess;

/** The cells of one row, cut out of the page without a copy. */
final class BufferedRow extends AbstractList<ByteBuffer> implements RandomAccess {

  /** The index at which a row answers with its whole page; no column has it. */
  static final int PAGE = -1;

  private final byte[] page;
  private final int[] starts;
  private final int end;

  private BufferedRow(byte[] page, int[] starts, int end) {
    this.page = page;
    this.starts = starts;
    this.end = end;
  }

  /** The row whose first cell begins at the position. */
  static BufferedRow at(int position, int columns, byte[] page) {
    ByteBuffer bytes = ByteBuffer.wrap(page);
    int[] starts = new int[columns];
    int next = position;
    for (int i = 0; i < columns; i++) {
      starts[i] = next;
      next += Integer.BYTES + Math.max(bytes.getInt(next), 0);
    }
    return new BufferedRow(page, starts, next);
  }

  /** The position behind the last cell. */
  int end() {
    return end;
  }

  @Override
  public int size() {
    return starts.length;
  }

  /** The bytes of a cell, or null; all rows of the page for {@link #PAGE}. */
  @Override
  public ByteBuffer get(int index) {
    if (index == PAGE) {
      return ByteBuffer.wrap(page);
    }
    int start = starts[Objects.checkIndex(index, starts.length)];
    int length = ByteBuffer.wrap(page).getInt(start);
    return length < 0 ? null : ByteBuffer.wrap(page, start + Integer.BYTES, length).slice();
  }
}
