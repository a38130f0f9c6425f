package io.cosmoscassandra.flink.client.driver;

import com.datastax.oss.protocol.internal.response.result.Rows;
import com.datastax.oss.protocol.internal.response.result.RowsMetadata;
import java.nio.ByteBuffer;
import java.util.AbstractQueue;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Queue;

/** Rows of a result that stay in one buffer until they are read, on the thread that reads them. */
final class BufferedRows extends Rows {

  private final RowsMetadata metadata;
  private final byte[] page;
  private final int count;

  /**
   * Rows of a result.
   *
   * @param page the cells of all rows, each with its length before it
   * @param count the number of rows
   */
  BufferedRows(RowsMetadata metadata, byte[] page, int count) {
    this.metadata = metadata;
    this.page = page;
    this.count = count;
  }

  @Override
  public RowsMetadata getMetadata() {
    return metadata;
  }

  @Override
  public Queue<List<ByteBuffer>> getData() {
    return new RowQueue(page, metadata.columnCount, count);
  }

  @Override
  public String toString() {
    return "ROWS(" + count + " x " + metadata.columnCount + " columns)";
  }

  /** The rows in the order of the page; each is cut out of the page when it is polled. */
  private static final class RowQueue extends AbstractQueue<List<ByteBuffer>> {

    private final byte[] page;
    private final int columns;
    private int left;
    private int position;

    private RowQueue(byte[] page, int columns, int count) {
      this.page = page;
      this.columns = columns;
      this.left = count;
    }

    @Override
    public int size() {
      return left;
    }

    @Override
    public List<ByteBuffer> peek() {
      return left == 0 ? null : BufferedRow.at(position, columns, page);
    }

    @Override
    public List<ByteBuffer> poll() {
      if (left == 0) {
        return null;
      }
      BufferedRow row = BufferedRow.at(position, columns, page);
      position = row.end();
      left--;
      return row;
    }

    @Override
    public boolean offer(List<ByteBuffer> row) {
      throw new UnsupportedOperationException("A result does not grow");
    }

    /** Goes through the rows that are left without taking them out. */
    @Override
    public Iterator<List<ByteBuffer>> iterator() {
      RowQueue copy = new RowQueue(page, columns, left);
      copy.position = position;
      return new Iterator<>() {
        @Override
        public boolean hasNext() {
          return copy.left > 0;
        }

        @Override
        public List<ByteBuffer> next() {
          if (copy.left == 0) {
            throw new NoSuchElementException();
          }
          return copy.poll();
        }
      };
    }
  }
}
