package io.cosmoscassandra.flink.read;

import java.nio.ByteBuffer;
import java.util.Arrays;
import javax.annotation.Nullable;
import org.apache.flink.annotation.Internal;

/**
 * A place between two rows of a table, exact whatever others write meanwhile.
 *
 * @param pagingState the server's own state with which the current page was fetched; null for the
 *     first page
 * @param lastKey the primary key of the last row emitted, each column with its length before it;
 *     null if no row of the page has been emitted
 */
@Internal
@SuppressWarnings("ArrayRecordComponent") // never changed, and compared by equals below
public record ReadPosition(@Nullable byte[] pagingState, @Nullable byte[] lastKey) {

  /** The place before the first row. */
  public static final ReadPosition START = new ReadPosition(null, null);

  /** The paging state as the driver takes it. */
  @Nullable
  ByteBuffer pagingStateBuffer() {
    return pagingState == null ? null : ByteBuffer.wrap(pagingState);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ReadPosition that
        && Arrays.equals(pagingState, that.pagingState)
        && Arrays.equals(lastKey, that.lastKey);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(pagingState) + Arrays.hashCode(lastKey);
  }

  @Override
  public String toString() {
    return "ReadPosition[pagingState="
        + Arrays.toString(pagingState)
        + ", lastKey="
        + Arrays.toString(lastKey)
        + "]";
  }
}
