package io.cosmoscassandra.flink.read.page;

import io.cosmoscassandra.flink.client.driver.ResultPage;
import java.nio.ByteBuffer;
import javax.annotation.Nullable;
import org.apache.flink.annotation.Internal;

/** Walks through the rows of a page, cell by cell, without copying any of them. */
@Internal
public final class PageCursor {

  private final ByteBuffer bytes;

  /** Hands out the cells; its limit moves, so lengths are read through the other one. */
  private final ByteBuffer value;

  private final int[] starts;
  private int left;
  private int end;

  public PageCursor(ResultPage page) {
    this.bytes = ByteBuffer.wrap(page.bytes());
    this.value = bytes.duplicate();
    this.starts = new int[page.columns()];
    this.left = page.rows();
  }

  /** Goes to the next row, if there is one. */
  public boolean next() {
    if (left == 0) {
      return false;
    }
    left--;
    int position = end;
    for (int i = 0; i < starts.length; i++) {
      starts[i] = position;
      position += Integer.BYTES + Math.max(bytes.getInt(position), 0);
    }
    end = position;
    return true;
  }

  /** The number of rows behind the current one. */
  int left() {
    return left;
  }

  public boolean isNull(int cell) {
    return bytes.getInt(starts[cell]) < 0;
  }

  /**
   * The bytes of a cell, from the buffer's position to its limit; null if the cell is. The buffer
   * is the cursor's own and serves until the next call.
   */
  @Nullable
  public ByteBuffer cell(int cell) {
    int start = starts[cell];
    int length = bytes.getInt(start);
    if (length < 0) {
      return null;
    }
    int from = start + Integer.BYTES;
    // The limit first, so that the position never lies behind it.
    return value.limit(from + length).position(from);
  }

  /** The place of the current row in its page. */
  public int rowStart() {
    return starts[0];
  }

  /** A copy of the first cells of the row at a place, each with its length before it. */
  public byte[] firstCells(int rowStart, int count) {
    int to = rowStart;
    for (int i = 0; i < count; i++) {
      to += Integer.BYTES + Math.max(bytes.getInt(to), 0);
    }
    byte[] cells = new byte[to - rowStart];
    System.arraycopy(bytes.array(), rowStart, cells, 0, cells.length);
    return cells;
  }
}
