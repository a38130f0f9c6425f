package io.cosmoscassandra.flink.client.driver;

import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.Row;
import java.nio.ByteBuffer;
import javax.annotation.Nullable;
import org.apache.flink.annotation.Internal;

/**
 * A page of a result as the server sent it.
 *
 * @param bytes the cells of all rows, one after the other; before each its length in four bytes,
 *     which is negative for null
 * @param rows the number of rows
 * @param columns the number of cells in each row
 * @param pagingState continues behind this page; null if it is the last one
 */
@Internal
@SuppressWarnings("ArrayRecordComponent") // never compared
public record ResultPage(byte[] bytes, int rows, int columns, @Nullable ByteBuffer pagingState) {

  private static final byte[] NOTHING = {};

  /**
   * The page that a result has just brought; no row of it must have been read.
   *
   * @throws IllegalArgumentException if the result comes from a session that is not one of {@link
   *     EncodedRowsSessionBuilder}
   */
  public static ResultPage of(AsyncResultSet result) {
    int columns = result.getColumnDefinitions().size();
    int rows = result.remaining();
    ByteBuffer pagingState = result.getExecutionInfo().getPagingState();
    if (rows == 0) {
      return new ResultPage(NOTHING, 0, columns, pagingState);
    }
    Row first = result.currentPage().iterator().next();
    try {
      return new ResultPage(
          first.getBytesUnsafe(BufferedRow.PAGE).array(), rows, columns, pagingState);
    } catch (IndexOutOfBoundsException e) {
      throw new IllegalArgumentException(
          "Pages can be read only through a session of this connector, and this result is of "
              + "another one",
          e);
    }
  }
}
